import type { Xy } from '../physics/directions.js';
import { LATITUDE, LONGITUDE } from '../physics/climate.js';

/**
 * Where things lie: `u` metres along the canals, `v` across them. `toXy` bends this sheet a little, so that the commune
 * looks grown rather than ruled.
 */
export type Uv = readonly [u: number, v: number];

const METRES_PER_LAT = 111_320;
const METRES_PER_LON = METRES_PER_LAT * Math.cos((LATITUDE * Math.PI) / 180);

export function toXy([u, v]: Uv): Xy {
  const bend = 130 * Math.sin((u + 0.4 * v) / 1500);
  return { x: u + 0.24 * v - 300, y: v + 0.1 * u + bend - 380 };
}

/** WGS84, longitude first. */
export const toLonLat = ({ x, y }: Xy): [lon: number, lat: number] => [
  Number((LONGITUDE + x / METRES_PER_LON).toFixed(6)),
  Number((LATITUDE + y / METRES_PER_LAT).toFixed(6)),
];

/** Middle of the river at `v`, on the axis `u`. */
export const riverAt = (v: number): number => 5950 + 260 * Math.sin(v / 720 + 0.6) - 0.24 * v;
export const RIVER_HALF_WIDTH = 120;
export const DYKE_FROM_RIVER = 175;

/** Lines on which the main canals run: the intake in the north, the drain in the south. */
export const INTAKE_V = 2560;
export const DRAIN_V = 1080;
export const CANAL_LINES: readonly number[] = [DRAIN_V, INTAKE_V];
/** Field ditches and canals along `u`, field canals across. */
export const BLOCKS: readonly number[] = [-260, 240, 660, DRAIN_V, 1580, 2080, INTAKE_V, 3060, 3560, 4060];
export const CROSSINGS: readonly number[] = [-560, 340, 1240, 2160, 3060, 3960, 4860, 5700];

export interface Hamlet {
  name: string;
  at: Uv;
  /** Metres along and across. */
  width: number;
  height: number;
}
export const HAMLETS: readonly Hamlet[] = [
  { name: 'Thôn Thượng', at: [1150, 3080], width: 760, height: 330 },
  { name: 'Thôn Hậu', at: [2700, 3120], width: 620, height: 300 },
  { name: 'Thôn Mễ', at: [4250, 2780], width: 640, height: 280 },
  { name: 'Thôn Đoài', at: [320, 1960], width: 520, height: 420 },
  { name: 'Thôn Trung', at: [2080, 1720], width: 900, height: 330 },
  { name: 'Thôn Đông', at: [4080, 1300], width: 800, height: 360 },
  { name: 'Thôn Cổ', at: [900, 560], width: 720, height: 310 },
  { name: 'Thôn Nguyễn', at: [2650, 300], width: 800, height: 320 },
];

/** Numbers from one to another (inclusive) in steps. */
export const steps = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) + 1 }, (_, i) => Math.min(from + i * step, to));

const WEST: readonly Uv[] = [
  [-60, 340],
  [-120, 760],
  [40, 860],
  [-60, 1300],
  [120, 1420],
  [-20, 1730],
  [-40, 2220],
  [300, 2560],
  [660, 2700],
  [600, 3060],
  [960, 3180],
  [900, 3560],
];
const NORTH: readonly Uv[] = [
  [1300, 3580],
  [1320, 3780],
  [2000, 3800],
  [2240, 3690],
  [2260, 3560],
  [2900, 3600],
  [2930, 3420],
  [3500, 3440],
  [3480, 3300],
  [4200, 3330],
  [4230, 3460],
  [5000, 3440],
];
const SOUTH: readonly Uv[] = [
  [4500, -60],
  [4380, -190],
  [3700, -180],
  [3620, -60],
  [3000, -90],
  [2900, 60],
  [2200, 40],
  [2100, -80],
  [1300, -60],
  [1200, 60],
  [500, 40],
  [420, 200],
];

/** The commune's boundary: along parcel edges, and down the river. */
export const BOUNDARY: readonly Uv[] = [
  ...WEST,
  ...NORTH,
  ...steps(0, 3460, 100)
    .reverse()
    .map((v): Uv => [riverAt(v) + RIVER_HALF_WIDTH, v]),
  ...SOUTH,
];

/** Back from metres to the sheet; the bend is small, so that a few rounds find it. */
export function toUv({ x, y }: Xy): Uv {
  let [u, v] = [x, y];
  for (let i = 0; i < 25; i++) {
    v = y - 0.1 * u - 130 * Math.sin((u + 0.4 * v) / 1500) + 380;
    u = x - 0.24 * v + 300;
  }
  return [u, v];
}
