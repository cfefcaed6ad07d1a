import type { Metric } from '#hub/contracts';
import { median } from './clock-and-median.js';

/** Values of a station at one time. */
export interface Sample {
  ts: number;
  values: Partial<Record<Metric, number>>;
}
export interface ObserveRules {
  /** What is taken as the water before, ms. */
  quietMs: number;
  /** Samples that must be in it. */
  atLeast: number;
  /** A change counts from here on: as a share of what was before, or by so much. */
  change: Partial<Record<Metric, { share?: number; by?: number }>>;
  /** Below this share of it nothing changed. */
  clean: number;
}
export type Effect = 'up' | 'down' | 'same';
/** What a station says of a discharge between two times. */
export interface Observation {
  from: number;
  to: number;
  state: 'changed' | 'clean' | 'unclear' | 'no-data';
  /** When half of the change was there, ms: the middle of the front, which travels as fast as the water. */
  onset?: number;
  /** From a fifth to four fifths of the change, minutes: a front gets longer on its way. */
  riseMin?: number;
  /** A metric that changed less than is certain is left out. */
  effects: Partial<Record<Metric, Effect>>;
  changes: Partial<Record<Metric, { before: number; after: number }>>;
}

/** The first metric in which a change is looked for: nothing in the water consumes salt. */
const TRACER: Metric = 'ec';
/** Other metrics follow their own day: their value before is that of the last hour, and it counts for an hour and a half. */
const BEFORE_MS = 3_600_000;
const AFTER_MS = 5_400_000;

type Series = [ts: number, value: number][];
const seriesOf = (samples: readonly Sample[], metric: Metric): Series =>
  samples.flatMap(({ ts, values }) => (values[metric] === undefined ? [] : [[ts, values[metric]] as [number, number]]));
const within = (series: Series, from: number, to: number): number[] =>
  series.filter(([ts]) => ts >= from && ts < to).map(([, value]) => value);
/** The middle one of three: a single wild value is no change. */
const smoothed = (series: Series): Series =>
  series.map(([ts], i) => [ts, median(series.slice(Math.max(0, i - 1), i + 2).map(([, v]) => v))!]);
/** Change in units of what counts. */
const sizeOf = (before: number, after: number, { share, by }: { share?: number; by?: number }): number =>
  (after - before) / Math.max(by ?? Math.abs(before) * share!, 1e-9);

interface Front {
  metric: Metric;
  before: number;
  peak: number;
  at: number;
}

/** First time at which a metric is so far from what it was in the hours before. */
function frontOf(samples: readonly Sample[], metric: Metric, from: number, to: number, rules: ObserveRules) {
  const series = smoothed(seriesOf(samples, metric));
  const change = rules.change[metric]!;
  for (const [at, value] of series) {
    if (at < from || at > to) continue;
    const quiet = within(series, at - rules.quietMs, at);
    if (quiet.length < rules.atLeast) continue;
    const before = median(quiet)!;
    const size = sizeOf(before, value, change);
    if (Math.abs(size) < 1) continue;
    const later = within(series, at, at + AFTER_MS);
    const peak = size > 0 ? Math.max(...later) : Math.min(...later);
    return { front: { metric, before, peak, at } satisfies Front, series };
  }
  return undefined;
}

/** When the series first passed a share of the way from before to peak; between two samples on a line. */
function passed(series: Series, { before, peak, at }: Front, share: number, earliest: number): number {
  const shareOf = (value: number) => (value - before) / (peak - before);
  const way = series.filter(([ts]) => ts >= earliest && ts <= at + AFTER_MS);
  const i = way.findIndex(([, value]) => shareOf(value) >= share);
  const [t1, v1] = way[Math.max(i, 0)]!;
  const [t0, v0] = way[i - 1] ?? [t1, v1];
  const [s0, s1] = [shareOf(v0), shareOf(v1)];
  return s1 > s0 ? t0 + ((t1 - t0) * (share - s0)) / (s1 - s0) : t1;
}

/** Reads a station's samples (in order of time, reaching back some hours before `from`) between two times. */
export function observe(samples: readonly Sample[], from: number, to: number, rules: ObserveRules): Observation {
  const metrics = Object.keys(rules.change) as Metric[];
  const blank = { from, to, effects: {}, changes: {} };
  const has = metrics.filter((m) => seriesOf(samples, m).some(([ts]) => ts >= from && ts <= to));
  if (has.length === 0) return { ...blank, state: 'no-data' };
  const first = [TRACER, ...has.filter((m) => m !== TRACER)].flatMap(
    (m) => (has.includes(m) && frontOf(samples, m, from, to, rules)) || [],
  )[0];
  if (!first) return { ...blank, state: isClean(samples, has, from, to, rules) ? 'clean' : 'unclear' };
  const { front, series } = first;
  const earliest = front.at - BEFORE_MS;
  const [started, onset, grown] = [0.2, 0.5, 0.8].map((share) => passed(series, front, share, earliest)) as [
    number,
    number,
    number,
  ];
  const found = { ...blank, state: 'changed' as const, onset, riseMin: Math.max(0, grown - started) / 60_000 };
  for (const metric of has) {
    const change = movedWith(series, front, smoothed(seriesOf(samples, metric)), started);
    if (!change) continue;
    const size = sizeOf(change.before, change.after, rules.change[metric]!);
    const effect = size >= 1 ? 'up' : size <= -1 ? 'down' : Math.abs(size) <= rules.clean ? 'same' : undefined;
    Object.assign(found.changes, { [metric]: change });
    if (effect) Object.assign(found.effects, { [metric]: effect });
  }
  return found;
}

/**
 * How much of a metric came and went with the front: least squares of level, drift in time and share of the front,
 * so that the day's own course is no effect. Undefined with too little to go by.
 */
function movedWith(tracer: Series, { before, peak }: Front, own: Series, started: number) {
  const shares = new Map(tracer.map(([ts, value]) => [ts, (value - before) / (peak - before)]));
  const rows = own.flatMap(([ts, value]): [number, number, number, number][] => {
    const share = shares.get(ts);
    const isNear = ts >= started - AFTER_MS && ts <= started + AFTER_MS + BEFORE_MS;
    return share === undefined || !isNear ? [] : [[1, (ts - started) / BEFORE_MS, share, value]];
  });
  if (rows.length < 8) return undefined;
  const fit = leastSquares(rows);
  return fit && { before: fit[0]!, after: fit[0]! + fit[2]! };
}

/** Coefficients of the columns for the last one, by the normal equations; undefined where columns say the same. */
function leastSquares(rows: readonly (readonly number[])[]): number[] | undefined {
  const n = rows[0]!.length - 1;
  const m = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n + 1 }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
  for (let i = 0; i < n; i++) {
    if (Math.abs(m[i]![i]!) < 1e-9) return undefined;
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const factor = m[k]![i]! / m[i]![i]!;
      for (let j = i; j <= n; j++) m[k]![j]! -= factor * m[i]![j]!;
    }
  }
  return m.map((row, i) => row[n]! / row[i]!);
}

/** Whether nothing moved by a good share of what would count. Only the tracer has no day of its own. */
function isClean(samples: readonly Sample[], has: readonly Metric[], from: number, to: number, rules: ObserveRules) {
  const metric = has.includes(TRACER) ? TRACER : has[0]!;
  const series = smoothed(seriesOf(samples, metric));
  const before = median(within(series, from - rules.quietMs, from));
  if (before === undefined) return false;
  return within(series, from, to).every((v) => Math.abs(sizeOf(before, v, rules.change[metric]!)) <= rules.clean);
}
