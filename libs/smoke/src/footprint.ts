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
  /** How far the wind at the source may be off the measured one, degrees. */
  directionError: number;
  /** How wide what burns lies, metres (standard deviation). */
  sourceSpread: number;
}

const MICRO = 1e6;
/** Beyond so many spreads there is nothing worth drawing. */
const SPREADS = 3.5;
/** How far beside a leg its corners still count, for each metre across: winds seldom turn more within a step. */
const BEND = 0.3;
/** Slower air is taken to move as fast as this, m/s: the formula has no calm. */
const SLOWEST = 0.3;

/** A footprint of nothing. */
export function emptyFootprint({ cellM, reachM }: FootprintGrid): Footprint {
  const half = Math.ceil(reachM / cellM);
  return { half, cellM, values: new Float64Array((2 * half + 1) ** 2) };
}

/** The cell of a displacement; −1: none. */
export function cellAt({ half, cellM }: Footprint, dx: number, dy: number): number {
  const [i, j] = [Math.round(dx / cellM) + half, Math.round(dy / cellM) + half];
  const side = 2 * half + 1;
  return i < 0 || j < 0 || i >= side || j >= side ? -1 : j * side + i;
}
export const footprintAt = (map: Footprint, dx: number, dy: number): number => map.values[cellAt(map, dx, dy)] ?? 0;

/** What a plume is at each `TABLE_STEP` metres of its way, reckoned once for all that share it. */
interface Profile {
  spread: Float64Array;
  /** µg/m³ in the middle of it, of 1 g/s in 1 m/s. */
  middle: Float64Array;
  /** Room for one moment of a map, all 0 between two of them. */
  moment: Float64Array;
}
const TABLE_STEP = 2;

export function profileOf({ stability, heights, directionError, sourceSpread }: Air, grid: FootprintGrid): Profile {
  const count = Math.ceil((grid.reachM + grid.cellM) / TABLE_STEP) + 2;
  const [spread, middle] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 1; i < count; i++) {
    const x = i * TABLE_STEP;
    const [sy, sz] = spreadAt(x, stability);
    spread[i] = Math.hypot(sy, x * Math.tan(directionError * RAD), sourceSpread);
    middle[i] = MICRO * beside(0, spread[i]!) * above(sz, heights);
  }
  return { spread, middle, moment: emptyFootprint(grid).values };
}

/**
 * Adds the plume that arrives at one moment, `share` of it: the Gaussian plume laid along the way the air has come.
 * `back`: winds before that moment, the newest first; the last one blows on as far as the grid reaches.
 */
export function addPlume(map: Footprint, back: readonly Wind[], share: number, step: number, profile: Profile): void {
  const { half, cellM } = map;
  const reach = half * cellM;
  const { moment } = profile;
  const box: Box = { left: half, right: -half, low: half, high: -half };
  let [x, y, run] = [0, 0, 0];
  for (let k = 0; k < back.length && run < reach; k++) {
    const { from, speed: measured } = back[k]!;
    const speed = Math.max(SLOWEST, measured);
    const last = k === back.length - 1;
    const length = last ? reach - run : Math.min(reach - run, speed * step);
    const [ex, ey] = [-Math.sin(from * RAD), -Math.cos(from * RAD)];
    addLeg(map, { x, y, run, ex, ey, length, speed, last }, profile, box);
    [x, y, run] = [x + ex * length, y + ey * length, run + length];
  }
  const side = 2 * half + 1;
  for (let j = box.low; j <= box.high; j++) {
    const [first, final] = [(j + half) * side + half + box.left, (j + half) * side + half + box.right];
    for (let i = first; i <= final; i++) map.values[i]! += share * moment[i]!;
    moment.fill(0, first, final + 1);
  }
}

/** Cells that a plume touches at most, from the middle. */
interface Box {
  left: number;
  right: number;
  low: number;
  high: number;
}

/** A straight piece of the way: where it begins, how far the air has come by then, and its unit vector. */
interface Leg {
  x: number;
  y: number;
  run: number;
  ex: number;
  ey: number;
  length: number;
  speed: number;
  last: boolean;
}

function addLeg({ half, cellM }: Footprint, leg: Leg, { spread, middle, moment }: Profile, box: Box): void {
  const { x, y, run, ex, ey, length, speed, last } = leg;
  const side = 2 * half + 1;
  const margin = SPREADS * spread[Math.ceil((run + length) / TABLE_STEP)]!;
  const [x1, y1] = [x + ex * length, y + ey * length];
  const first = (a: number, b: number) => Math.max(-half, Math.ceil((Math.min(a, b) - margin) / cellM));
  const final = (a: number, b: number) => Math.min(half, Math.floor((Math.max(a, b) + margin) / cellM));
  const [left, right] = [first(x, x1), final(x, x1)];
  const [low, high] = [first(y, y1), final(y, y1)];
  box.left = Math.min(box.left, left);
  box.right = Math.max(box.right, right);
  box.low = Math.min(box.low, low);
  box.high = Math.max(box.high, high);
  for (let j = low; j <= high; j++)
    for (let i = left; i <= right; i++) {
      const [dx, dy] = [i * cellM - x, j * cellM - y];
      const along = dx * ex + dy * ey;
      const beyond = along < 0 ? -along : along - length;
      if (last && along > length) continue;
      let across = Math.abs(dx * ey - dy * ex);
      // round a bend the nearest point of the way is its corner; farther off another leg is nearer
      if (beyond > 0) {
        if (beyond > cellM + BEND * across) continue;
        across = Math.hypot(across, beyond);
      }
      if (across > margin) continue;
      const at = Math.round((run + Math.min(length, Math.max(0, along))) / TABLE_STEP);
      const sy = spread[at]!;
      if (sy === 0) continue;
      const value = (middle[at]! / speed) * Math.exp(-(across * across) / (2 * sy * sy));
      const cell = (j + half) * side + i + half;
      if (value > moment[cell]!) moment[cell] = value;
    }
}
