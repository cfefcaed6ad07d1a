import { latestWithin, type Series } from './series.js';

/** Moments that are remembered: what comes late is held against several of them, station after station. */
const REMEMBERED = 32;

interface Said {
  /** By station; NaN for one that said nothing within the window. */
  values: Float64Array;
  /** Those of the `live` stations that said something. */
  sorted: Float64Array;
  live: number;
}

/**
 * Stations whose values are held against each other's; one that is doubted says nothing of the others. What all of them last said before a moment is gathered and sorted
 * once for all, and kept up: with a thousand stations, of which one brings something late, each would else look at a
 * thousand others.
 */
export class Neighbours {
  /** Another one as soon as a background that was given may have changed. */
  version = 1;
  #said = new Map<number, Said>();

  /** A watch knows the index of its own station. */
  constructor(
    readonly series: readonly Series[],
    readonly windowMs: number,
  ) {}

  /** A sample of this station came before a moment that was asked for. */
  changed(station: Series): void {
    this.version++;
    const own = this.series.indexOf(station);
    for (const [ts, said] of this.#said) {
      const value = this.#lastOf(station, ts);
      if (Object.is(value, said.values[own])) continue;
      takeOut(said, said.values[own]!);
      putIn(said, value);
      said.values[own] = value;
    }
  }

  /** Median of the others' newest samples within the window before `ts`; undefined when fewer than `least` are live. */
  medianOfOthers(own: number, ts: number, least: number): number | undefined {
    const { values, sorted, live } = this.#saidBy(ts);
    const value = values[own]!;
    const mute = Number.isNaN(value);
    const n = mute ? live : live - 1;
    if (n < least || n <= 0) return undefined;
    // without its own: what stands after it moves up
    const gap = mute ? live : placeOf(sorted, live, value);
    const at = (k: number) => sorted[k < gap ? k : k + 1]!;
    const middle = n >> 1;
    return n % 2 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  }

  #saidBy(ts: number): Said {
    const known = this.#said.get(ts);
    if (known) return known;
    const values = Float64Array.from(this.series, (series) => this.#lastOf(series, ts));
    // NaN goes last
    const sorted = values.slice().sort();
    let live = sorted.length;
    while (live > 0 && Number.isNaN(sorted[live - 1])) live--;
    const said = { values, sorted, live };
    if (this.#said.size >= REMEMBERED) this.#said.delete(this.#said.keys().next().value!);
    this.#said.set(ts, said);
    return said;
  }

  #lastOf(series: Series, ts: number): number {
    // mostly it is the newest of all
    if (series.newest <= ts && !series.doubted(series.length - 1))
      return series.length > 0 && series.newest > ts - this.windowMs ? series.value(series.length - 1) : NaN;
    const i = latestWithin(series, ts, this.windowMs);
    return i < 0 ? NaN : series.value(i);
  }
}

function takeOut(said: Said, value: number): void {
  if (Number.isNaN(value)) return;
  const place = placeOf(said.sorted, said.live, value);
  said.sorted.copyWithin(place, place + 1, said.live--);
}

function putIn(said: Said, value: number): void {
  if (Number.isNaN(value)) return;
  const place = placeOf(said.sorted, said.live, value);
  said.sorted.copyWithin(place + 1, place, said.live++);
  said.sorted[place] = value;
}

/** Index of the first of the sorted values that is not smaller. */
function placeOf(sorted: Float64Array, length: number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
