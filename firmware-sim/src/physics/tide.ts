import { HOUR_MS } from './sun.js';

/** The two that make the tide of the Gulf of Tonkin: one high water a day, spring and neap every 13.66 days. */
const CONSTITUENTS = [
  { name: 'K1', periodHours: 23.9345, metres: 0.22, phase: 0.9 },
  { name: 'O1', periodHours: 25.8193, metres: 0.2, phase: 2.1 },
] as const;
/** Highest the tide of the river ever stands above its mean, metres. */
export const HIGHEST_TIDE = CONSTITUENTS.reduce((sum, c) => sum + c.metres, 0);

/** Tide in the river at the commune above its mean, metres. The same for every seed: the moon knows none. */
export function tideAt(ms: number): number {
  return CONSTITUENTS.reduce(
    (sum, c) => sum + c.metres * Math.cos((2 * Math.PI * ms) / (c.periodHours * HOUR_MS) - c.phase),
    0,
  );
}
