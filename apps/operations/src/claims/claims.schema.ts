import { CLAIM_STATES, idSchema } from '#hub/contracts';
import type { Batch, KnownLabel, PrintedLabels, WaitingBox } from '#hub/registry';
import { z } from 'zod';

/** What REST answers of labels, batches and boxes. Times in milliseconds. */
const ms = z.int();
const profile = idSchema.optional();

export const labelAnswer = z.object({
  code: z.string(),
  state: z.enum(CLAIM_STATES),
  profile,
  sheet: z.string().optional(),
  created: ms,
  createdBy: z.string(),
  expires: ms,
  device: idSchema.optional(),
  claimedAt: ms.optional(),
  claimedBy: z.string().optional(),
  handedAt: ms.optional(),
  usedAt: ms.optional(),
  askedAt: ms.optional(),
}) satisfies z.ZodType<KnownLabel>;
export const labelsAnswer = z.object({ claims: z.array(labelAnswer), total: z.int() });

const printed = z.object({ code: z.string(), secret: z.string().describe('shown this once'), profile });
export const printedAnswer = z.object({
  sheet: z.string().describe('for GET /api/claims/labels.pdf'),
  expires: ms,
  labels: z.array(printed),
}) satisfies z.ZodType<PrintedLabels>;

const batch = z.object({
  id: idSchema,
  profile,
  note: z.string().optional(),
  created: ms,
  createdBy: z.string(),
  expires: ms,
  withdrawn: ms.optional(),
}) satisfies z.ZodType<Batch>;
export const batchesAnswer = z.object({ batches: z.array(batch) });
export const newBatchAnswer = z.object({ batch, key: z.string().describe('shown this once') });

const box = z.object({
  id: z.string(),
  batch: idSchema,
  box: idSchema.describe('what it calls itself'),
  model: z.string().optional(),
  firmware: z.string().optional(),
  profile: z.string().optional(),
  address: z.string().optional(),
  since: ms,
  lastAsked: ms,
}) satisfies z.ZodType<WaitingBox>;
export const boxesAnswer = z.object({ boxes: z.array(box), total: z.int() });
export const approvedAnswer = z.object({ approved: z.array(z.object({ box: z.string(), device: idSchema })) });
