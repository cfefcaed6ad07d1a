import { apart, bearingTo, distance, type Xy } from './plane.js';
import type { SmokeRules } from './rules.js';
import { MINUTE_MS } from './time.js';

/** Where a camera stands, the middle of its view and how wide it is (degrees), how far it sees (metres). */
export interface CameraView {
  at: Xy;
  bearing: number;
  fov: number;
  range: number;
}

/** Whether a camera looks at a place. */
export function seenBy({ at, bearing, fov, range }: CameraView, place: Xy): boolean {
  const metres = distance(at, place);
  if (metres > range) return false;
  return metres === 0 || apart(bearingTo(at, place), bearing) <= fov / 2;
}

/** A camera said that it sees smoke or fire, ms. */
export interface Sighting {
  camera: string;
  ts: number;
}
export type SightingVerdict = 'repeated' | 'withExcess' | 'single';

/**
 * Whether a camera's smoke counts: fog, dust and steam look alike, so that it must say so several times within minutes,
 * or look to where a station's smoke comes from. `upwindSeen`: it looks upwind of a station with a candidate.
 */
export function acceptSightings(
  times: readonly number[],
  upwindSeen: boolean,
  { score: { camera } }: SmokeRules,
): SightingVerdict {
  const sorted = [...times].sort((a, b) => a - b);
  const within = camera.withinMinutes * MINUTE_MS;
  const last = camera.detections - 1;
  const repeated = sorted.some((ts, i) => i >= last && ts - sorted[i - last]! <= within);
  if (repeated) return 'repeated';
  return upwindSeen && sorted.length > 0 ? 'withExcess' : 'single';
}
