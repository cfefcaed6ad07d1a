import { type Area, type AreaCell, areaOf } from './area.js';
import { type CameraView, seenBy } from './camera.js';
import { addPlume, emptyFootprint, footprintAt, profileOf } from './footprint.js';
import { type Datum, likelihoodOf } from './misfit.js';
import type { Xy } from './plane.js';
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
  /** How the wind differs from place to place, degrees (standard deviation); absent: not at all. */
  directionError?: number;
  /** How far the whole wind may be turned, degrees (standard deviation): a mast may stand askew. Absent: not at all. */
  turnSpread?: number;
  /** How wide what burns lies, metres (standard deviation); absent: it is a point. */
  sourceSpread?: number;
  /** Views of the cameras that saw the smoke. */
  filmed?: readonly CameraView[];
  /** Places that come into question, beside being within reach of a station that smells smoke. */
  within?: (place: Xy) => boolean;
}
export type InversionRefusal = 'noSmoke' | 'noFit';

/**
 * Looks for the source of smoke on a grid: for each place how likely it is, given all that was measured, zeros too. The
 * area is the smallest that holds `mass` of the probability. Coarse first, then fine where it may lie.
 */
export function invert(
  stations: Readonly<Record<string, Xy>>,
  rows: readonly InversionRow[],
  rules: Pick<SmokeRules, 'locate' | 'plume'>,
  { turnSpread = 0, within = () => true, filmed = [], ...spreads }: InversionOptions = {},
): Area | InversionRefusal {
  const { locate } = rules;
  const smells = ([id, excess]: [string, number]) => excess >= locate.leastHit && stations[id] !== undefined;
  const hit = [...new Set(rows.flatMap(({ excess }) => Object.entries(excess).filter(smells)).map(([id]) => id))].map(
    (id) => stations[id]!,
  );
  if (hit.length === 0) return 'noSmoke';
  const data = dataOf(stations, rows, rules, spreads);
  const likelihood = likelihoodOf(data, turnSpread, locate);
  const inReach = (place: Xy) =>
    hit.some((at) => Math.hypot(at.x - place.x, at.y - place.y) <= locate.reachM) && within(place);
  // the wind carries smoke into a view from beside it: that is less likely, and possible
  const unseen = Math.log(locate.filmedOdds);
  const missed = (place: Xy) => filmed.filter((view) => !seenBy(view, place)).length;
  const weighed = (place: Xy): Weighed => ({ x: place.x, y: place.y, log: likelihood(place) - unseen * missed(place) });

  const { mass, few, coarse, cellM } = locate;
  const atLeast = hit.length <= few.stations ? Math.ceil((few.leastKm2 * 1e6) / cellM ** 2) : 1;
  let squares = gridOf(hit, locate.reachM, cellM * coarse[0]!.every);
  for (const [i, { every, room }] of coarse.entries()) {
    // the middle of a square may be a road: it stands for those of its places that come into question
    const open = squares.flatMap((middle) => {
      const places = countOf(middle, cellM, every, inReach);
      return places > 0 ? [{ places, ...weighed(middle) }] : [];
    });
    if (open.length === 0) return 'noFit';
    // and it may miss a narrow best place: more is looked through than the area will hold
    const promising = mostOf(open).log - room;
    let taken = 0;
    squares = open
      .sort((a, b) => b.log - a.log || a.y - b.y || a.x - b.x)
      .filter(({ places, log }) => {
        const wanted = log >= promising || taken < atLeast;
        taken += places;
        return wanted;
      })
      .flatMap((square) => divided(square, cellM, every, coarse[i + 1]?.every ?? 1));
  }
  const fine = squares.filter(inReach).map(weighed);
  const { x, y } = mostOf(fine);
  return { ...areaOf(likeliest(fine, mass, atLeast), cellM, { x, y }, rateAt(data, { x, y })), mass };
}

/** A place with the logarithm of its probability, but for a constant. */
interface Weighed extends Xy {
  log: number;
}
const mostOf = (places: readonly Weighed[]): Weighed => places.reduce((a, b) => (b.log > a.log ? b : a));

/** The fewest places that hold `mass` of the probability, and no fewer than `atLeast`. */
function likeliest(places: readonly Weighed[], mass: number, atLeast: number): AreaCell[] {
  const { log: most } = mostOf(places);
  const cells = places.map(({ x, y, log }): AreaCell => ({ x, y, weight: Math.exp(log - most) }));
  cells.sort((a, b) => b.weight - a.weight || a.y - b.y || a.x - b.x);
  let left = mass * cells.reduce((sum, { weight }) => sum + weight, 0);
  const count = cells.findIndex(({ weight }) => (left -= weight) <= 0) + 1;
  return cells.slice(0, Math.max(count, atLeast));
}

function dataOf(
  stations: Readonly<Record<string, Xy>>,
  rows: readonly InversionRow[],
  { locate, plume }: Pick<SmokeRules, 'locate' | 'plume'>,
  { directionError = 0, sourceSpread = 0 }: Pick<InversionOptions, 'directionError' | 'sourceSpread'>,
): Datum[] {
  const heights = { source: plume.sourceHeight, receptor: plume.receptorHeight };
  const profiles = new Map<Stability, ReturnType<typeof profileOf>>();
  const profileFor = (stability: Stability) => {
    const known = profiles.get(stability) ?? profileOf({ stability, heights, directionError, sourceSpread }, locate);
    profiles.set(stability, known);
    return known;
  };
  const told = new Map<string, number>();
  for (const id of rows.flatMap(({ excess }) => Object.keys(excess))) told.set(id, (told.get(id) ?? 0) + 1);
  return rows.flatMap(({ moments, excess, stability }) => {
    const map = emptyFootprint(locate);
    const profile = profileFor(stability);
    for (const back of moments) addPlume(map, back, 1 / moments.length, locate.windStepMinutes * 60, profile);
    // where nobody smells anything the fire may be out
    const counts = Object.values(excess).some((value) => value >= locate.leastHit) ? 1 : locate.quietWeight;
    return Object.entries(excess).flatMap(([id, value]) => {
      const at = stations[id];
      const weight = counts * told.get(id)! ** (locate.repeats - 1);
      return at ? [{ station: id, ...at, map, excess: Math.max(0, value), weight }] : [];
    });
  });
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

/** How many places of a square of `every` cells a side come into question. */
function countOf({ x, y }: Xy, cellM: number, every: number, inReach: (place: Xy) => boolean): number {
  const west = Math.floor((every - 1) / 2);
  let count = 0;
  for (let j = -west; j < every - west; j++)
    for (let i = -west; i < every - west; i++) if (inReach({ x: x + i * cellM, y: y + j * cellM })) count++;
  return count;
}

/** The middles of the squares of `to` cells a side that one of `every` is made of, each belonging to it alone. */
function divided({ x, y }: Xy, cellM: number, every: number, to: number): Xy[] {
  const west = (side: number) => Math.floor((side - 1) / 2);
  const first = cellM * (west(to) - west(every));
  const count = every / to;
  return Array.from({ length: count * count }, (_, i) => ({
    x: x + first + (i % count) * to * cellM,
    y: y + first + Math.floor(i / count) * to * cellM,
  }));
}
