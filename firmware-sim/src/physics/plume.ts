/** Metres east and north of a fixed point. */
export interface Xy {
  x: number;
  y: number;
}

/** Where smoke leaves the ground and where it is breathed, metres above ground. */
export interface Heights {
  source: number;
  receptor: number;
}
const STRAW_FIRE: Heights = { source: 10, receptor: 2 };

/** Spread across and upwards at `x` metres downwind: Briggs, open country, class D (neutral: wind, or evening light). */
export const spread = (x: number): [across: number, up: number] => [
  (0.08 * x) / Math.sqrt(1 + 0.0001 * x),
  (0.06 * x) / Math.sqrt(1 + 0.0015 * x),
];

/** Nearer than this the formula has no meaning (it grows without bound); metres. */
const NEAREST = 20;

/**
 * Gaussian plume over flat ground that reflects it: concentration in the unit of `rate` per m³ for a source of `rate`
 * per second. `x` metres downwind, `y` across, `windSpeed` m/s. Nothing reaches what lies upwind.
 */
export function plume(rate: number, windSpeed: number, x: number, y: number, heights: Heights = STRAW_FIRE): number {
  if (x < NEAREST || rate <= 0) return 0;
  const [across, up] = spread(x);
  const lift = (height: number) => Math.exp(-(height * height) / (2 * up * up));
  const vertical = lift(heights.receptor - heights.source) + lift(heights.receptor + heights.source);
  return (rate / (2 * Math.PI * windSpeed * across * up)) * Math.exp(-(y * y) / (2 * across * across)) * vertical;
}

/** How far `to` lies downwind of `from`, and how far beside the wind's line, metres. */
export function downwind(from: Xy, to: Xy, windFrom: number): { along: number; across: number } {
  const towards = ((windFrom + 180) * Math.PI) / 180;
  const [east, north] = [to.x - from.x, to.y - from.y];
  return {
    along: east * Math.sin(towards) + north * Math.cos(towards),
    across: east * Math.cos(towards) - north * Math.sin(towards),
  };
}

/** The point `distance` metres from another in a direction (degrees from north). */
export function away({ x, y }: Xy, bearing: number, distance: number): Xy {
  const angle = (bearing * Math.PI) / 180;
  return { x: x + distance * Math.sin(angle), y: y + distance * Math.cos(angle) };
}

/** Degrees from north in which `to` is seen from `from`. */
export const bearingOf = (from: Xy, to: Xy): number =>
  ((Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI + 360) % 360;
