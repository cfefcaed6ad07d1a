import type { LonLat } from '#hub/contracts';

const RAD = Math.PI / 180;

/** Metres of one degree at a latitude, of the WGS84 ellipsoid (series of NIMA TR8350.2). */
export function degreeM(lat: number): { lon: number; lat: number } {
  const phi = lat * RAD;
  return {
    lon: 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
    lat: 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
  };
}

/** Metres east and north of an origin; good to a part in ten thousand within a commune. */
export type Xy = readonly [x: number, y: number];

/** A plane that touches the earth at a point. */
export function planeAt([lon0, lat0]: LonLat): (at: readonly [number, number]) => Xy {
  const degree = degreeM(lat0);
  return ([lon, lat]) => [(lon - lon0) * degree.lon, (lat - lat0) * degree.lat];
}

/** Metres between two points of a commune. */
export function distanceM(a: LonLat, b: LonLat): number {
  const [x, y] = planeAt([a[0], (a[1] + b[1]) / 2])(b);
  const [, y0] = planeAt([a[0], (a[1] + b[1]) / 2])(a);
  return Math.hypot(x, y - y0);
}

/** Metres along a line. */
export const lengthM = (line: readonly LonLat[]): number =>
  line.slice(1).reduce((sum, point, i) => sum + distanceM(line[i]!, point), 0);
