import { z } from 'zod';
import { idSchema } from './devices.js';
import { sourcePointSchema } from './things.js';

const ms = z.number();
const figure = z
  .object({
    /** As the standard names it: "cod", "bod5", "nh4_n". */
    parameter: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    value: z.number().min(0),
    /** Of the parameter where nothing is said: mg/l of most. */
    unit: z.string().max(20).optional(),
  })
  .refine(({ parameter, value }) => parameter !== 'ph' || value <= 14, {
    path: ['value'],
    message: 'pH từ 0 đến 14',
  });
/** Somebody looked at a waste-water source, or a laboratory measured what it pours out. */
export const sourceDeedSchema = z.discriminatedUnion('did', [
  z.object({
    did: z.literal('inspected'),
    outcome: z.enum(['in-order', 'to-mend', 'pours-illegally', 'could-not-enter']),
    note: z.string().trim().max(2000).optional(),
    /** Photos that were sent before, by their ids. */
    photos: z.array(z.string().max(80)).max(8).optional(),
  }),
  z.object({
    did: z.literal('sampled'),
    /** Where it was taken, as the point was called then; absent: at the outlet. */
    point: sourcePointSchema.pick({ name: true, place: true }).optional(),
    laboratory: z.string().trim().max(160).optional(),
    values: z.array(figure).min(1).max(40),
    note: z.string().trim().max(2000).optional(),
  }),
]);
export type SourceDeed = z.infer<typeof sourceDeedSchema>;
export const newSourceRecordSchema = z.object({
  /** Made by whoever sends it: the same record sent twice is one. */
  key: z.string().min(8).max(64),
  source: idSchema,
  deed: sourceDeedSchema,
  at: ms,
  /** When it is to be looked at again, "2027-01-31". */
  nextOn: z.iso.date().optional(),
});
export type NewSourceRecord = z.infer<typeof newSourceRecordSchema>;
export const sourceRecordSchema = newSourceRecordSchema.extend({ received: ms, person: z.string(), by: z.string() });
export type SourceRecord = z.infer<typeof sourceRecordSchema>;
