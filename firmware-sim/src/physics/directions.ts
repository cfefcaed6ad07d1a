/** Metres east and north of a fixed point. */
export interface Xy {
  x: number;
  y: number;
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
