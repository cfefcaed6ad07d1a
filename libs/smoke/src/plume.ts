import { spreadAt, type Stability } from './stability.js';

/** Where smoke leaves the ground and where it is breathed, metres above ground. */
export interface Heights {
  source: number;
  receptor: number;
}

/** µg in a gram. */
const MICRO = 1e6;

/**
 * Gaussian plume over flat ground that reflects it: µg/m³ at `along` metres downwind and `across` beside, of `rate` g/s in
 * a wind of `speed` m/s. Nothing reaches what lies upwind, and nothing is said of a calm: both are 0.
 */
export function plume(
  rate: number,
  speed: number,
  along: number,
  across: number,
  stability: Stability,
  heights: Heights,
): number {
  if (!(along > 0) || !(speed > 0)) return 0;
  const [sy, sz] = spreadAt(along, stability);
  return ((MICRO * rate) / speed) * beside(across, sy) * above(sz, heights);
}

/** Share of the smoke per metre across. */
export const beside = (across: number, sy: number): number =>
  Math.exp(-(across * across) / (2 * sy * sy)) / (Math.sqrt(2 * Math.PI) * sy);

/** Share of the smoke per metre of height, the ground reflecting. */
export function above(sz: number, { source, receptor }: Heights): number {
  const lift = (height: number) => Math.exp(-(height * height) / (2 * sz * sz));
  return (lift(receptor - source) + lift(receptor + source)) / (Math.sqrt(2 * Math.PI) * sz);
}
