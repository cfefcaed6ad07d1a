import type { Xy } from '../physics/directions.js';
import { parcels } from './fields.js';
import { toUv, toXy, type Uv } from './land.js';

const RICE = parcels().filter((p) => p.crop === 'rice');
const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
/** Nobody lights straw right at the edge of the plot, metres. */
const EDGE = 4;

/** The place on a rice field nearest to this one: where straw lies that can burn. */
export function strawNear(wanted: Xy): Xy {
  const [u, v] = toUv(wanted);
  let best: { at: Xy; distance: number } | undefined;
  for (const { from, to } of RICE) {
    const spot: Uv = [within(u, from[0] + EDGE, to[0] - EDGE), within(v, from[1] + EDGE, to[1] - EDGE)];
    const at = toXy(spot);
    const distance = Math.hypot(at.x - wanted.x, at.y - wanted.y);
    if (!best || distance < best.distance) best = { at, distance };
  }
  return best!.at;
}
