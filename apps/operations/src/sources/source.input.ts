import { newSourceRecordSchema, PHOTO_BYTES, SOURCE_TYPES, type SourceType } from '#hub/contracts';
import { z } from 'zod';
import { flagSchema, pageSchema, timeSchema } from '../http/query.js';

const wantedSchema = z.object({
  search: z.string().max(120).optional(),
  hamlet: z.string().max(63).optional(),
  type: z.enum(Object.keys(SOURCE_TYPES) as [SourceType, ...SourceType[]]).optional(),
  canal: z.string().max(63).optional(),
  /** Of the permit or of the next look, whichever is sooner. */
  due: z.enum(['overdue', 'soon', 'later', 'none']).optional(),
  /** The last value of something is over its configured limit. */
  exceeding: flagSchema.optional(),
  closed: flagSchema.optional(),
});
export const sourcesQuerySchema = pageSchema.extend(wantedSchema.shape);
export type SourcesQuery = z.infer<typeof sourcesQuerySchema>;
export const sourcesExportSchema = wantedSchema.extend({ format: z.enum(['csv', 'xlsx']) });
export type SourcesExport = z.infer<typeof sourcesExportSchema>;

export const sourceFiguresQuery = z
  .object({ from: timeSchema, to: timeSchema })
  .refine(({ from, to }) => from < to, { message: 'phải sau from', path: ['to'] });

/** The source stands in the address. */
export const recordBody = newSourceRecordSchema.omit({ source: true });
export type RecordBody = z.infer<typeof recordBody>;
export const photoBody = z.object({
  photo: z.base64().max(Math.ceil(PHOTO_BYTES / 3) * 4, 'ảnh lớn hơn 300 kB'),
});

/** A phone's clock may be off; papers of years ago are written down, and nothing of tomorrow. */
export const AHEAD_MS = 5 * 60_000;
export const BACK_MS = 20 * 366 * 86_400_000;
