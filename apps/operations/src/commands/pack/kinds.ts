import type {
  CommandArg,
  CommandArgs,
  CommandKind,
  CommandPack,
  Confirmation,
  Device,
  DeviceProfile,
} from '#hub/contracts';

/** Whether devices of this model take the command. */
export const takes = ({ kinds, metric }: CommandKind, profile: DeviceProfile): boolean =>
  (kinds.includes(profile.kind) || kinds.includes('*')) && (metric === undefined || metric in profile.metrics);

/** What devices of this model can be told. */
export const kindsFor = ({ commands }: CommandPack, profile: DeviceProfile): CommandKind[] =>
  commands.filter((kind) => takes(kind, profile));

export interface ArgProblem {
  field: string;
  problem: string;
}

/** What is wrong with arguments, in the words of whoever typed them. */
export function problemsOf({ args: wanted }: CommandKind, given: CommandArgs): ArgProblem[] {
  const problems: ArgProblem[] = [];
  for (const [name, arg] of Object.entries(wanted)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const problem = value === undefined ? (arg.optional ? undefined : 'còn thiếu') : problemOf(arg, value);
    if (problem) problems.push({ field: `args.${name}`, problem: `${arg.vi}: ${problem}` });
  }
  for (const name of Object.keys(given))
    if (!Object.hasOwn(wanted, name)) problems.push({ field: `args.${name}`, problem: 'lệnh này không có mục đó' });
  return problems;
}

function problemOf(arg: CommandArg, value: number | string): string | undefined {
  if (arg.is === 'choice') {
    const allowed = arg.of.map((choice) => choice.value);
    return typeof value === 'string' && allowed.includes(value) ? undefined : `chọn một trong: ${allowed.join(', ')}`;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'phải là một số';
  if (arg.whole && !Number.isInteger(value)) return 'phải là một số nguyên';
  const unit = arg.unit && ` ${arg.unit}`;
  if (value < arg.min || value > arg.max) return `từ ${shown(arg.min)} đến ${shown(arg.max)}${unit}`;
  return undefined;
}

const shown = (limit: number): string => String(limit).replace('.', ',');

/** What the device itself must measure after the command; it sends a second time within what is waited for. */
export function usualConfirmation(
  kind: CommandKind,
  args: CommandArgs,
  { id }: Device,
  profile: DeviceProfile,
): Confirmation | undefined {
  const { confirm } = kind;
  if (!confirm) return undefined;
  const { metric, becomes, by, to, withinMs } = confirm;
  const value = typeof to === 'string' ? args[to] : to;
  return {
    device: id,
    metric,
    becomes,
    by,
    ...(typeof value === 'number' && { to: value }),
    withinMs: Math.max(withinMs, 2 * reportMs(profile, metric)),
  };
}

/** How long it may take until a reading of a metric comes. */
export const reportMs = (profile: DeviceProfile, metric: Confirmation['metric']): number =>
  Math.max(profile.metrics[metric]?.intervalMs ?? profile.intervalMs, profile.uploadIntervalMs ?? 0);
