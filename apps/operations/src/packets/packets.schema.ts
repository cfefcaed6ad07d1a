import { METRIC_NAMES, qualitySchema } from '#hub/contracts';
import { z } from 'zod';
import type { SeenPackets } from './recent-packets.js';

const ms = z.int().describe('milliseconds since 1970');
const base = { commune: z.string(), device: z.string(), received: ms };
const metrics = z.enum(METRIC_NAMES);

const reading = z.object({
  ...base,
  type: z.literal('reading'),
  kind: z.string(),
  ts: ms,
  late: z.boolean(),
  values: z.partialRecord(metrics, z.number()),
  quality: z.partialRecord(metrics, qualitySchema).optional(),
  simulated: z.boolean(),
});
const event = z.object({
  ...base,
  type: z.literal('event'),
  ts: ms,
  late: z.boolean(),
  event: z.string(),
  eventId: z.string().optional(),
  phase: z.enum(['start', 'update', 'end']),
  zones: z.array(z.string()).optional(),
  score: z.number().optional(),
  simulated: z.boolean(),
});
const status = z.object({
  ...base,
  type: z.literal('status'),
  online: z.boolean(),
  heard: z.literal(true).optional(),
});

export const packetsAnswer = z.object({
  packets: z.array(
    z.object({
      account: z.string(),
      topic: z.string(),
      received: ms,
      size: z.int().describe('bytes; what is shown is cut after the first 16 KB'),
      payload: z.string(),
      encoding: z.enum(['utf8', 'base64']),
      decoded: z.array(z.discriminatedUnion('type', [reading, event, status])),
      answer: z.object({ command: z.string(), ok: z.boolean(), detail: z.string().optional() }).optional(),
      problem: z
        .object({ id: z.string(), kind: z.string(), reason: z.string() })
        .optional()
        .describe('the open dead letter, where it was set aside'),
    }),
  ),
  since: ms.optional().describe('the log was looked through back to here'),
}) satisfies z.ZodType<SeenPackets>;
