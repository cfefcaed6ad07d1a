import { RAD, turned } from './plane.js';

/** Wind of some minutes: degrees it comes from, m/s. */
export interface Wind {
  from: number;
  speed: number;
}

/** Mean of winds as of vectors; undefined of none. `spread`: standard deviation of the direction, degrees (Yamartino). */
export function meanWind(winds: readonly Wind[]): (Wind & { spread: number }) | undefined {
  if (winds.length === 0) return undefined;
  let [east, north, sin, cos] = [0, 0, 0, 0];
  for (const { from, speed } of winds) {
    const [s, c] = [Math.sin(from * RAD), Math.cos(from * RAD)];
    east += speed * s;
    north += speed * c;
    sin += s;
    cos += c;
  }
  const n = winds.length;
  const e = Math.sqrt(Math.max(0, 1 - (sin / n) ** 2 - (cos / n) ** 2));
  return {
    from: turned(Math.atan2(east, north) / RAD),
    speed: Math.hypot(east, north) / n,
    spread: (Math.asin(e) * (1 + 0.1547 * e ** 3)) / RAD,
  };
}
