import { causeSchema, falseCauseSchema, PHOTO_BYTES, severitySchema } from '#hub/contracts';
import { z } from 'zod';
import { flagSchema, pageSchema, timeSchema } from '../http/query.js';

export const filterSchema = pageSchema.extend({
  active: flagSchema.optional(),
  shelved: flagSchema.optional(),
  cause: causeSchema.optional(),
  severity: severitySchema.optional(),
  /** By its id. */
  hamlet: z.string().max(120).optional(),
  assigned: z.literal('me').optional(),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
});
export type Filter = z.infer<typeof filterSchema>;

/** What goes with whatever is done: a phone without a network says later when it was. */
export const saidSchema = z.object({
  note: z.string().trim().max(1000).optional(),
  doneAt: z.int().positive().optional(),
  /** The same however often it is sent: what was done already is not done twice. */
  key: z.string().min(8).max(64).optional(),
});
export type Said = z.infer<typeof saidSchema>;

export const acknowledgeSchema = saidSchema;
export const assignSchema = saidSchema.extend({ to: z.string().min(1).max(63) });
export const commentSchema = saidSchema
  .extend({
    photo: z
      .base64()
      .max(Math.ceil(PHOTO_BYTES / 3) * 4, 'ảnh lớn hơn 300 kB')
      .optional(),
  })
  .refine(({ note, photo }) => note || photo, { message: 'cần một lời hoặc một ảnh', path: ['note'] });
export const shelveSchema = saidSchema.extend({
  until: z.int().positive(),
  reason: z.string().trim().min(1, 'cần nói vì sao').max(500),
});
export const falseSchema = saidSchema.extend({ cause: falseCauseSchema });

export const figuresSchema = z
  .object({ from: timeSchema, to: timeSchema })
  .refine(({ from, to }) => from < to, { message: 'phải sau from', path: ['to'] });
