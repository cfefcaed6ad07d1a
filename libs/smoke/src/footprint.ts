import { RAD } from './plane.js';
import { above, beside, type Heights } from './plume.js';
import { spreadAt, type Stability } from './stability.js';
import type { Wind } from './wind.js';

/** How a footprint is drawn: cells of `cellM` out to `reachM` metres from the source. */
export interface FootprintGrid {
  cellM: number;
  reachM: number;
}

/**
 * What one gram a second brings to a place `(dx, dy)` metres from where it is given off: µg/m³ by displacement. It is the
 * same for every source and station, so that one map serves them all.
 */
export interface Footprint {
  /** Cells from the middle to the edge. */
  half: number;
  cellM: number;
  /** Row by row from the south-west, `2·half + 1` a row. */
  values: Float64Array;
}

export interface Air {
  stability: Stability;
  heights: Heights;
  /** Seconds of each wind. */
  step: number;
  /** How far the wind at the source may be off the measured one, degrees. */
  directionError: number;
}

const MICRO = 1e6;
/** Beyond so many spreads there is nothing worth drawing. */
const SPREADS = 4;
/** Slower air is taken to move as fast as this, m/s: the formula has no calm. */
const SLOWEST = 0.3;

/** A footprint of nothing. */
export function emptyFootprint({ cellM, reachM }: FootprintGrid): Footprint {
  const half = Math.ceil(reachM / cellM);
  return { half, cellM, values: new Float64Array((2 * half + 1) ** 2) };
}

export function footprintAt({ half, cellM, values }: Footprint, dx: number, dy: number): number {
  const [i, j] = [Math.round(dx / cellM) + half, Math.round(dy / cellM) + half];
  const side = 2 * half + 1;
  return i < 0 || j < 0 || i >= side || j >= side ? 0 : values[j * side + i]!;
}

/**
 * Adds the plume that arrives at one moment, `share` of it: the Gaussian plume laid along the way the air has come.
 * `back`: winds before that moment, the newest first; the last one blows on as far as the grid reaches.
 */
export function addPlume(map: Footprint, back: readonly Wind[], share: number, air: Air): void {
  const { half, cellM, values } = map;
  const side = 2 * half + 1;
  const reach = half * cellM;
  const drawn = new Map<number, number>();
  let [x, y, run] = [0, 0, 0];
  for (let k = 0; k < back.length && run < reach; k++) {
    const wind = back[k]!;
    const speed = Math.max(SLOWEST, wind.speed);
    const length = k === back.length - 1 ? reach - run : Math.min(reach - run, speed * air.step);
    const [ex, ey] = [-Math.sin(wind.from * RAD), -Math.cos(wind.from * RAD)];
    const margin = SPREADS * sideways(run + length, air);
    const [x1, y1] = [x + ex * length, y + ey * length];
    const [left, right] = [Math.min(x, x1) - margin, Math.max(x, x1) + margin];
    const [low, high] = [Math.min(y, y1) - margin, Math.max(y, y1) + margin];
    for (let j = Math.max(-half, Math.ceil(low / cellM)); j <= Math.min(half, Math.floor(high / cellM)); j++)
      for (let i = Math.max(-half, Math.ceil(left / cellM)); i <= Math.min(half, Math.floor(right / cellM)); i++) {
        const [dx, dy] = [i * cellM - x, j * cellM - y];
        const along = dx * ex + dy * ey;
        // round the bend the nearest point of the way is its corner
        const clamped = Math.min(length, Math.max(0, along));
        if (along > length && k === back.length - 1) continue;
        if (run + clamped <= 0) continue;
        const across = Math.hypot(dx - ex * clamped, dy - ey * clamped);
        if (across > margin) continue;
        const sy = sideways(run + clamped, air);
        const [, sz] = spreadAt(run + clamped, air.stability);
        const value = (MICRO / speed) * beside(across, sy) * above(sz, air.heights);
        const at = (j + half) * side + i + half;
        if (value > (drawn.get(at) ?? 0)) drawn.set(at, value);
      }
    [x, y, run] = [x1, y1, run + length];
  }
  for (const [at, value] of drawn) values[at] = values[at]! + share * value;
}

function sideways(x: number, { stability, directionError }: Air): number {
  const [sy] = spreadAt(x, stability);
  return directionError > 0 ? Math.hypot(sy, x * Math.tan(directionError * RAD)) : sy;
}
