import { drawAt, seedOf, wander } from '../random.js';
import type { Sky } from './climate.js';
import { HOUR_MS, hourOf } from './sun.js';

/** Air as the whole district breathes it, before any smoke of its own. */
export interface Background {
  /** µg/m³ */
  pm25: number;
  pm10: number;
  /** mg/m³ */
  co: number;
}

/** A hump around an hour of the day, 0 to 1. */
const hump = (hour: number, at: number, width: number): number => {
  const apart = Math.min(Math.abs(hour - at), 24 - Math.abs(hour - at));
  return Math.exp(-(apart * apart) / (2 * width * width));
};

/**
 * Kitchens and traffic in the morning and the evening, held down at night under the inversion and thinned by the wind.
 * `place` names a station: each stands a little dirtier or cleaner than the others, always in the same way.
 */
export function backgroundAt(seed: number, ms: number, { windSpeed, rain }: Sky, place: string): Background {
  const hour = hourOf(ms);
  const emitted = 11 + 8 * hump(hour, 7, 1.4) + 11 * hump(hour, 19.5, 2) + 5 * hump(hour, 2, 3.5);
  const region = 1 + 0.3 * wander(seedOf('region', seed), ms, 9 * HOUR_MS);
  const thinned = Math.sqrt(2.4 / windSpeed) * (rain > 0.5 ? 0.7 : 1);
  const own =
    0.92 + 0.16 * drawAt(seedOf('place', seed, place), 0) + 0.04 * wander(seedOf('yard', seed, place), ms, HOUR_MS / 4);
  const pm25 = Math.max(3, emitted * region * thinned * own);
  // soil dust makes up the rest, more of it by day and when the wind lifts it
  const coarse = 5 + 4 * windSpeed * hump(hour, 14, 4);
  return { pm25, pm10: pm25 / 0.72 + coarse, co: 0.28 + 0.017 * pm25 };
}
