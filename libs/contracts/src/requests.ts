import { z } from 'zod';

/** Items of the `requests` stream: what people asked for. The answer is an event in another stream. */
export const acknowledgeRequestSchema = z.object({
  type: z.literal('acknowledge'),
  id: z.string(),
  alert: z.string(),
  by: z.string().min(1).max(120),
  note: z.string().max(500).optional(),
  at: z.number(),
});
export const replayDeadLetterRequestSchema = z.object({
  type: z.literal('replay-dead-letter'),
  id: z.string(),
  deadLetter: z.string(),
  by: z.string(),
  at: z.number(),
});
/** An administrator says the hub's clock is right although it is not synchronised. */
export const confirmClockRequestSchema = z.object({
  type: z.literal('confirm-clock'),
  id: z.string(),
  by: z.string(),
  at: z.number(),
});
export const requestSchema = z.discriminatedUnion('type', [
  acknowledgeRequestSchema,
  replayDeadLetterRequestSchema,
  confirmClockRequestSchema,
]);
export type Request = z.infer<typeof requestSchema>;
