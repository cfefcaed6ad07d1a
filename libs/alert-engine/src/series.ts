import { shortened, widened, withGap } from './packed.js';

/** A series as it is written down. */
export interface WrittenSeries {
  ts: Float64Array;
  values: Float64Array;
  sealed: number;
  sealedTo: number;
  onTimeTs: number;
  /** Of earlier versions absent, as where nothing is doubted. */
  isDoubted?: boolean;
  doubted?: Float64Array;
}

/** Sensors give three decimals: as whole numbers of thousandths a value takes half the room. */
const SCALE = 1000;
const MOST_NARROW = 2 ** 31 / SCALE - 1;
/** Offsets of times end at 24 days: the origin moves along before. Milliseconds. */
const FAR = 2 ** 30;

const isNarrow = (offset: number, value: number): boolean =>
  (offset | 0) === offset && value < MOST_NARROW && value > -MOST_NARROW && Math.round(value * SCALE) / SCALE === value;

/**
 * Samples of one metric of one device, in event time. The first `sealed` of them are folded into the conditions
 * that watch the series and stay only as context for rates and neighbours; nothing older than `sealedTo` is taken in.
 * Times and values alternate in one array, of whole numbers as long as all of them are such.
 */
export class Series {
  length = 0;
  sealed = 0;
  sealedTo = 0;
  /** Newest event time that was not late when it came. */
  onTimeTs = 0;
  /** The one of that time is of a probe that is not to be trusted. */
  isDoubted = false;
  /** Event time of the newest sample, 0 where there is none. */
  newest = 0;
  /** Event times of the samples that are doubted. */
  #doubted = new Set<number>();
  #origin = 0;
  #wide = false;
  #data: Int32Array | Float64Array = new Int32Array(0);

  time(i: number): number {
    return this.#origin + this.#data[2 * i]!;
  }
  value(i: number): number {
    const value = this.#data[2 * i + 1]!;
    return this.#wide ? value : value / SCALE;
  }
  doubted(i: number): boolean {
    return this.#doubted.size > 0 && this.#doubted.has(this.time(i));
  }
  insertAt(i: number, ts: number, value: number, doubted = false): void {
    if (this.length === 0 && !this.#wide) this.#origin = ts;
    this.#data = withGap(this.#data, 2 * this.length, 2 * i, 2);
    this.length++;
    if (!this.#wide && !isNarrow(ts - this.#origin, value)) this.#widen(i);
    this.#data[2 * i] = ts - this.#origin;
    this.replace(i, value, doubted);
    if (i === this.length - 1) this.newest = ts;
  }

  replace(i: number, value: number, doubted: boolean): void {
    if (!this.#wide && !isNarrow(0, value)) this.#widen(i);
    this.#data[2 * i + 1] = this.#wide ? value : Math.round(value * SCALE);
    if (doubted) this.#doubted.add(this.time(i));
    else if (this.#doubted.size > 0) this.#doubted.delete(this.time(i));
  }

  /** Keeps the samples from one index up to another; makes them narrow again where they can be. */
  keep(from: number, to: number): void {
    this.sealed = Math.min(Math.max(this.sealed - from, 0), to - from);
    const offset = from < to ? this.time(from) - this.#origin : 0;
    if (this.#wide || offset > FAR) {
      const { ts, values, ...rest } = this.written();
      this.take({ ...rest, ts: ts.subarray(from, to), values: values.subarray(from, to) });
    } else {
      this.#data = shortened(this.#data, 2 * from, 2 * to);
      this.length = to - from;
      this.newest = this.length === 0 ? 0 : this.time(this.length - 1);
    }
    const first = this.length === 0 ? Number.POSITIVE_INFINITY : this.time(0);
    for (const ts of this.#doubted) if (ts < first || ts > this.newest) this.#doubted.delete(ts);
  }

  /** Samples up to this time are folded away; nothing as old is taken in any more. */
  sealUpTo(ts: number): void {
    this.sealedTo = ts;
    this.sealed = after(this, ts);
  }

  written(): WrittenSeries {
    const { sealed, sealedTo, onTimeTs, isDoubted } = this;
    const ts = new Float64Array(this.length);
    const values = new Float64Array(this.length);
    for (let i = 0; i < this.length; i++) {
      ts[i] = this.time(i);
      values[i] = this.value(i);
    }
    const doubted = this.#doubted.size > 0 && { doubted: Float64Array.from(this.#doubted).sort() };
    return { ts, values, sealed, sealedTo, onTimeTs, ...(isDoubted && { isDoubted }), ...doubted };
  }

  take({ ts, values, sealed, sealedTo, onTimeTs, isDoubted = false, doubted }: WrittenSeries): void {
    const origin = ts[0] ?? 0;
    this.length = ts.length;
    this.#origin = origin;
    this.#wide = !ts.every((time, i) => isNarrow(time - origin, values[i]!));
    this.#data = this.#wide ? new Float64Array(2 * ts.length) : new Int32Array(2 * ts.length);
    for (let i = 0; i < ts.length; i++) {
      this.#data[2 * i] = ts[i]! - origin;
      this.#data[2 * i + 1] = this.#wide ? values[i]! : Math.round(values[i]! * SCALE);
    }
    this.newest = ts.at(-1) ?? 0;
    this.sealed = sealed;
    this.sealedTo = sealedTo;
    this.onTimeTs = onTimeTs;
    this.isDoubted = isDoubted;
    this.#doubted = new Set(doubted);
  }

  /** Until it is next shortened; what stands at `except` is written by the caller. */
  #widen(except: number): void {
    const data = widened(this.#data);
    for (let i = 0; i < this.length; i++) if (i !== except) data[2 * i + 1] = data[2 * i + 1]! / SCALE;
    this.#data = data;
    this.#wide = true;
  }
}

/** Index of the first sample later than `ts`. */
export function after(series: Series, ts: number): number {
  let high = series.length;
  if (high === 0 || series.newest <= ts) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (series.time(middle) <= ts) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Newest sample in (ts − windowMs, ts] that is not doubted, or −1. */
export function latestWithin(series: Series, ts: number, windowMs: number): number {
  let i = after(series, ts) - 1;
  while (i >= 0 && series.doubted(i)) i--;
  return i >= 0 && series.time(i) > ts - windowMs ? i : -1;
}

/** Event time of the first sample from index `i` on that is not doubted; infinite where there is none. */
export function trustedFrom(series: Series, i: number): number {
  while (i < series.length && series.doubted(i)) i++;
  return i < series.length ? series.time(i) : Number.POSITIVE_INFINITY;
}

/** The sample of this time, which was just put in, was not late. */
export function cameOnTime(series: Series, ts: number, doubted: boolean): void {
  if (ts < series.onTimeTs) return;
  series.onTimeTs = ts;
  series.isDoubted = doubted;
}

export type Insertion = 'appended' | 'inserted' | 'replaced' | 'known' | 'too-old';

/** Puts a sample in its place; a repeat with another value replaces, as in the store. `at` receives the index. */
export function insert(series: Series, ts: number, value: number, at: { index: number }, doubted = false): Insertion {
  if (ts <= series.sealedTo) return 'too-old';
  const i = after(series, ts);
  if (i > 0 && series.time(i - 1) === ts) {
    at.index = i - 1;
    if (series.value(i - 1) === value && series.doubted(i - 1) === doubted) return 'known';
    series.replace(i - 1, value, doubted);
    return 'replaced';
  }
  at.index = i;
  const insertion = i === series.length ? 'appended' : 'inserted';
  series.insertAt(i, ts, value, doubted);
  return insertion;
}
