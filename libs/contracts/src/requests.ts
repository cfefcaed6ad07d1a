import { z } from 'zod';
import { falseCauseSchema } from './alerts.js';
import { broadcastRequestSchema } from './broadcasts.js';
import { commandSchema } from './commands.js';
import { farmAnswerSchema } from './farm.js';
import { ruleChangeSchema } from './rules.js';
import { turnChangeSchema } from './turns.js';

/** Items of the `requests` stream: what people asked for. The answer is an event in another stream. */
export const acknowledgeRequestSchema = z.object({
  type: z.literal('acknowledge'),
  id: z.string(),
  alert: z.string(),
  by: z.string().min(1).max(120),
  person: z.string().optional(),
  note: z.string().max(500).optional(),
  at: z.number(),
});
/** Somebody does something about an incident: all its alerts that it fits. */
export const incidentRequestSchema = z.object({
  type: z.literal('incident'),
  id: z.string(),
  incident: z.string(),
  action: z.discriminatedUnion('do', [
    z.object({ do: z.literal('acknowledge') }),
    z.object({ do: z.literal('assign'), to: z.string(), name: z.string() }),
    z.object({ do: z.literal('comment'), photo: z.string().optional() }),
    z.object({ do: z.literal('shelve'), until: z.number(), reason: z.string().min(1).max(500) }),
    z.object({ do: z.literal('unshelve') }),
    z.object({ do: z.literal('mark-false'), cause: falseCauseSchema }),
    z.object({ do: z.literal('resolve') }),
  ]),
  by: z.string().min(1).max(120),
  person: z.string().optional(),
  note: z.string().max(1000).optional(),
  /** When it was done, where a phone without a network sent it later. Milliseconds. */
  doneAt: z.number().optional(),
  at: z.number(),
});
export type IncidentRequest = z.infer<typeof incidentRequestSchema>;
/** Somebody changes a rule, or takes all changes of it back. */
export const ruleRequestSchema = z.object({
  type: z.literal('rule'),
  id: z.string(),
  rule: z.string(),
  /** Version that was looked at; 0: as it came. */
  version: z.int().min(0),
  change: ruleChangeSchema.optional(),
  note: z.string().min(1).max(500),
  by: z.string().min(1).max(120),
  person: z.string().optional(),
  at: z.number(),
});
export type RuleRequest = z.infer<typeof ruleRequestSchema>;
/** Somebody puts a rule, or all rules, out of service on a device, or takes it back. */
export const serviceRequestSchema = z.object({
  type: z.literal('service'),
  id: z.string(),
  change: z.enum(['out', 'back']),
  device: z.string(),
  rule: z.string().optional(),
  /** Why: of what is put out of service it must be said. */
  note: z.string().max(500).optional(),
  by: z.string().min(1).max(120),
  person: z.string().optional(),
  at: z.number(),
});
export type ServiceRequest = z.infer<typeof serviceRequestSchema>;
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
/** Somebody wants a device, or a person, to do something. */
export const commandRequestSchema = z.object({
  type: z.literal('command'),
  id: z.string(),
  command: commandSchema.pick({
    id: true,
    key: true,
    device: true,
    name: true,
    args: true,
    expiresAt: true,
    byHand: true,
    confirm: true,
  }),
  by: z.string(),
  at: z.number(),
});
/** Somebody says yes or no to a command, takes it back, or has done it by hand. */
export const commandAnswerRequestSchema = z.object({
  type: z.literal('command-answer'),
  id: z.string(),
  command: z.string(),
  answer: z.enum(['approve', 'refuse', 'cancel', 'done']),
  by: z.string(),
  note: z.string().optional(),
  at: z.number(),
});
/** Somebody says what was done, or seen, at a plot. */
export const farmRequestSchema = z.object({
  type: z.literal('farm'),
  id: z.string(),
  answer: farmAnswerSchema,
  by: z.string().min(1).max(120),
  person: z.string(),
  at: z.number(),
});
export type FarmRequest = z.infer<typeof farmRequestSchema>;
/** A keeper changes a block's turns of a day. */
export const turnsRequestSchema = z.object({
  type: z.literal('turns'),
  id: z.string(),
  block: z.string(),
  change: turnChangeSchema,
  by: z.string().min(1).max(120),
  person: z.string(),
  at: z.number(),
});
export type TurnsRequest = z.infer<typeof turnsRequestSchema>;
export const requestSchema = z.discriminatedUnion('type', [
  acknowledgeRequestSchema,
  incidentRequestSchema,
  ruleRequestSchema,
  serviceRequestSchema,
  replayDeadLetterRequestSchema,
  confirmClockRequestSchema,
  commandRequestSchema,
  commandAnswerRequestSchema,
  broadcastRequestSchema,
  farmRequestSchema,
  turnsRequestSchema,
]);
export type CommandRequest = z.infer<typeof commandRequestSchema>;
export type CommandAnswerRequest = z.infer<typeof commandAnswerRequestSchema>;
export type Request = z.infer<typeof requestSchema>;
