import { cellAt, type Footprint } from './footprint.js';
import { RAD, type Xy } from './plane.js';
import type { LocateRules } from './rules.js';

/** What a station read at one time, and the map of what a fire would bring to it. */
export interface Datum extends Xy {
  station: string;
  map: Footprint;
  /** PM2.5 above the background, µg/m³, not below 0. */
  excess: number;
  /** How much it counts, 0 to 1: what a station repeats is not new. */
  weight: number;
}

/** ln(1 + e^u) by steps of `STEP`; below `LOWEST` it is nothing. */
const STEP = 1 / 64;
const LOWEST = -4;
const HIGHEST = 16;
const TABLE = Float64Array.from({ length: (HIGHEST - LOWEST) / STEP + 1 }, (_, i) =>
  Math.log1p(Math.exp(LOWEST + i * STEP)),
);
const softplus = (u: number): number => {
  if (u < LOWEST) return 0;
  return u >= HIGHEST ? u : TABLE[((u - LOWEST) / STEP + 0.5) | 0]!;
};

/**
 * How well a place explains the data: the logarithm of its probability but for a constant, over all emissions and turns of
 * the wind that are tried, each as likely as the rules say. Readings are compared as ln(1 + c/offset): a plume is wrong by
 * a factor, a counter by an amount. `turnSpread`: how far the whole wind may be turned, degrees (standard deviation).
 */
export function likelihoodOf(
  data: readonly Datum[],
  turnSpread: number,
  { offset, logError, rate, turns }: LocateRules,
): (place: Xy) => number {
  const { tried } = rate;
  const lnRates = Float64Array.from(
    { length: tried },
    (_, i) => Math.log(rate.least / offset) + (i / (tried - 1)) * Math.log(rate.most / rate.least),
  );
  const ofRate = lnRates.map((q) => -0.5 * ((q - Math.log(rate.usual / offset)) / rate.logSpread) ** 2);
  const ways = (turnSpread > 0 ? turns : [0]).map((spreads) => ({
    cos: Math.cos(spreads * turnSpread * RAD),
    sin: Math.sin(spreads * turnSpread * RAD),
    likely: -0.5 * spreads ** 2,
  }));
  // less than this of 1 g/s no fire that is tried makes felt
  const least = Math.exp(LOWEST) * (offset / rate.most);
  const logs = Float64Array.from(data, ({ excess }) => Math.log1p(excess / offset));
  const weights = Float64Array.from(data, ({ weight }) => weight / (2 * logError ** 2));
  const nothing = logs.map((log, i) => weights[i]! * log * log);
  const allNothing = nothing.reduce((sum, one) => sum + one, 0);
  const misfits = new Float64Array(tried);
  const maps = [...new Set(data.map(({ map }) => map))];
  const felt = feltOf(maps, least);
  const stations = byStation(data, maps);

  return (place) => {
    let [most, sum] = [-Infinity, 0];
    for (const { cos, sin, likely } of ways) {
      misfits.fill(0);
      let rest = allNothing;
      for (const { x, y, read } of stations) {
        const [dx, dy] = [x - place.x, y - place.y];
        const cell = cellAt(maps[0]!, dx * cos - dy * sin, dx * sin + dy * cos);
        if (cell < 0) continue;
        for (let e = felt.first[cell]!; e < felt.first[cell + 1]!; e++) {
          const d = read[felt.map[e]!]!;
          if (d < 0) continue;
          rest -= nothing[d]!;
          const [ln, log, weight] = [felt.ln[e]!, logs[d]!, weights[d]!];
          for (let k = 0; k < tried; k++) {
            const off = log - softplus(ln + lnRates[k]!);
            misfits[k]! += weight * off * off;
          }
        }
      }
      for (let k = 0; k < tried; k++) {
        const value = likely + ofRate[k]! - rest - misfits[k]!;
        if (value > most) [most, sum] = [value, sum * Math.exp(most - value) + 1];
        else sum += Math.exp(value - most);
      }
    }
    return most + Math.log(sum);
  };
}

/** By cell of the maps, which all are drawn alike: the maps that bring something to it, and the logarithm of what. */
function feltOf(maps: readonly Footprint[], least: number) {
  const cells = maps[0]!.values.length;
  const first = new Int32Array(cells + 1);
  for (const { values } of maps) for (let c = 0; c < cells; c++) if (values[c]! > least) first[c + 1]!++;
  for (let c = 0; c < cells; c++) first[c + 1]! += first[c]!;
  const [map, ln] = [new Int32Array(first[cells]!), new Float64Array(first[cells]!)];
  const next = first.slice();
  for (const [m, { values }] of maps.entries())
    for (let c = 0; c < cells; c++)
      if (values[c]! > least) {
        map[next[c]!] = m;
        ln[next[c]!++] = Math.log(values[c]!);
      }
  return { first, map, ln };
}

/** What each station read by map: the number of the datum, −1 where there is none. */
function byStation(data: readonly Datum[], maps: readonly Footprint[]) {
  const numbers = new Map(maps.map((map, m) => [map, m]));
  const stations = new Map<string, Xy & { read: Int32Array }>();
  for (const [d, { station, x, y, map }] of data.entries()) {
    const known = stations.get(station) ?? { x, y, read: new Int32Array(maps.length).fill(-1) };
    known.read[numbers.get(map)!] = d;
    stations.set(station, known);
  }
  return [...stations.values()];
}
