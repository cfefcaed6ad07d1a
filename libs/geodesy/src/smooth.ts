import type { Area, LonLat } from '#hub/contracts';
import { degreeM, planeAt, type Xy } from './metres.js';
import { polygonsOf } from './polygon.js';

/** No corner moves farther than this part of a square's side: a step's corner stands half a side off the line it follows. */
const FARTHEST = 0.5;
/** Corners are put on the outline so close, in sides. */
const STEP = 0.5;
const MOST_ROUNDS = 24;
/** An edge that is off east or north by less, metres, is one of a square: coordinates are kept to the sixth decimal. */
const STRAIGHT_M = 0.5;

/**
 * An area made of the squares of a grid, without their steps: to be drawn, not to be reckoned with. Its outline moves by
 * half a square at most, so that what lies deeper in the area than that stays in it, and what lies farther off stays out.
 * An outline of another make is left as it is.
 */
export function smoothed(area: Area): Area {
  const polygons = polygonsOf(area);
  const origin = polygons[0]![0]![0]!;
  const plane = planeAt(origin);
  const onPlane = polygons.map((rings) => rings.map((ring) => ring.slice(1).map((at) => plane([at[0], at[1]]))));
  const sideM = squareOf(onPlane.flat());
  if (sideM === undefined) return area;
  const degree = degreeM(origin[1]);
  const onEarth = (ring: readonly Xy[]): LonLat[] =>
    [...ring, ring[0]!].map(([x, y]) => [origin[0] + x / degree.lon, origin[1] + y / degree.lat]);
  const drawn = onPlane.map((rings) => rings.map((ring) => onEarth(relaxed(ring, sideM))));
  return area.type === 'Polygon'
    ? { type: 'Polygon', coordinates: drawn[0]! }
    : { type: 'MultiPolygon', coordinates: drawn };
}

const edgesOf = (ring: readonly Xy[]): [Xy, Xy][] => ring.map((to, i) => [ring.at(i - 1)!, to]);

/** Metres of a side of the squares that rings go round; undefined: some edge goes neither east nor north. */
function squareOf(rings: readonly (readonly Xy[])[]): number | undefined {
  let least = Infinity;
  for (const [[x1, y1], [x2, y2]] of rings.flatMap(edgesOf)) {
    const [across, along] = [Math.abs(x2 - x1), Math.abs(y2 - y1)].sort((a, b) => a - b) as [number, number];
    if (across > STRAIGHT_M) return undefined;
    if (along > STRAIGHT_M) least = Math.min(least, along);
  }
  return Number.isFinite(least) ? least : undefined;
}

/** Each corner goes towards the middle of its neighbours, again and again, on its leash. */
function relaxed(ring: readonly Xy[], sideM: number): Xy[] {
  const fixed = edgesOf(ring).flatMap(([from, to]): Xy[] => {
    const pieces = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / (STEP * sideM)));
    return Array.from({ length: pieces }, (_, i) => [
      from[0] + ((to[0] - from[0]) * i) / pieces,
      from[1] + ((to[1] - from[1]) * i) / pieces,
    ]);
  });
  let at = fixed;
  // a small ring would be drawn together to a point
  const rounds = Math.min(MOST_ROUNDS, Math.ceil(fixed.length / 8));
  for (let round = 0; round < rounds; round++)
    at = at.map(([x, y], i) => {
      const [before, after] = [at.at(i - 1)!, at[(i + 1) % at.length]!];
      return leashed(fixed[i]!, [(before[0] + 2 * x + after[0]) / 4, (before[1] + 2 * y + after[1]) / 4], sideM);
    });
  return at;
}

function leashed([x0, y0]: Xy, [x, y]: Xy, sideM: number): Xy {
  const moved = Math.hypot(x - x0, y - y0);
  const part = Math.min(1, (FARTHEST * sideM) / Math.max(moved, 1e-9));
  return [x0 + (x - x0) * part, y0 + (y - y0) * part];
}
