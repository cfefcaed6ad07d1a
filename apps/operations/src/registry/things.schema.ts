import { historyEntrySchema, type ThingKind, thingSchemas, staySchema } from '#hub/contracts';
import { z } from 'zod';
import { pageSchema } from '../http/query.js';

/** What REST asks and answers about things, their versions, and who stood where. */
const id = z.string().max(63);
export const thingsQuerySchema = pageSchema.extend({
  search: z.string().max(120).optional(),
  hamlet: id.optional(),
  block: id.optional(),
  owner: id.optional(),
});
export type ThingsQuery = z.infer<typeof thingsQuerySchema>;

export const versionQuerySchema = z.object({ version: z.coerce.number().int().min(1) });
export type VersionQuery = z.infer<typeof versionQuerySchema>;

export const thingsAnswer = (kind: ThingKind) => z.object({ things: z.array(thingSchemas[kind]), total: z.int() });
export const historyAnswer = z.object({ entries: z.array(historyEntrySchema), total: z.int() });
export const staysAnswer = z.object({ stays: z.array(staySchema) });
