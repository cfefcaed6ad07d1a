import { apart, downwind, RAD, type Xy } from './plane.js';
import type { SmokeRules } from './rules.js';
import type { Wind } from './wind.js';

/** A line from a station towards where its smoke comes from: `bearing` and `spread` in degrees. */
export interface BearingLine {
  at: Xy;
  bearing: number;
  spread: number;
  /** Excess of the bin, µg/m³. */
  weight: number;
}

export type LineRefusal = 'calm';
/** The bearing of a candidate bin: upwind, wider in a light wind, none in a calm. */
export function bearingLine(
  at: Xy,
  wind: Wind,
  weight: number,
  { bearings: rule }: SmokeRules,
): BearingLine | LineRefusal {
  if (wind.speed < rule.calmBelow) return 'calm';
  const spread = wind.speed >= rule.steadyFrom ? rule.spreadSteady : rule.spreadLight;
  return { at, bearing: wind.from, spread, weight };
}

export type CrossRefusal = 'tooFewLines' | 'linesCrossFlat' | 'downwindOfStation';

/**
 * The point that lies nearest to all lines: least Σ w(n·p − n·pi)² with unit normals n = (cos θ, −sin θ), θ clockwise
 * from north. Refused where no two lines cross at `leastCross` degrees, and where the point lies downwind of a station
 * whose smoke should have come from it.
 */
export function crossOf(lines: readonly BearingLine[], { bearings: rule }: SmokeRules): Xy | CrossRefusal {
  if (lines.length < 2) return 'tooFewLines';
  if (widest(lines) < rule.leastCross) return 'linesCrossFlat';
  let [a, b, c, p, q] = [0, 0, 0, 0, 0];
  const origin = lines[0]!.at;
  for (const { at, bearing, weight } of lines) {
    const [nx, ny] = [Math.cos(bearing * RAD), -Math.sin(bearing * RAD)];
    const along = nx * (at.x - origin.x) + ny * (at.y - origin.y);
    a += weight * nx * nx;
    b += weight * nx * ny;
    c += weight * ny * ny;
    p += weight * nx * along;
    q += weight * ny * along;
  }
  const determinant = a * c - b * b;
  if (!(determinant > 0)) return 'linesCrossFlat';
  const point = { x: origin.x + (c * p - b * q) / determinant, y: origin.y + (a * q - b * p) / determinant };
  const behind = lines.some(({ at, bearing }) => downwind(point, at, bearing).along < 0);
  return behind ? 'downwindOfStation' : point;
}

/** The widest angle at which two of the lines cross, degrees in [0, 90]. */
function widest(lines: readonly BearingLine[]): number {
  let most = 0;
  for (const [i, one] of lines.entries())
    for (const other of lines.slice(i + 1)) {
      const angle = apart(one.bearing, other.bearing);
      most = Math.max(most, Math.min(angle, 180 - angle));
    }
  return most;
}
