import { windAt2m } from '../atmosphere.js';
import { HOUR_MS } from '../calendar.js';
import { ELEMENTS, type Element, type Mast } from './mast.js';

/** Where the value of an hour comes from: the own mast, a line over a short gap, another mast by its index; undefined: nowhere. */
export type Origin = 'own' | 'line' | number | undefined;

/** Consecutive hours of one element. */
export interface HourSeries {
  values: (number | undefined)[];
  origins: Origin[];
}
export type HourTable = Readonly<Record<Element, HourSeries>>;

/** `hours` hours from `from` on, gaps filled by lines and neighbours; wind at 2 m. Masts in the order in which they count. */
export function hourTable(masts: readonly Mast[], from: number, hours: number, interpolate: number): HourTable {
  const measured = masts.map((mast) => measuredBy(mast, from, hours));
  const table = {} as Record<Element, HourSeries>;
  for (const element of ELEMENTS) {
    const own = measured[0]?.[element] ?? new Array<number | undefined>(hours).fill(undefined);
    const values = [...own];
    const origins: Origin[] = own.map((value) => (value === undefined ? undefined : 'own'));
    // rain falls when it falls: a line says nothing of it
    if (element !== 'rain') bridge(values, origins, interpolate);
    for (let mast = 1; mast < measured.length; mast++)
      for (let h = 0; h < hours; h++) {
        const there = measured[mast]![element][h];
        if (values[h] !== undefined || there === undefined) continue;
        values[h] = there;
        origins[h] = mast;
      }
    table[element] = { values, origins };
  }
  return table;
}

type Measured = Record<Element, (number | undefined)[]>;

function measuredBy(mast: Mast, from: number, hours: number): Measured {
  const empty = () => new Array<number | undefined>(hours).fill(undefined);
  const found = Object.fromEntries(ELEMENTS.map((element) => [element, empty()])) as Measured;
  // of two records of an hour the later one stands, whichever is named first
  const records = [...mast.records].sort((a, b) => a.at - b.at);
  for (const record of records) {
    const hour = Math.floor((record.at - from) / HOUR_MS);
    if (!(hour >= 0 && hour < hours)) continue;
    for (const element of ELEMENTS) {
      const value = record[element];
      if (value === undefined || !Number.isFinite(value)) continue;
      found[element][hour] = element === 'wind' ? windAt2m(value, mast.windHeight) : value;
    }
  }
  return found;
}

/** Lines over gaps of at most `most` hours that have a value at either end. */
function bridge(values: (number | undefined)[], origins: Origin[], most: number): void {
  let last = -1;
  for (let h = 0; h < values.length; h++) {
    if (values[h] === undefined) continue;
    const gap = h - last - 1;
    if (last >= 0 && gap > 0 && gap <= most)
      for (let i = 1; i <= gap; i++) {
        values[last + i] = values[last]! + ((values[h]! - values[last]!) * i) / (gap + 1);
        origins[last + i] = 'line';
      }
    last = h;
  }
}
