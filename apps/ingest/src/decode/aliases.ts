import { convert, readNumber } from '#hub/field-map';
import { type Items, type Measured, measuredAnything, type Problem, put, unrecognised } from './decoded.js';
import { type JsonRecord, looksLikeValue } from './json.js';
import { NAMES, type Target } from './names.js';
import type { DevicePlan } from './plan.js';
import { REASONS } from './reasons.js';

const MOST_UNKNOWN = 8;

export interface Reading {
  into: Measured;
  /** Keys with values that no name leads anywhere, or that another key of the packet came before. */
  unknown: string[];
  /** Set by the field map: what the vendor's names say of these is known and not wanted. */
  mapped: ReadonlySet<string>;
  /** Units that the sender states for the whole packet. */
  units: ReadonlyMap<string, { scale: number; offset: number }>;
}
const NO_UNITS: Reading['units'] = new Map();

export const readingInto = (into: Measured, units = NO_UNITS): Reading => ({
  into,
  unknown: [],
  mapped: new Set([...Object.keys(into.values), ...Object.keys(into.marks ?? {})]),
  units,
});

/** Reads the flat part of a vendor's object by its names. Objects inside are left to the caller. */
export function readByName({ into, unknown, mapped, units }: Reading, record: JsonRecord, prefix = ''): void {
  for (const key in record) {
    const raw = record[key];
    if (typeof raw === 'object' && raw !== null) continue;
    const target = into.plan.lookUp(key);
    if (target === 'ignored' || (target && mapped.has(target.metric))) continue;
    if (target && into.values[target.metric] === undefined)
      put(into, target.metric, inOurUnit(readNumber(raw, target.metric), target, units));
    else if (unknown.length < MOST_UNKNOWN && looksLikeValue(raw)) unknown.push(prefix + key);
  }
}

function inOurUnit(value: number, { metric, scale, offset }: Target, units: Reading['units']): number {
  const unit = units.get(metric);
  const plain = unit ? convert(value, unit.scale, unit.offset) : value;
  return convert(plain, scale, offset);
}

/** What `TempUnit: "F"` and its kind mean for the metrics of a packet. */
export function unitsOf(record: JsonRecord): Reading['units'] {
  const units = new Map<string, { scale: number; offset: number }>();
  for (const [key, metrics] of Object.entries(NAMES.unitKeys)) {
    const name = Object.hasOwn(record, key) ? record[key] : undefined;
    const unit = typeof name === 'string' && Object.hasOwn(NAMES.units, name) ? NAMES.units[name] : undefined;
    if (unit) for (const metric of metrics) units.set(metric, unit);
  }
  return units;
}

/** One measurement, or why there is none. */
export function measuredOrProblem(into: Measured, unknown: readonly string[]): Items | Problem {
  if (!measuredAnything(into)) return unrecognised(REASONS.nothingKnown(unknown));
  return { is: 'items', drafts: [into], ...unknownOf(into.plan, unknown) };
}

export const unknownOf = (plan: DevicePlan, keys: readonly string[]): Pick<Items, 'unknown'> =>
  keys.length > 0 ? { unknown: { plan, keys: [...keys] } } : {};
