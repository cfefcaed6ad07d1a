import { IMPORT_FORMATS } from '#hub/contracts';
import { z } from 'zod';
import { flagSchema } from '../http/query.js';
import { thingsQuerySchema } from './things.schema.js';

const format = z.enum(IMPORT_FORMATS);

export const importQuerySchema = z.object({
  format,
  crs: z.enum(['wgs84', 'vn2000']).default('wgs84'),
  /** Central meridian, degrees. Absent: the commune's province's, where it has but one. */
  meridian: z.coerce
    .number()
    .min(102)
    .max(111)
    .refine((degrees) => Number.isInteger(degrees * 4), 'kinh tuyến trục là bội của 15 phút, ví dụ 105.75')
    .optional(),
  dryRun: flagSchema.default(false),
  skipBad: flagSchema.default(false),
});
export type ImportQuery = z.infer<typeof importQuerySchema>;

export const exportQuerySchema = thingsQuerySchema.omit({ limit: true, offset: true }).extend({ format });
export type ExportQuery = z.infer<typeof exportQuerySchema>;

export const meridiansAnswer = z.object({
  provinces: z.array(
    z.object({
      name: z.string(),
      meridians: z.array(z.object({ of: z.string().describe('province before July 2025'), degrees: z.number() })),
    }),
  ),
  suggested: z.array(z.number()).describe("those of the commune's own province"),
});

/** What a file is called by, and what it is. */
export const FILES = {
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
  geojson: { type: 'application/geo+json', ending: 'geojson' },
} as const;
