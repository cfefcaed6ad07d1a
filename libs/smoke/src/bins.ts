import type { SmokeRules } from './rules.js';
import { median } from './statistics.js';
import { MINUTE_MS } from './time.js';

/** What a bin is made of, in the catalogue's units: particles and NO2 µg/m³, CO mg/m³, humidity %. */
export const BINNED = ['pm25', 'pm25_a', 'pm25_b', 'pm10', 'co', 'humidity', 'no2'] as const;
export type Binned = (typeof BINNED)[number];

/** A raw value: milliseconds since 1970, and the value. */
export type Sample = readonly [ts: number, value: number];
/** Raw values of a station whose bins are not closed yet. */
export type OpenSamples = Partial<Record<Binned, readonly Sample[]>>;

/** Medians of one station over `bins.minutes` from `start` (ms). A metric with too few raw values is absent. */
export interface Bin {
  start: number;
  values: Partial<Record<Binned, number>>;
}

/** Start of the bin a moment belongs to; bins begin on the full hour of UTC. */
export function binStart(ts: number, rules: Pick<SmokeRules, 'bins'>): number {
  const length = rules.bins.minutes * MINUTE_MS;
  return Math.floor(ts / length) * length;
}

/** Adds a raw value. One that comes again with the same time takes the place of the first; what is no number is left out. */
export function addSample(open: OpenSamples, metric: Binned, sample: Sample): OpenSamples {
  if (!Number.isFinite(sample[0]) || !Number.isFinite(sample[1])) return open;
  const others = (open[metric] ?? []).filter(([ts]) => ts !== sample[0]);
  return { ...open, [metric]: [...others, sample] };
}

/** The bin from `start` out of raw values in any order, those of other times left aside. */
export function binOf(open: OpenSamples, start: number, rules: Pick<SmokeRules, 'bins'>): Bin {
  const values: Bin['values'] = {};
  for (const metric of BINNED) {
    const own = (open[metric] ?? []).filter(([ts]) => binStart(ts, rules) === start).map(([, value]) => value);
    if (own.length >= rules.bins.leastSamples) values[metric] = median(own);
  }
  return { start, values };
}

/** Medians of PM2.5 in the parts of `locate.partMinutes` of the bin from `start`; null where nothing was read. */
export function partsOf(open: OpenSamples, start: number, { bins, locate }: SmokeRules): (number | null)[] {
  const length = locate.partMinutes * MINUTE_MS;
  return Array.from({ length: bins.minutes / locate.partMinutes }, (_, part) => {
    const from = start + part * length;
    const own = (open.pm25 ?? []).filter(([ts]) => ts >= from && ts < from + length).map(([, value]) => value);
    return own.length > 0 ? median(own) : null;
  });
}

/** Raw values that belong to the bin from `start` or to a later one. */
export function samplesFrom(open: OpenSamples, start: number): OpenSamples {
  const rest: OpenSamples = {};
  for (const metric of BINNED) {
    const later = (open[metric] ?? []).filter(([ts]) => ts >= start);
    if (later.length > 0) rest[metric] = later;
  }
  return rest;
}
