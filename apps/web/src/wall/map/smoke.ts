import type { Alert } from '#hub/contracts';
import { away, type Pixel } from './projection.js';

export interface Wind {
  /** Where it comes from, degrees from north. */
  from: number;
  /** m/s */
  speed: number;
}

/** Smoke by particles against the neighbours, by a camera, or by what the hub concluded of both. */
export const isSmoke = (alert: Alert): boolean =>
  alert.facts.event === 'burning' ||
  alert.facts.event === 'smoke' ||
  alert.facts.event === 'fire' ||
  (alert.facts.metric === 'pm25' && alert.facts.background !== undefined);

/** Below this wind has no direction to go by. */
const CALM = 0.7;
const STEADY = 2;

/** An ellipse, metres and degrees; `distance` and `bearing` lead from the station to its middle. */
export interface Area {
  bearing: number;
  distance: number;
  along: number;
  across: number;
}

/**
 * Where the source may lie, as far as one station can tell: upwind of it, within ±15° in a steady wind and ±30° in a
 * weak one; all around it without wind. A camera knows its direction instead. Half a kilometre at best: never a plot.
 */
export function suspectedArea(wind: Wind | undefined, camera?: { bearing: number }): Area {
  if (camera) return { bearing: camera.bearing, distance: 450, along: 380, across: 200 };
  if (!wind || wind.speed < CALM) return { bearing: 0, distance: 0, along: 400, across: 400 };
  const spread = wind.speed >= STEADY ? 15 : 30;
  const distance = 520;
  return { bearing: wind.from, distance, along: 450, across: 120 + distance * Math.tan((spread * Math.PI) / 180) };
}

const n = (v: number) => Math.round(v * 10) / 10;
/** A closed path. */
export const path = (points: readonly Pixel[]) => `M${points.map((p) => `${n(p.x)} ${n(p.y)}`).join('L')}Z`;

/** Corners of an ellipse; `bearing` is that of its length. */
export function ellipse(centre: Pixel, bearing: number, along: number, across: number): Pixel[] {
  const angle = (bearing * Math.PI) / 180;
  const points: Pixel[] = [];
  for (let i = 0; i < 48; i++) {
    const phi = (i / 48) * 2 * Math.PI;
    const a = Math.cos(phi) * along;
    const b = Math.sin(phi) * across;
    points.push({
      x: centre.x + Math.sin(angle) * a + Math.cos(angle) * b,
      y: centre.y - Math.cos(angle) * a + Math.sin(angle) * b,
    });
  }
  return points;
}

const STEPS = 28;

/** Outline of smoke drawn downwind of a source: it widens with the distance and ends round. A picture, not a forecast. */
export function plumePath(source: Pixel, wind: Wind, lengthPx: number, widest: number): string {
  const towards = wind.from + 180;
  const side = (sign: 1 | -1) =>
    Array.from({ length: STEPS + 1 }, (_, i) => {
      const t = i / STEPS;
      const end = t > 0.75 ? Math.sqrt(Math.max(0, 1 - ((t - 0.75) / 0.25) ** 2)) : 1;
      const middle = away(source, towards, t * lengthPx, 1);
      return away(middle, towards + 90, sign * widest * (0.1 + 0.9 * t ** 0.8) * end, 1);
    });
  return path([...side(1), ...side(-1).reverse()]);
}

/** What a camera sees: a sector, degrees and pixels. */
export function sectorPath(at: Pixel, bearing: number, spread: number, radius: number): string {
  const arc = Array.from({ length: 17 }, (_, i) => away(at, bearing - spread / 2 + (i / 16) * spread, radius, 1));
  return path([at, ...arc]);
}
