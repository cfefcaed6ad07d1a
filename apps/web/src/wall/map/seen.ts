import { isWithin } from '#hub/smoke';
import type { Box } from './labels.js';
import type { Pixel } from './projection.js';

/** A closed line, the first corner not repeated. Pixels. */
export type Ring = readonly Pixel[];

/** Where things may be drawn on the map. */
export interface Shown {
  /** Clear of the furniture at the map's edges. */
  frame: Box;
  /** The commune's outline; none: the map knows no boundary. */
  land: readonly Ring[];
  /** What lies so far outside of the commune still counts as being on it, pixels. */
  margin: number;
}

/** Pixels from a point to the nearest line of the rings. */
export function toEdge(rings: readonly Ring[], at: Pixel): number {
  let least = Infinity;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
      least = Math.min(least, toLine(ring[j]!, ring[i]!, at));
  return least;
}

function toLine(a: Pixel, b: Pixel, { x, y }: Pixel): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(a.x + along * dx - x, a.y + along * dy - y);
}

/** On the commune or beside it. */
const isOnLand = ({ land, margin }: Shown, at: Pixel): boolean =>
  land.length === 0 || isWithin(land, at) || toEdge(land, at) <= margin;

/** A part of an area that is seen on the map, as points of a grid. */
export interface Seen {
  points: readonly Pixel[];
  /** It lies on the commune's land; false: no part of the area does, and what is seen is beside it. */
  onLand: boolean;
}

/** The part of an area that is on the commune's land; of one that lies outside of it altogether, what is in the frame. */
export function seenOf(rings: readonly Ring[], shown: Shown, step: number): Seen {
  const within = [...grid(common(boxOf(rings), shown.frame), step)].filter((at) => isWithin(rings, at));
  const points = within.filter((at) => isOnLand(shown, at));
  return points.length > 0 ? { points, onLand: true } : { points: within, onLand: false };
}

/** Around rings. */
export function boxOf(rings: readonly Ring[]): Box {
  const [xs, ys] = [rings.flatMap((ring) => ring.map(({ x }) => x)), rings.flatMap((ring) => ring.map(({ y }) => y))];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** What two boxes have in common; less than nothing wide or high where they do not meet. */
function common(a: Box, b: Box): Box {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return {
    ...{ x, y },
    width: Math.min(a.x + a.width, b.x + b.width) - x,
    height: Math.min(a.y + a.height, b.y + b.height) - y,
  };
}

/** Middles of the squares of a box. */
export function* grid({ x, y, width, height }: Box, step: number): Generator<Pixel> {
  for (let j = y + step / 2; j < y + height; j += step)
    for (let i = x + step / 2; i < x + width; i += step) yield { x: i, y: j };
}
