import {
  ALERT_CHANGES,
  alertSchema,
  COMMAND_CHANGES,
  commandKindSchema,
  commandSchema,
  commandStateSchema,
  alertStateSchema,
  deviceProfileSchema,
  deviceSchema,
  gatewaySchema,
  type HubStatus,
  type LatestOfDevice,
  METRIC_NAMES,
  type Presence,
  qualitySchema,
  type Refusal,
  REFUSALS,
  type RefusalReason,
} from '#hub/contracts';
import type { AlertEvent, CommandEvent } from '#hub/registry';
import { z } from 'zod';
import type { ShownLetter } from '../dead-letters/dead-letters.service.js';

/** What REST answers, for its description: shapes that only ever go out, and so are checked by the compiler alone. */
const ms = z.int().describe('milliseconds since 1970');
const quality = qualitySchema.optional();

const latest = z.object({
  device: z.string(),
  values: z.partialRecord(z.enum(METRIC_NAMES), z.object({ value: z.number(), ts: ms, received: ms, quality })),
}) satisfies z.ZodType<LatestOfDevice>;
export const latestAnswer = z.object({ latest: z.array(latest) });

const presence = z.object({
  device: z.string(),
  link: z.enum(['online', 'offline', 'silent', 'never']),
  since: ms,
  lastSeen: ms.optional(),
  silentMetrics: z.array(z.enum(METRIC_NAMES)),
}) satisfies z.ZodType<Presence>;
export const presenceAnswer = z.object({ presence: z.array(presence) });

const secret = z.string().describe('shown this once');
export const newDeviceAnswer = z.object({ device: deviceSchema, secret: secret.optional() });
export const newGatewayAnswer = z.object({ gateway: gatewaySchema, secret });
export const secretAnswer = z.object({ secret });
export const profilesAnswer = z.object({ profiles: z.array(deviceProfileSchema) });

const alertEvent = z.object({
  change: z.enum(ALERT_CHANGES),
  at: ms,
  state: alertStateSchema,
  by: z.string().optional(),
  person: z.string().optional(),
  note: z.string().optional(),
  photo: z.string().optional(),
}) satisfies z.ZodType<AlertEvent>;
export const alertAnswer = z.object({ alert: alertSchema, events: z.array(alertEvent) });

const commandEvent = z.object({
  change: z.enum(COMMAND_CHANGES),
  at: ms,
  state: commandStateSchema,
  by: z.string().optional(),
  note: z.string().optional(),
}) satisfies z.ZodType<CommandEvent>;
const names = z.record(z.string(), z.string()).describe('by id, of those that the command names');
export const commandAnswer = z.object({ command: commandSchema, events: z.array(commandEvent), names });
export const commandsAnswer = z.object({ commands: z.array(commandSchema), total: z.int(), names });
export const commandKindsAnswer = z.object({ commands: z.array(commandKindSchema) });
export const doersAnswer = z.object({ doers: z.array(z.object({ id: z.string(), name: z.string() })) });

export const letterAnswer = z.object({
  id: z.string(),
  kind: z.enum(['unrecognised', 'undecodable', 'refused', 'failed']),
  reason: z.string().describe('why, in the installer’s words'),
  group: z.string(),
  account: z.string().optional(),
  device: z.string().optional(),
  topic: z.string().optional(),
  payload: z.string().optional(),
  encoding: z.enum(['utf8', 'base64']).optional(),
  item: z.string().optional(),
  received: ms,
}) satisfies z.ZodType<ShownLetter>;
export const lettersAnswer = z.object({ deadLetters: z.array(letterAnswer), total: z.int() });
export const replayAnswer = z.object({ resolved: z.boolean(), reason: z.string().optional() });

const refusal = z.object({
  account: z.string(),
  address: z.string(),
  reason: z.enum(Object.keys(REFUSALS) as RefusalReason[]),
  words: z.string(),
  detail: z.string().optional(),
  count: z.int(),
  first: ms,
  last: ms,
}) satisfies z.ZodType<Refusal>;
export const refusalsAnswer = z.object({ refusals: z.array(refusal), total: z.int() });

export const statusAnswer = z.object({
  now: ms,
  clock: z.enum(['ok', 'unsynchronised', 'behind']),
  storeBehindMs: z.int(),
  storeError: z.string().optional(),
  logWritable: z.boolean(),
  deadLetters: z.int(),
  unrecognised: z.int(),
  outage: z.object({ from: ms, to: ms, backfilled: z.int() }).optional(),
  simulated: z.boolean(),
  newBoxesShut: z.boolean().optional(),
}) satisfies z.ZodType<HubStatus>;
export const healthAnswer = z.object({ status: z.enum(['ok', 'degraded']), problems: z.array(z.string()).optional() });
