import { type Station, valueState } from '../stations/station-state.js';
import type { Wind } from './smoke.js';

/** Wind of the first station that has both speed and direction fresh. */
export function freshWind(stations: readonly Station[], now: number): Wind | undefined {
  for (const station of stations) {
    const speed = valueState(station, 'wind_speed', now);
    const from = valueState(station, 'wind_direction', now);
    if (speed.state !== 'absent' && from.state !== 'absent')
      return { speed: speed.value.value, from: from.value.value };
  }
  return undefined;
}

/** Index into eight compass points, 0 = north. */
export const compassIndex = (degrees: number): number => Math.round((((degrees % 360) + 360) % 360) / 45) % 8;
