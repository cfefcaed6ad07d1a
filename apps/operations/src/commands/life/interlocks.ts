import {
  type CommandArgs,
  type Device,
  type Interlock,
  type LatestValue,
  type Metric,
  METRICS,
  type Presence,
} from '#hub/contracts';
import type { Reason } from './words.js';

/** What is known at this moment. */
export interface Known {
  value(device: string, metric: Metric): LatestValue | undefined;
  presence(device: string): Pick<Presence, 'link'> | undefined;
  /** What people call it. */
  nameOf(device: string): string;
}

export interface Asked {
  device: Pick<Device, 'id'>;
  name: string;
  args: CommandArgs;
}

/** The first interlock that forbids it, in words; what is not known, or was too long ago, forbids as well. */
export function lockOn(interlocks: readonly Interlock[], asked: Asked, known: Known, now: number): Reason | undefined {
  for (const lock of interlocks) {
    if (!guards(lock, asked)) continue;
    const device = lock.device === 'self' ? asked.device.id : lock.device;
    const found = verdict(lock, known.value(device, lock.metric), known.nameOf(device), now);
    if (found) return found;
  }
  return undefined;
}

function guards({ commands, devices, when }: Interlock, { device, name, args }: Asked): boolean {
  if (!commands.includes(name) || (devices && !devices.includes(device.id))) return false;
  if (!when) return true;
  const value = args[when.arg];
  return typeof value === 'number' && value > when.above;
}

function verdict(lock: Interlock, value: LatestValue | undefined, at: string, now: number): Reason | undefined {
  const { metric, is, limit, maxAgeMs } = lock;
  const names = METRICS[metric];
  if (!value) return unknown(lock, `chưa có ${lower(names.vi)} ở ${at}`, `no ${lower(names.en)} is known at ${at}`);
  const age = now - value.ts;
  if (age > maxAgeMs) {
    const [old, most] = [minutes(age), minutes(maxAgeMs)];
    return unknown(
      lock,
      `${lower(names.vi)} ở ${at} là của ${old} phút trước, chỉ tin trong ${most} phút`,
      `${lower(names.en)} at ${at} is ${old} minutes old, believed for ${most}`,
    );
  }
  if (value.quality)
    return unknown(
      lock,
      `${lower(names.vi)} ở ${at} không tin được lúc này`,
      `${lower(names.en)} at ${at} cannot be believed now`,
    );
  if (is === 'above' ? value.value <= limit : value.value >= limit) return undefined;
  const word = is === 'above' ? ['cao hơn', 'above'] : ['thấp hơn', 'below'];
  const [measured, allowed] = [figure(value.value, metric), figure(limit, metric)];
  return {
    reason: `interlock-${lock.id}`,
    vi: `${lock.vi}: ${lower(names.vi)} ở ${at} ${measured.vi}, ${word[0]} ${allowed.vi}`,
    en: `${lock.en}: ${lower(names.en)} at ${at} is ${measured.en}, ${word[1]} ${allowed.en}`,
  };
}

const unknown = ({ id, vi, en }: Interlock, why: string, whyEn: string): Reason => ({
  reason: `interlock-${id}`,
  vi: `Không kiểm tra được “${lower(vi)}”: ${why}`,
  en: `“${lower(en)}” cannot be ruled out: ${whyEn}`,
});

const minutes = (ms: number): number => Math.max(1, Math.round(ms / 60_000));
/** The beginning of a sentence within one; names that are not words (pH, CO, PM2.5) stay as they are. */
const lower = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text);

/** All digits of a limit, those of its metric for a measurement; decimal comma in Vietnamese. */
function figure(value: number, metric: Metric): { vi: string; en: string } {
  const { decimals, unit } = METRICS[metric];
  const given = (String(value).split('.')[1] ?? '').length;
  const text = value.toFixed(Math.max(decimals, Math.min(given, 3))).replace('-', '−');
  const behind = unit && ` ${unit}`;
  return { vi: text.replace('.', ',') + behind, en: text + behind };
}
