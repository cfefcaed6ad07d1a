/**
 * Good samples of one metric of one device, in event time. The first `sealed` of them are folded into the conditions
 * that watch the series and stay only as context for rates and neighbours; nothing older than `sealedTo` is taken in.
 */
export interface Series {
  ts: number[];
  values: number[];
  sealed: number;
  sealedTo: number;
  /** Newest event time that was not late when it came. */
  onTimeTs: number;
}

export const emptySeries = (): Series => ({ ts: [], values: [], sealed: 0, sealedTo: 0, onTimeTs: 0 });

/** Index of the first sample later than `ts`. */
export function after(series: Series, ts: number): number {
  const times = series.ts;
  let high = times.length;
  if (high === 0 || times[high - 1]! <= ts) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= ts) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Newest sample in (ts − windowMs, ts], or −1. */
export function latestWithin(series: Series, ts: number, windowMs: number): number {
  const i = after(series, ts) - 1;
  return i >= 0 && series.ts[i]! > ts - windowMs ? i : -1;
}

export type Insertion = 'appended' | 'inserted' | 'replaced' | 'known' | 'too-old';

/** Puts a sample in its place; a repeat with another value replaces, as in the store. `at` receives the index. */
export function insert(series: Series, ts: number, value: number, at: { index: number }): Insertion {
  if (ts <= series.sealedTo) return 'too-old';
  const i = after(series, ts);
  if (i > 0 && series.ts[i - 1] === ts) {
    at.index = i - 1;
    if (series.values[i - 1] === value) return 'known';
    series.values[i - 1] = value;
    return 'replaced';
  }
  at.index = i;
  if (i === series.ts.length) {
    series.ts.push(ts);
    series.values.push(value);
    return 'appended';
  }
  series.ts.splice(i, 0, ts);
  series.values.splice(i, 0, value);
  return 'inserted';
}
