import { type Area, type AreaCell, areaOf } from './area.js';
import { addPlume, emptyFootprint, type Footprint, footprintAt, profileOf } from './footprint.js';
import { RAD, type Xy } from './plane.js';
import type { SmokeRules } from './rules.js';
import type { Stability } from './stability.js';
import type { Wind } from './wind.js';

/** What was measured at one time: PM2.5 above the background by station, µg/m³; a station that is absent says nothing. */
export interface InversionRow {
  /**
   * Winds before each moment that the row is the mean of, the newest first, each of `windStepMinutes`; the last one blows
   * on. One moment with one wind is a steady wind.
   */
  moments: readonly (readonly Wind[])[];
  excess: Readonly<Record<string, number>>;
  stability: Stability;
}

export interface InversionOptions {
  /** How the wind differs from place to place, degrees; 0: not at all. */
  directionError: number;
  /** Turns of the whole wind that are tried, degrees: a mast may stand askew. Absent: none. */
  turns?: readonly number[];
  /** Places that come into question, beside being within reach of a station that smells smoke. */
  within?: (place: Xy) => boolean;
}
export type InversionRefusal = 'noSmoke' | 'noFit';

/** What is compared at a place: the excess, and where the station of it stands. */
interface Datum {
  x: number;
  y: number;
  map: Footprint;
  excess: number;
  log: number;
}

/**
 * Looks for the source of smoke on a grid: for each place the emission that fits best all that was measured, zeros too,
 * and how well. Excesses are compared as logarithms, since a plume's figures are wrong by a factor and not by an amount.
 * The area is where the residual is at most `regionFactor` times the least. Coarse first, then fine where it may lie.
 */
export function invert(
  stations: Readonly<Record<string, Xy>>,
  rows: readonly InversionRow[],
  rules: Pick<SmokeRules, 'locate' | 'plume'>,
  { directionError, turns = [0], within = () => true }: InversionOptions,
): Area | InversionRefusal {
  const { locate } = rules;
  const data = dataOf(stations, rows, rules, directionError);
  const hit = [
    ...new Set(rows.flatMap(({ excess }) => Object.keys(excess).filter((id) => excess[id]! >= locate.leastHit))),
  ]
    .map((id) => stations[id])
    .filter((at) => at !== undefined);
  if (hit.length === 0) return 'noSmoke';
  const inReach = (place: Xy) =>
    hit.some((at) => Math.hypot(at.x - place.x, at.y - place.y) <= locate.reachM) && within(place);

  const search = searchOf(data, turns, locate);
  const wide = locate.cellM * locate.coarseEvery;
  const coarse = gridOf(hit, locate.reachM, wide)
    .filter(inReach)
    .map((place) => ({ ...place, residual: search(place) }));
  if (coarse.length === 0) return 'noFit';
  const promising = coarse.reduce((least, { residual }) => Math.min(least, residual), Infinity);
  // a coarse middle may miss a narrow best place: twice the room of the region is looked through
  const bound = 2 * locate.regionFactor * Math.max(promising, locate.leastResidual);
  const fine = coarse
    .filter(({ residual }) => residual <= bound)
    .flatMap((place) => refine(place, locate.cellM, locate.coarseEvery))
    .filter(inReach)
    .map((place) => ({ ...place, residual: search(place) }));
  if (fine.length === 0) return 'noFit';
  const best = fine.reduce((a, b) => (b.residual < a.residual ? b : a));
  const scale =
    (locate.regionFactor - 1) * Math.min(locate.mostResidual, Math.max(best.residual, locate.leastResidual));
  const cells = fine
    .filter(({ residual }) => residual <= best.residual + scale)
    .map(({ x, y, residual }): AreaCell => ({ x, y, weight: Math.exp((-2 * (residual - best.residual)) / scale) }));
  return areaOf(cells, locate.cellM, { x: best.x, y: best.y }, rateAt(data, best));
}

function dataOf(
  stations: Readonly<Record<string, Xy>>,
  rows: readonly InversionRow[],
  { locate, plume }: Pick<SmokeRules, 'locate' | 'plume'>,
  directionError: number,
): Datum[] {
  const heights = { source: plume.sourceHeight, receptor: plume.receptorHeight };
  const profiles = new Map<Stability, ReturnType<typeof profileOf>>();
  const profileFor = (stability: Stability) => {
    const known =
      profiles.get(stability) ?? profileOf({ stability, heights, directionError }, locate.reachM + locate.cellM);
    profiles.set(stability, known);
    return known;
  };
  return rows.flatMap(({ moments, excess, stability }) => {
    const map = emptyFootprint(locate);
    const profile = profileFor(stability);
    for (const back of moments) addPlume(map, back, 1 / moments.length, locate.windStepMinutes * 60, profile);
    return Object.entries(excess).flatMap(([id, value]) => {
      const at = stations[id];
      const above = Math.max(0, value);
      return at ? [{ ...at, map, excess: above, log: Math.log(above + locate.offset) }] : [];
    });
  });
}

/** Rates that are tried, and what each costs for being unlike a straw fire. */
const RATES = 13;

/** How badly a place explains the data with the rate that suits it best. */
function searchOf(
  data: readonly Datum[],
  turns: readonly number[],
  { offset, logError, rate, turnSpread }: SmokeRules['locate'],
): (place: Xy) => number {
  const ways = turns.map((degrees) => ({
    cos: Math.cos(degrees * RAD),
    sin: Math.sin(degrees * RAD),
    unlikely: (degrees / turnSpread) ** 2,
  }));
  const still = Math.log(offset);
  const nothing = data.reduce((sum, { log }) => sum + (log - still) ** 2, 0);
  const rates = Array.from({ length: RATES }, (_, i) => rate.least * (rate.most / rate.least) ** (i / (RATES - 1)));
  const unlikely = rates.map((q) => (Math.log(q / rate.usual) / rate.logSpread) ** 2);
  const [reached, logs] = [new Float64Array(data.length), new Float64Array(data.length)];
  const along = (place: Xy, { cos, sin }: { cos: number; sin: number }): number => {
    let count = 0;
    let rest = nothing;
    for (const { x, y, map, log } of data) {
      const [dx, dy] = [x - place.x, y - place.y];
      const f = footprintAt(map, dx * cos - dy * sin, dx * sin + dy * cos);
      if (f <= 0) continue;
      reached[count] = f;
      logs[count++] = log;
      rest -= (log - still) ** 2;
    }
    let least = Infinity;
    for (const [i, q] of rates.entries()) {
      let sum = rest;
      for (let k = 0; k < count; k++) sum += (logs[k]! - Math.log(q * reached[k]! + offset)) ** 2;
      least = Math.min(least, sum / logError ** 2 + unlikely[i]!);
    }
    return least;
  };
  return (place) => ways.reduce((least, way) => Math.min(least, along(place, way) + way.unlikely), Infinity);
}

/** Emission at a place by least squares, g/s: Q = Σcf / Σf². */
function rateAt(data: readonly Datum[], place: Xy): number {
  let [cf, ff] = [0, 0];
  for (const { x, y, map, excess } of data) {
    const f = footprintAt(map, x - place.x, y - place.y);
    cf += excess * f;
    ff += f * f;
  }
  return ff > 0 ? cf / ff : 0;
}

/** Places at round figures of the plane, so that the same search is made wherever the stations stand on it. */
function gridOf(hit: readonly Xy[], reach: number, step: number): Xy[] {
  const bound = (of: 'x' | 'y', way: 1 | -1) =>
    step * Math.round((way * Math.max(...hit.map((at) => way * at[of])) + way * reach) / step);
  const places: Xy[] = [];
  for (let y = bound('y', -1); y <= bound('y', 1); y += step)
    for (let x = bound('x', -1); x <= bound('x', 1); x += step) places.push({ x, y });
  return places;
}

/** Fine places of a coarse one, each belonging to it alone. */
function refine({ x, y }: Xy, step: number, every: number): Xy[] {
  const first = -Math.floor((every - 1) / 2);
  return Array.from({ length: every * every }, (_, i) => ({
    x: x + (first + (i % every)) * step,
    y: y + (first + Math.floor(i / every)) * step,
  }));
}
