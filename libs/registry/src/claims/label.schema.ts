import { idSchema } from '#hub/contracts';
import { z } from 'zod';
import { inWords } from '../input/in-words.js';

/** Forty sheets of twenty-four, and some to spare. */
export const MOST_LABELS = 1000;

export const newLabelsSchema = inWords(
  z.strictObject({
    count: z.int().min(1).max(MOST_LABELS),
    /** Of the boxes that they are for; absent: whoever puts one up says what it is. */
    profile: idSchema.optional(),
    /** How long they can be used, days. */
    days: z.int().min(1).max(3650).default(365),
  }),
);
export type NewLabels = z.input<typeof newLabelsSchema>;

const optional = z.string().trim().min(1).max(120).optional();
export const newBatchSchema = inWords(
  z.strictObject({
    id: idSchema,
    profile: idSchema.optional(),
    note: optional,
    days: z.int().min(1).max(3650).default(365),
  }),
);
export type NewBatch = z.input<typeof newBatchSchema>;
