import { z } from 'zod';
import { deviceStateSchema, idSchema } from './devices.js';
import { metricSchema } from './metrics.js';

/** What devices can be told to do, as data: which commands there are, what they take, and what stands in their way. */
export const commandNameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'chữ thường không dấu, số và "-"');

const titled = { vi: z.string().min(1), en: z.string().min(1) };
const numberArgSchema = z.object({
  ...titled,
  is: z.literal('number'),
  min: z.number(),
  max: z.number(),
  unit: z.string().default(''),
  /** For readers of English, where the unit is a Vietnamese word. */
  unitEn: z.string().optional(),
  whole: z.boolean().default(false),
  optional: z.boolean().default(false),
});
const choiceArgSchema = z.object({
  ...titled,
  is: z.literal('choice'),
  of: z.array(z.object({ value: z.string().min(1).max(40), ...titled })).min(1),
  optional: z.boolean().default(false),
});
export const commandArgSchema = z.discriminatedUnion('is', [numberArgSchema, choiceArgSchema]);
export type CommandArg = z.infer<typeof commandArgSchema>;

export const BECOMES = ['above', 'below', 'near', 'rises', 'falls'] as const;
const within = z
  .number()
  .int()
  .min(1000)
  .max(6 * 3_600_000);
const usualConfirmationSchema = z.object({
  metric: metricSchema,
  becomes: z.enum(BECOMES),
  by: z.number(),
  /** For `near`: a value, or the argument that holds it. */
  to: z.union([z.number(), z.string()]).optional(),
  withinMs: within,
});

export const commandKindSchema = z.object({
  name: commandNameSchema,
  ...titled,
  /** Profile kinds of the devices that take it; "*" is all. */
  kinds: z.array(z.string()).min(1),
  /** Only models that measure this: a level station of kind `canal` has no gate. */
  metric: metricSchema.optional(),
  args: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,31}$/), commandArgSchema).default({}),
  /** How many must want it: with two, one asks and another approves. */
  persons: z.union([z.literal(1), z.literal(2)]).default(1),
  /** How long after it was asked for it may still be acted on: usually, and at most. Milliseconds. */
  expiresMs: z.number().int().positive(),
  longestMs: z.number().int().positive(),
  /** The same for a task to a person; absent: nobody can do it by hand. */
  byHand: z.object({ expiresMs: z.number().int().positive(), longestMs: z.number().int().positive() }).optional(),
  /** States of the device in which it may be given. */
  inStates: z.array(deviceStateSchema).default(['installed', 'calibrating']),
  /** Also to a device that is connected and sends no measurements. */
  whenSilent: z.boolean().default(false),
  /** Ends what is under way, and so never waits for it. */
  stops: z.boolean().default(false),
  /** What the device itself must measure then, where whoever asks says nothing else. */
  confirm: usualConfirmationSchema.optional(),
});
export type CommandKind = z.infer<typeof commandKindSchema>;

/** A measurement that forbids a command. Not known, or too old to be believed, forbids it too. */
export const interlockSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  commands: z.array(commandNameSchema).min(1),
  /** Devices that it guards; absent: all that take the command. */
  devices: z.array(idSchema).optional(),
  /** Only where this argument is above so much: a gate may always be shut. */
  when: z.object({ arg: z.string(), above: z.number() }).optional(),
  /** Whose measurement: "self", or a device's id. */
  device: z.union([z.literal('self'), idSchema]).default('self'),
  metric: metricSchema,
  is: z.enum(['above', 'below']),
  limit: z.number(),
  /** Believed for so long; milliseconds. */
  maxAgeMs: z.number().int().positive(),
  /** Why it forbids, as the beginning of a sentence. */
  ...titled,
});
export type Interlock = z.infer<typeof interlockSchema>;

export const commandPackSchema = z.object({
  id: z.string(),
  source: z.string(),
  commands: z.array(commandKindSchema),
  interlocks: z.array(interlockSchema),
});
export type CommandPack = z.infer<typeof commandPackSchema>;
