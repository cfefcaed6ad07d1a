import { apart, bearingTo, distance, RAD, type Xy } from './plane.js';
import type { SmokeRules } from './rules.js';
import type { Wind } from './wind.js';

/** What smokes day after day and is no straw fire, as people entered it. */
export interface KnownSource {
  id: string;
  name: string;
  at: Xy;
  /** How far its smoke may begin from there, metres. */
  radiusM: number;
  /** What it usually adds to PM2.5 at the station that smells it most, µg/m³. */
  usual: number;
}

/**
 * The known source whose smoke the wind would carry to a station, the nearest; undefined: none. Close by and without a
 * wind to go by, distance alone decides.
 */
export function knownUpwind(
  station: Xy,
  wind: Wind | undefined,
  known: readonly KnownSource[],
  rules: SmokeRules,
): KnownSource | undefined {
  const { reachM, nearM, degrees } = rules.suppress.known;
  const blows = wind !== undefined && wind.speed >= rules.bearings.calmBelow;
  const reaches = ({ at, radiusM }: KnownSource): boolean => {
    const metres = distance(station, at);
    if (metres <= radiusM) return true;
    if (!blows) return metres <= nearM + radiusM;
    const wide = Math.asin(radiusM / metres) / RAD;
    return metres <= reachM + radiusM && apart(bearingTo(station, at), wind.from) <= degrees + wide;
  };
  return known
    .filter(reaches)
    .sort((a, b) => distance(station, a.at) - distance(station, b.at) || (a.id < b.id ? -1 : 1))[0];
}
