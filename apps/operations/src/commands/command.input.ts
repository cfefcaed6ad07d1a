import { createHash } from 'node:crypto';
import {
  argsSchema,
  BECOMES,
  type CommandKind,
  commandNameSchema,
  type CommandPack,
  commandStateSchema,
  type Confirmation,
  type Device,
  idSchema,
  metricSchema,
} from '#hub/contracts';
import type { DeviceDirectory } from '#hub/registry';
import { z } from 'zod';
import { ApiError, invalidInput } from '../http/errors.js';
import { flagSchema, pageSchema } from '../http/query.js';
import { kindsFor, problemsOf, reportMs, usualConfirmation } from './pack/kinds.js';

const wishedConfirmationSchema = z
  .object({
    device: idSchema,
    metric: metricSchema,
    becomes: z.enum(BECOMES),
    by: z.number(),
    to: z.number().optional(),
    withinMs: z
      .number()
      .int()
      .min(1000)
      .max(6 * 3_600_000),
  })
  .refine(({ becomes, to }) => becomes !== 'near' || to !== undefined, { path: ['to'], message: 'còn thiếu' });

export const newCommandSchema = z.object({
  /** The caller's: the same key again is the same command. */
  key: z
    .string()
    .trim()
    .regex(/^[\w.:-]{8,80}$/, '8–80 chữ không dấu, số và ".", ":", "-", "_"'),
  device: idSchema,
  name: commandNameSchema,
  args: argsSchema.default({}),
  /** Absent: as usual for the command. */
  expiresInMs: z.number().int().min(1000).optional(),
  /** Absent: what the device itself measures, where the command names it. */
  confirm: wishedConfirmationSchema.optional(),
  /** A task to a person instead. */
  byHand: z.object({ person: idSchema.optional() }).optional(),
});
export type NewCommand = z.infer<typeof newCommandSchema>;

export const commandFilterSchema = pageSchema.extend({
  device: idSchema.optional(),
  state: commandStateSchema.optional(),
  open: flagSchema.optional(),
});
export const saidSchema = z.object({ note: z.string().trim().max(500).optional() }).prefault({});

/** The same caller with the same key always comes to the same name, which goes into topics. */
export const commandId = (by: string, key: string): string =>
  `c-${createHash('sha256').update(`${by}\n${key}`).digest('base64url').slice(0, 22)}`;

/** Holds a request against what the device can be told. @throws ApiError in the words of whoever asked */
export function checked(
  wish: NewCommand,
  device: Device,
  pack: CommandPack,
  directory: DeviceDirectory,
): { kind: CommandKind; expiresInMs: number; confirm: Confirmation | undefined } {
  const profile = directory.profile(device.profile);
  const kinds = profile ? kindsFor(pack, profile) : [];
  const kind = kinds.find(({ name }) => name === wish.name);
  if (!profile || !kind) throw unknownCommand(kinds);
  const problems = problemsOf(kind, wish.args).map(({ field, problem }) => ({ path: [field], message: problem }));
  const times = wish.byHand ? kind.byHand : kind;
  if (!times) problems.push({ path: ['byHand'], message: 'lệnh này không làm tay được' });
  const expiresInMs = wish.expiresInMs ?? times?.expiresMs ?? 0;
  if (times && expiresInMs > times.longestMs)
    problems.push({ path: ['expiresInMs'], message: `nhiều nhất ${spanOf(times.longestMs)}` });
  const confirm = wish.confirm ?? usualConfirmation(kind, wish.args, device, profile);
  const problem = confirm && slowness(confirm, directory);
  if (problem) problems.push({ path: ['confirm', ...problem.path], message: problem.message });
  if (problems.length > 0) throw invalidInput(problems);
  return { kind, expiresInMs, confirm };
}

/** Nothing is confirmed within a minute by what is measured every five. */
function slowness({ device: id, metric, withinMs }: Confirmation, directory: DeviceDirectory) {
  const profile = directory.profile(directory.device(id)?.profile ?? '');
  if (!profile) return { path: ['device'], message: 'không có thiết bị này' };
  const every = reportMs(profile, metric);
  if (withinMs >= every) return undefined;
  return { path: ['withinMs'], message: `thiết bị này gửi số đo ${spanOf(every)} một lần: chờ ít nhất chừng đó` };
}

const spanOf = (ms: number): string => (ms % 60_000 === 0 ? `${ms / 60_000} phút` : `${Math.ceil(ms / 1000)} giây`);

function unknownCommand(kinds: readonly CommandKind[]): ApiError {
  const known = kinds.map(({ name, vi }) => `${name} (${vi})`).join(', ');
  const message = known ? `Thiết bị này không nhận lệnh đó, chỉ có: ${known}` : 'Thiết bị này không nhận lệnh nào';
  return new ApiError(422, { error: 'unknown-command', message });
}
