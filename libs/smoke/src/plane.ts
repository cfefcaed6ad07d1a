/** Metres east and north of an origin that the caller chose for the commune. */
export interface Xy {
  x: number;
  y: number;
}
/** A closed line of corners, the first not repeated; counter-clockwise where it bounds an area, clockwise round a hole. */
export type Ring = readonly Xy[];

export const RAD = Math.PI / 180;

/** Degrees in [0, 360). */
export const turned = (degrees: number): number => ((degrees % 360) + 360) % 360;
/** How far two directions are apart, degrees in [0, 180]. */
export function apart(a: number, b: number): number {
  const d = turned(a - b);
  return d > 180 ? 360 - d : d;
}

/** Direction in which `to` is seen from `from`, degrees clockwise from north. */
export const bearingTo = (from: Xy, to: Xy): number => turned(Math.atan2(to.x - from.x, to.y - from.y) / RAD);
export const distance = (a: Xy, b: Xy): number => Math.hypot(a.x - b.x, a.y - b.y);

/** How far `to` lies downwind of `from` and beside the line of the wind, metres. `windFrom` in degrees. */
export function downwind(from: Xy, to: Xy, windFrom: number): { along: number; across: number } {
  const [sin, cos] = [Math.sin(windFrom * RAD), Math.cos(windFrom * RAD)];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { along: -(dx * sin + dy * cos), across: dy * sin - dx * cos };
}

/** m²; positive where the corners go counter-clockwise. */
export const ringArea = (ring: Ring): number =>
  ring.reduce((twice, a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    return twice + a.x * b.y - b.x * a.y;
  }, 0) / 2;

/** Inside by the even-odd rule: rings may be holes. */
export function isWithin(rings: readonly Ring[], { x, y }: Xy): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[i]!, ring[j]!];
      if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
    }
  return inside;
}
