import type { Metric } from '#hub/contracts';
import type { Words } from '../standards/table.js';
import type { Effect, Observation } from '../stations/observe.js';
import type { Place } from './graph.js';

/** A place from which waste water may come into a canal. */
export interface WaterSource {
  id: string;
  /** Where its outlet is; without it nothing can be said of it. */
  at?: Place;
  /** A kind of `sourceKinds`; what it does to water is told by it, unless `effects` says better. */
  kind?: string;
  effects?: Partial<Record<Metric, 'up' | 'down'>>;
  /** m³/day */
  flow?: number;
  permitted?: boolean;
  /** Hours of the day in Vietnam; absent: nobody knows. */
  hours?: { from: number; to: number };
  /** What inspections found, ms. */
  checks?: readonly { at: number; passed: boolean }[];
}
/** What a station on a canal saw. */
export interface Sighted {
  id: string;
  at?: Place;
  seen: Observation;
}
export interface TracingRules {
  /** m/s, where a reach says no time of travel. */
  velocity: number;
  /** How far a time may be off: the larger of minutes and a share of the way's time. */
  tolerance: { minMin: number; share: number };
  /** Most that each kind of evidence counts. */
  points: { onsets: number; clean: number; kind: number; hours: number; offences: number; near: number };
  /** Taken off for a station that saw the opposite. */
  contradicted: number;
  /** Time of travel at which nearness counts 1/e, minutes. */
  nearMin: number;
  /** A front gets longer on its way by this dispersion, m²/s; it may be off by this factor. */
  rise: { dispersion: number; factor: number; points: number };
  /** An outlet so many metres below the station still counts as above it. */
  slackM: number;
  night: { from: number; to: number };
  hoursLeewayMin: number;
  /** A change so small may be none; in the metric's unit. */
  noise: Partial<Record<Metric, number>>;
  /** Beyond such a change water answers less and less (oxygen is used up, bicarbonate buffers): it is "at least so much". */
  saturated: Partial<Record<Metric, number>>;
  offenceMonths: number;
  /** Points by which a source has to be behind to be e times less likely. */
  shareBy: number;
  /** Points by which the first has to be ahead. */
  clearBy: number;
}
/** What a kind of source usually does to water: change of each metric for each mS/cm that EC rises, from–to. */
export interface Waste extends Words {
  perEc: Partial<Record<Metric, readonly [from: number, to: number]>>;
}
/** A kind of source, or a name that may be any of several. */
export type SourceKind = Waste | (Words & { anyOf: readonly string[] });
export type SourceKinds = Readonly<Record<string, SourceKind | string>>;

/** Why a source stands where it stands: what was looked at, how much it counts and the figures. */
export type TraceReason = { points: number; of: number } & (
  | { key: 'onsets'; stations: { id: string; offMin: number; fit: number }[] }
  | { key: 'upstream-clean'; stations: string[] }
  | { key: 'kind'; agree: Metric[]; against: Metric[]; kind?: string }
  | { key: 'hours'; startedAt: number; why: 'working' | 'night' | 'unknown' | 'outside' }
  | { key: 'offences'; failed?: number; permitted?: boolean }
  | { key: 'near'; minutes: number }
  | { key: 'front'; riseMin: number; expectedMin: number }
);
/** A station that would have seen something else if this were the source. Points are taken off. */
export interface Contradiction {
  key: 'clean-on-the-way' | 'came-at-another-time' | 'not-reached-from-it';
  station: string;
  points: number;
}

export interface Agreement {
  /** 0 to 1. */
  share: number;
  agree: Metric[];
  against: Metric[];
}

/** How well what changed agrees with the directions that a source is known for. */
export function byDirection(
  seen: Partial<Record<Metric, Effect>>,
  expected: NonNullable<WaterSource['effects']>,
): Agreement {
  const agree: Metric[] = [];
  const against: Metric[] = [];
  let [sum, most] = [0, 0];
  for (const [metric, effect] of Object.entries(seen) as [Metric, Effect][]) {
    const wanted = expected[metric] ?? 'same';
    const full = effect === 'same' ? 0.5 : 1;
    most += full;
    if (effect === wanted) {
      sum += full;
      agree.push(metric);
    } else {
      sum -= effect !== 'same' && wanted !== 'same' ? 1 : 0.5;
      against.push(metric);
    }
  }
  return { share: most > 0 ? Math.max(0, sum / most) : 0, agree: agree.sort(), against: against.sort() };
}

/** What is left of a kind's likeness for a metric that does not fit at all. */
const LEFT = 0.2;
/** … and what an end of its range takes off. */
const ASIDE = 0.3;

/** How well the changes, for each mS/cm that EC rose, agree with what a kind of source usually does. Undefined without EC. */
export function byStrength(
  { changes }: Observation,
  { perEc }: Waste,
  { noise, saturated }: Pick<TracingRules, 'noise' | 'saturated'>,
): Agreement | undefined {
  const rise = changes.ec && changes.ec.after - changes.ec.before;
  if (rise === undefined || rise <= 0) return undefined;
  const agree: Metric[] = [];
  const against: Metric[] = [];
  let share = 1;
  for (const [metric, range] of (Object.entries(perEc) as [Metric, readonly [number, number]][]).sort()) {
    const change = changes[metric];
    if (!change) continue;
    const by = change.after - change.before;
    const [low, high] = range.map((perUnit) => perUnit * rise) as [number, number];
    const isFull = Math.abs(by) >= (saturated[metric] ?? Number.POSITIVE_INFINITY);
    const isMore = isFull && (by > 0 ? high >= by : low <= by);
    const off = isMore ? 0 : Math.max(low - by, by - high, 0);
    const width = Math.max((high - low) / 4, noise[metric] ?? 0);
    // within the range the middle is likelier than the ends
    const half = Math.max((high - low) / 2, noise[metric] ?? 0);
    const aside = isMore ? 0 : Math.min(1, Math.abs(by - (low + high) / 2) / half);
    const fit = Math.exp(-((off / width) ** 2) / 2) * (1 - ASIDE * aside ** 2);
    share *= LEFT + (1 - LEFT) * fit;
    (fit >= 0.5 ? agree : against).push(metric);
  }
  return { share, agree, against };
}

/** … what a kind may be: of several wastes the one that agrees best counts. Undefined for a kind that nobody knows. */
export function byKind(
  seen: Observation,
  kind: string,
  kinds: SourceKinds,
  rules: TracingRules,
): Agreement | undefined {
  const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (typeof known !== 'object') return undefined;
  if ('perEc' in known) return byStrength(seen, known, rules);
  const each = known.anyOf.flatMap((name) => byKind(seen, name, kinds, rules) ?? []);
  return each.length === 0 ? undefined : each.reduce((a, b) => (b.share > a.share ? b : a));
}
