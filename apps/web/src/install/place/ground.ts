import type { MapFeature } from '#hub/contracts';

export interface At {
  lat: number;
  lon: number;
}
/** Metres east and north of a middle. */
export type Metres = readonly [east: number, north: number];
type Position = readonly [lon: number, lat: number, ...rest: number[]];

const METRES_PER_DEGREE = 111_320;

/** Flat about `middle`: within a few kilometres the error is less than a phone's. */
export function metresFrom(middle: At): (position: Position) => Metres {
  const perLon = METRES_PER_DEGREE * Math.cos((middle.lat * Math.PI) / 180);
  return ([lon, lat]) => [(lon - middle.lon) * perLon, (lat - middle.lat) * METRES_PER_DEGREE];
}
export const metresBetween = (a: At, b: At): number => Math.hypot(...metresFrom(a)([b.lon, b.lat]));

/** Lines and rings of a geometry; a point is a line of one. */
export function linesOf(geometry: MapFeature['geometry']): Position[][] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'LineString':
      return [geometry.coordinates];
    case 'Polygon':
    case 'MultiLineString':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
  }
}

/** How far a line passes from the middle, metres. */
export function distanceTo(line: readonly Metres[]): number {
  if (line.length === 1) return Math.hypot(...line[0]!);
  let least = Infinity;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1]!;
    const [dx, dy] = [line[i]![0] - ax, line[i]![1] - ay];
    const length2 = dx * dx + dy * dy;
    const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
    least = Math.min(least, Math.hypot(ax + t * dx, ay + t * dy));
  }
  return least;
}

/** Whether the middle lies within a ring. */
export function isInside(ring: readonly Metres[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > 0 !== yj > 0 && 0 < xi + ((0 - yi) / (yj - yi)) * (xj - xi)) inside = !inside;
  }
  return inside;
}
