import { z } from 'zod';
import { BECOMES, commandNameSchema } from './command-pack.js';
import { idSchema } from './devices.js';
import { metricSchema } from './metrics.js';

/**
 * `awaiting-approval`: a second person is wanted. `ready`: to be handed to the device as soon as it listens. `task`: to
 * be done by a person, by hand. `sent`: handed over, no answer yet. `acknowledged`: the device, or the person, says that
 * it is done; a reading must show it. The others are ends, and a command has one.
 */
export const OPEN_COMMAND_STATES = ['awaiting-approval', 'ready', 'task', 'sent', 'acknowledged'] as const;
export const COMMAND_ENDS = [
  /** A reading showed it. */
  'verified',
  /** Done, and nothing was to show it. */
  'done',
  /** Said to be done, and no reading showed it. */
  'unconfirmed',
  /** The device, or the person, could not. */
  'failed',
  /** Handed over; whether it was done nobody knows. */
  'unanswered',
  /** Never handed over, or never done by hand: and not to be any more. */
  'expired',
  /** The hub or the second person said no. */
  'refused',
  /** Taken back before it was handed over, or overtaken by a later command. */
  'cancelled',
] as const;
export const commandStateSchema = z.enum([...OPEN_COMMAND_STATES, ...COMMAND_ENDS]);
export type CommandState = z.infer<typeof commandStateSchema>;
export type CommandEnd = (typeof COMMAND_ENDS)[number];

const OPEN: ReadonlySet<CommandState> = new Set(OPEN_COMMAND_STATES);
export const isCommandOver = ({ state }: { state: CommandState }): boolean => !OPEN.has(state);

/** The reading that must show that it was done. */
export const confirmationSchema = z.object({
  device: idSchema,
  metric: metricSchema,
  becomes: z.enum(BECOMES),
  /** The limit for `above` and `below`, the change for `rises` and `falls`, how close for `near`; the metric's unit. */
  by: z.number(),
  /** Value that `near` is held against. */
  to: z.number().optional(),
  /** Counted from when it was said to be done; milliseconds. */
  withinMs: z.number().int().positive(),
});
export type Confirmation = z.infer<typeof confirmationSchema>;

const ms = z.number().int();
const said = z.object({ by: z.string(), at: ms, note: z.string().optional() });
/** `reason` is a name for programs. */
const why = z.object({
  reason: z.string(),
  vi: z.string(),
  en: z.string(),
  by: z.string().optional(),
  note: z.string().optional(),
});
const seen = z.object({ value: z.number(), ts: ms });

export const argsSchema = z.record(z.string(), z.union([z.number(), z.string()]));
export type CommandArgs = z.infer<typeof argsSchema>;

export const commandSchema = z.object({
  /** Made from who asked and from the caller's key: the same request again is the same command. */
  id: z.string(),
  key: z.string(),
  commune: z.string(),
  device: idSchema,
  name: commandNameSchema,
  args: argsSchema,
  by: z.string(),
  at: ms,
  /** Not to be acted on from then on. */
  expiresAt: ms,
  persons: z.number().int(),
  state: commandStateSchema,
  updatedAt: ms,
  /** To be done by hand; `person`: by nobody else. */
  byHand: z.object({ person: z.string().optional() }).optional(),
  confirm: confirmationSchema.optional(),
  approval: said.optional(),
  sentAt: ms.optional(),
  /** An answer is waited for until then. */
  answerBy: ms.optional(),
  receipt: z.object({ ok: z.boolean(), detail: z.string().optional(), at: ms }).optional(),
  /** Said by the person who did it. */
  handled: said.optional(),
  /** What was measured before: `rises` and `falls` count from it. */
  baseline: seen.optional(),
  /** The reading that showed it. */
  shown: seen.optional(),
  confirmBy: ms.optional(),
  /** Why it is being taken back; whether it went out before, the broker will say. */
  withdrawing: why.optional(),
  ending: why.extend({ at: ms }).optional(),
  simulated: z.boolean(),
});
export type Command = z.infer<typeof commandSchema>;

export const COMMAND_CHANGES = [
  'asked',
  'approved',
  'sent',
  'answered',
  'handled',
  'withdrawing',
  'ended',
  /** Something was learnt that changes its state no more: an answer after the end. */
  'noted',
] as const;
export type CommandChange = (typeof COMMAND_CHANGES)[number];

/** Items of the `commands` stream: every change, with the whole command after it. */
export interface CommandTransition {
  type: 'command';
  change: CommandChange;
  command: Command;
  at: number;
  by?: string;
  note?: string;
  /** Answers a request. */
  request?: string;
}
/** A request that came again: nothing changed. */
export interface CommandKnown {
  type: 'known';
  command: Command;
  request: string;
  at: number;
}
/** Answer to a request that changed nothing because it could not. */
export interface CommandRefused {
  type: 'refused';
  request: string;
  /** A name for programs. */
  code: string;
  /** In the words of whoever asked. */
  reason: string;
  at: number;
}
export type CommandsItem = CommandTransition | CommandKnown | CommandRefused;

/** Items of the `receipts` stream: what became of commands on their way, said by devices and by the broker. */
export interface DeviceReceipt {
  type: 'receipt';
  device: string;
  command: string;
  ok: boolean;
  /** The device's own words. */
  detail?: string;
  received: number;
}
/**
 * `sent` is on the disk before the command leaves, so a command that may have left is never called undelivered.
 * `not-sent`: it was announced, and was too late when the disk was done. `withdrawn`: it did not leave and will not.
 */
export interface DeliveryNote {
  type: 'delivery';
  command: string;
  device: string;
  outcome: 'sent' | 'not-sent' | 'withdrawn';
  received: number;
}
export type ReceiptsItem = DeviceReceipt | DeliveryNote;

/** What goes down to the device. It must not act on it from `expiresAt` on, nor twice on one `id`. */
export const commandPacketSchema = z.object({
  id: z.string().min(1).max(80),
  name: commandNameSchema,
  args: argsSchema,
  expiresAt: ms,
});
export type CommandPacket = z.infer<typeof commandPacketSchema>;

/** Names of what the hub itself says of a device's commands in the readings stream, for the rules. */
export const COMMAND_EVENTS = { failed: 'command-failed', unconfirmed: 'actuation-unconfirmed' } as const;
