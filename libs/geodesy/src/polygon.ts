import type { Area, LonLat } from '#hub/contracts';
import { planeAt, type Xy } from './metres.js';

type Ring = readonly LonLat[];
/** west, south, east, north; degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

export const polygonsOf = (area: Area): readonly (readonly Ring[])[] =>
  area.type === 'Polygon' ? [area.coordinates] : area.coordinates;

/** m², holes taken off. */
export const areaM2 = (area: Area): number =>
  polygonsOf(area).reduce((sum, [outer, ...holes]) => {
    const plane = planeAt(outer![0]!);
    return sum + ringM2(outer!.map(plane)) - holes.reduce((out, hole) => out + ringM2(hole.map(plane)), 0);
  }, 0);

function ringM2(ring: readonly Xy[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return Math.abs(twice) / 2;
}

/** Where the outline crosses or touches itself: the first such place; or undefined. */
export function crossingOf(area: Area): LonLat | undefined {
  for (const rings of polygonsOf(area))
    for (const ring of rings) {
      const found = ringCrossing(ring);
      if (found) return found;
    }
  return undefined;
}

function ringCrossing(ring: Ring): LonLat | undefined {
  const points = ring.filter((point, i) => i === 0 || point[0] !== ring[i - 1]![0] || point[1] !== ring[i - 1]![1]);
  const n = points.length - 1;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const neighbours = j === i + 1 || (i === 0 && j === n - 1);
      const [a, b, c, d] = [points[i]!, points[i + 1]!, points[j]!, points[j + 1]!];
      if (neighbours ? foldsBack(a, b, c, d) : meet(a, b, c, d)) return neighbours ? b : c;
    }
  return undefined;
}

/** Two edges with a corner in common that lie on each other. */
function foldsBack(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  const [corner, one, other] = sameAs(b, c) ? [b, a, d] : [a, b, c];
  if (side(one, corner, other) !== 0) return false;
  return (one[0] - corner[0]) * (other[0] - corner[0]) + (one[1] - corner[1]) * (other[1] - corner[1]) > 0;
}
const sameAs = (a: LonLat, b: LonLat) => a[0] === b[0] && a[1] === b[1];

function meet(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  const [abc, abd, cda, cdb] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && between(a, b, c)) ||
    (abd === 0 && between(a, b, d)) ||
    (cda === 0 && between(c, d, a)) ||
    (cdb === 0 && between(c, d, b))
  );
}

/** On which side of the line from a to b a point lies; 0: on it, to the nearest tenth of a millimetre or so. */
function side(a: LonLat, b: LonLat, c: LonLat): number {
  const cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const scale = Math.abs(b[0] - a[0]) + Math.abs(b[1] - a[1]);
  return Math.abs(cross) <= scale * 1e-9 ? 0 : Math.sign(cross);
}

const between = (a: LonLat, b: LonLat, c: LonLat): boolean =>
  Math.min(a[0], b[0]) <= c[0] &&
  c[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= c[1] &&
  c[1] <= Math.max(a[1], b[1]);

export function boxOf(points: Iterable<LonLat>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

/** Centre of the corners: where a label goes, not the centre of mass. */
export function middleOf(area: Area): LonLat {
  const corners = polygonsOf(area)[0]![0]!.slice(1);
  const sum = corners.reduce((at, corner) => [at[0] + corner[0], at[1] + corner[1]] as LonLat, [0, 0] as LonLat);
  return [sum[0] / corners.length, sum[1] / corners.length];
}

export const isInside = (area: Area, at: LonLat): boolean =>
  polygonsOf(area).some(([outer, ...holes]) => inRing(outer!, at) && !holes.some((hole) => inRing(hole, at)));

function inRing(ring: Ring, [lon, lat]: LonLat): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1]!, ring[i]!];
    if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

/** Metres from a point to the outline. */
export function outlineM(area: Area, at: LonLat): number {
  const plane = planeAt(at);
  let least = Infinity;
  for (const ring of polygonsOf(area).flat()) {
    const points = ring.map(plane);
    for (let i = 1; i < points.length; i++) least = Math.min(least, fromOriginM(points[i - 1]!, points[i]!));
  }
  return least;
}

function fromOriginM([x1, y1]: Xy, [x2, y2]: Xy): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x1 + along * dx, y1 + along * dy);
}

/** The same for polygons with the same outline, wherever it begins and whichever way it goes; of about 10 cm. */
export function outlineKey(area: Area): string {
  const keys = polygonsOf(area).map(([outer]) => {
    const corners = outer!.slice(1).map(([lon, lat]) => `${lon.toFixed(6)} ${lat.toFixed(6)}`);
    const first = corners.indexOf([...corners].sort()[0]!);
    const forth = [...corners.slice(first), ...corners.slice(0, first)];
    const back = [forth[0]!, ...forth.slice(1).reverse()];
    return [forth.join(), back.join()].sort()[0]!;
  });
  return keys.sort().join('|');
}
