import { type Area, areaOf } from './area.js';
import { type CameraView } from './camera.js';
import { type BearingLine, bearingLine, crossOf, type CrossRefusal } from './bearings.js';
import { invert, type InversionRow } from './invert.js';
import { apart, bearingTo, distance, type Xy } from './plane.js';
import type { SmokeRules } from './rules.js';
import { type Stability, stabilityOf } from './stability.js';
import { median } from './statistics.js';
import { MINUTE_MS } from './time.js';
import { meanWind, type Wind } from './wind.js';

/** What was read in the `locate.partMinutes` from `start`: PM2.5 above the background, µg/m³; who is absent says nothing. */
export interface SmokePart {
  start: number;
  excess: Readonly<Record<string, number>>;
}
/** Wind of `windStepMinutes` from `start`, and W/m² where it is measured. */
export interface WindStep extends Wind {
  start: number;
  radiation?: number;
  /** Of several masts: how many, and how far apart their directions are, degrees (standard deviation). */
  masts?: number;
  apart?: number;
}

export interface LocateInput {
  stations: Readonly<Record<string, Xy>>;
  /** In order of time. */
  parts: readonly SmokePart[];
  /** In order of time; they should reach back `travelMinutes` before the first part. */
  winds: readonly WindStep[];
  /** Whether something can burn at a place; absent: everywhere. */
  mayBurn?: (place: Xy) => boolean;
  /** Views of the cameras that saw the smoke. */
  filmed?: readonly CameraView[];
  /** Given: taken for all of it. */
  stability?: Stability;
}

/** Why the area is as it is. */
export type LocateReason =
  | 'noSmoke'
  | 'noWind'
  | 'calm'
  | 'oneStation'
  | 'mastsDisagree'
  | 'filmed'
  | 'tooWide'
  | 'noFit'
  | CrossRefusal;
export interface Location {
  how: 'inversion' | 'sector' | 'disc' | 'none';
  because: readonly LocateReason[];
  area?: Area;
  /** Where the bearing lines meet, when they do. */
  cross?: Xy;
  lines: readonly BearingLine[];
}

/**
 * Where the fire may be, as well as what there is allows: a search with the wind's history; with one station that smells
 * it a sector upwind of it; in a calm a disc round the station that smells it most; without wind no area at all. Always
 * with the reasons.
 */
export function locate(input: LocateInput, rules: SmokeRules): Location {
  const { stations, parts, winds } = input;
  const hits = hitsOf(input, rules);
  if (hits.length === 0) return { how: 'none', because: ['noSmoke'], lines: [] };
  const length = rules.locate.partMinutes * MINUTE_MS;
  const withWind = hits.flatMap((hit) => {
    const blown = meanWind(windsOver(winds, hit.start, hit.start + length, rules));
    return blown ? [{ ...hit, wind: blown }] : [];
  });
  if (withWind.length === 0) return { how: 'none', because: ['noWind'], lines: [] };
  const error = windErrorOf(windsIn(winds, parts[0]!.start, parts.at(-1)!.start + length), rules);
  const drawn = withWind.flatMap((hit) => {
    const line = bearingLine(stations[hit.id]!, hit.wind, hit.excess, rules);
    return line === 'calm' ? [] : [{ ...line, spread: Math.hypot(line.spread, error.beyond) }];
  });
  if (drawn.length === 0) return { how: 'disc', because: ['calm'], area: discOf(hits, stations, rules), lines: [] };

  const one = new Set(hits.map(({ id }) => id)).size === 1;
  const crossed = one ? undefined : crossOf(drawn, rules);
  const because: LocateReason[] = one ? ['oneStation'] : typeof crossed === 'string' ? [crossed] : [];
  if (error.disagree) because.push('mastsDisagree');
  const rows = parts.flatMap((part) => rowOf(part, winds, input.stability, rules));
  const sector = one ? sectorOf(stations[hits[0]!.id]!, drawn, rules) : undefined;
  const { mayBurn, filmed = [] } = input;
  if (filmed.length > 0) because.push('filmed');
  const within = (place: Xy) => (!sector || sector(place)) && (!mayBurn || mayBurn(place));
  const { sourceSpread } = rules.locate;
  const { directionError, turnSpread } = error;
  const area = invert(stations, rows, rules, { directionError, turnSpread, sourceSpread, within, filmed });
  if (typeof area === 'string') return { how: 'none', because: [...because, area], lines: drawn };
  // what may be anywhere is no place to send somebody to
  if (area.km2 > rules.locate.mostKm2) return { how: 'none', because: [...because, 'tooWide'], lines: drawn };
  return {
    how: one ? 'sector' : 'inversion',
    because,
    area,
    ...(typeof crossed === 'object' && { cross: crossed }),
    lines: drawn,
  };
}

interface Hit {
  id: string;
  start: number;
  excess: number;
}
const hitsOf = ({ parts, stations }: LocateInput, { locate: { leastHit } }: SmokeRules): Hit[] =>
  parts.flatMap(({ start, excess }) =>
    Object.entries(excess)
      .filter(([id, value]) => value >= leastHit && stations[id])
      .map(([id, value]) => ({ id, start, excess: value })),
  );

export const windsIn = (winds: readonly WindStep[], from: number, to: number): WindStep[] =>
  winds.filter(({ start }) => start >= from && start < to);

/** Steps of wind that reach into a stretch of time: a part may begin in the middle of one. */
const windsOver = (winds: readonly WindStep[], from: number, to: number, { locate }: SmokeRules): WindStep[] =>
  windsIn(winds, from - locate.windStepMinutes * MINUTE_MS + 1, to);

/** A part with the way that the air of each of its moments has come; none when the wind of it is not known. */
function rowOf(
  part: SmokePart,
  winds: readonly WindStep[],
  given: Stability | undefined,
  rules: SmokeRules,
): InversionRow[] {
  const end = part.start + rules.locate.partMinutes * MINUTE_MS;
  const own = windsOver(winds, part.start, end, rules);
  const mean = meanWind(own);
  if (!mean) return [];
  const measured = own.flatMap(({ radiation }) => (radiation === undefined ? [] : [radiation]));
  const radiation = measured.length > 0 ? measured.reduce((a, b) => a + b) / measured.length : undefined;
  const moments = own.map(({ start }) =>
    windsIn(winds, start - rules.locate.travelMinutes * MINUTE_MS, start + 1).reverse(),
  );
  const at = { ms: part.start, speed: mean.speed, ...(radiation !== undefined && { radiation }) };
  return [{ moments, excess: part.excess, stability: given ?? stabilityOf(at, rules) }];
}

/** No wind is so uncertain that nothing is known of where smoke comes from, degrees. */
const WIDEST = 45;
/**
 * How far the measured wind may be off. What several masts share is surer than what one says; where they differ by more
 * than a mast may be turned, the air itself moves differently from place to place (`beyond`, degrees).
 */
function windErrorOf(steps: readonly WindStep[], { locate }: SmokeRules) {
  const { directionError, turnSpread, mastsApart } = locate;
  const several = steps.filter(({ masts = 1 }) => masts > 1);
  if (several.length === 0) return { directionError, turnSpread, beyond: 0, disagree: false };
  const apartBy = median(several.map(({ apart: by = 0 }) => by));
  const beyond = Math.min(WIDEST, Math.sqrt(Math.max(0, apartBy ** 2 - turnSpread ** 2)));
  const mean = turnSpread / Math.sqrt(median(several.map(({ masts = 1 }) => masts)));
  return {
    // few turns are tried: what lies between two of them is not to be missed
    directionError: Math.hypot(directionError, beyond / Math.sqrt(12)),
    turnSpread: Math.hypot(mean, beyond),
    ...{ beyond, disagree: apartBy >= mastsApart },
  };
}

/** Upwind of a station, as wide as its lines are uncertain and as far as smoke of a field is smelt. */
function sectorOf(at: Xy, lines: readonly BearingLine[], { locate: { sectorReachM } }: SmokeRules) {
  return (place: Xy): boolean => {
    const metres = distance(at, place);
    if (metres > sectorReachM) return false;
    const bearing = bearingTo(at, place);
    return metres === 0 || lines.some((line) => apart(bearing, line.bearing) <= line.spread);
  };
}

function discOf(
  hits: readonly Hit[],
  stations: LocateInput['stations'],
  { locate: { cellM, discM } }: SmokeRules,
): Area {
  const worst = hits.reduce((a, b) => (b.excess > a.excess || (b.excess === a.excess && b.id < a.id) ? b : a));
  const middle = stations[worst.id]!;
  const cells = [];
  const half = Math.ceil(discM / cellM);
  for (let j = -half; j <= half; j++)
    for (let i = -half; i <= half; i++)
      if (Math.hypot(i, j) * cellM <= discM)
        cells.push({ x: middle.x + i * cellM, y: middle.y + j * cellM, weight: 1 });
  return areaOf(cells, cellM, middle);
}
