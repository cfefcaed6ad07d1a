import type { Fix } from '../draft/draft.js';
import { metresBetween } from './ground.js';

/** Farther off than this a box is not found again from its position. */
export const GOOD_ENOUGH_M = 15;
/** A phone that has reached this gets no better by standing still. */
const EXCELLENT_M = 6;
const ENOUGH_FIXES = 5;

export const isGood = ({ accuracyM }: Fix): boolean => accuracyM <= GOOD_ENOUGH_M;
/** More standing still would change nothing that somebody would notice. */
export const isDone = (fixes: readonly Fix[]): boolean =>
  fixes.length >= ENOUGH_FIXES && (averageOf(fixes)?.accuracyM ?? Infinity) <= EXCELLENT_M;

/**
 * One position out of several. Each counts by the inverse square of its accuracy; those that are twice as coarse as the
 * best one are left out (a phone begins with the cell tower's position). Errors of fixes that follow each other are alike,
 * so averaging is not said to be better than the best of them: the accuracy is that of the fixes used, or how far they lie
 * apart, whichever is more.
 */
export function averageOf(fixes: readonly Fix[]): Fix | undefined {
  const best = Math.min(...fixes.map(({ accuracyM }) => accuracyM));
  const used = fixes.filter(({ accuracyM }) => accuracyM <= 2 * best);
  if (used.length === 0) return undefined;
  const weight = ({ accuracyM }: Fix) => 1 / Math.max(1, accuracyM) ** 2;
  const total = used.reduce((sum, fix) => sum + weight(fix), 0);
  const mean = (of: (fix: Fix) => number) => used.reduce((sum, fix) => sum + of(fix) * weight(fix), 0) / total;
  const at = { lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) };
  const spread = Math.max(...used.map((fix) => metresBetween(at, fix)));
  return {
    ...at,
    accuracyM: Math.max(
      mean(({ accuracyM }) => accuracyM),
      spread,
    ),
    at: used.at(-1)!.at,
  };
}

/**
 * A measurement of the browser, where it is one. Its own time is not looked at: it is the satellites', and many a phone's
 * clock is minutes off.
 */
export function fixFrom(
  { latitude: lat, longitude: lon, accuracy: accuracyM }: Coordinates,
  at: number,
): Fix | undefined {
  return [lat, lon, accuracyM].every(Number.isFinite) ? { lat, lon, accuracyM, at } : undefined;
}
type Coordinates = Pick<GeolocationCoordinates, 'latitude' | 'longitude' | 'accuracy'>;
