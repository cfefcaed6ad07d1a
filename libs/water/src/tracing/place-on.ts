import type { Canal } from '#hub/contracts';
import type { Place } from './graph.js';

type Point = { lat: number; lon: number };
/** Metres of a degree of latitude; good enough over the width of a canal. */
const DEGREE_M = 111_195;

/**
 * The place on a canal nearest to a point of the map: along a reach, with its bends. Undefined when none is within
 * `withinM` metres. Ties go to the canal and reach whose names come first.
 */
export function placeOn(
  canals: readonly Pick<Canal, 'id' | 'nodes' | 'reaches'>[],
  point: Point,
  withinM: number,
): { at: Place; distanceM: number } | undefined {
  const shrink = Math.cos((point.lat * Math.PI) / 180);
  const plane = (lon: number, lat: number) =>
    [(lon - point.lon) * DEGREE_M * shrink, (lat - point.lat) * DEGREE_M] as const;
  let best: { canal: string; reach: string; along: number; distanceM: number } | undefined;
  for (const { id: canal, nodes, reaches } of canals)
    for (const reach of reaches) {
      const [from, to] = [reach.from, reach.to].map((n) => nodes.find(({ id }) => id === n));
      if (!from || !to) continue;
      const line = [[from.lon, from.lat], ...(reach.via ?? []), [to.lon, to.lat]].map((p) => plane(p[0]!, p[1]!));
      const { along, distanceM } = nearest(line);
      const isNearer = !best || distanceM < best.distanceM;
      const isTie = best?.distanceM === distanceM && `${canal}/${reach.id}` < `${best.canal}/${best.reach}`;
      if (isNearer || isTie) best = { canal, reach: reach.id, along, distanceM };
    }
  if (!best || best.distanceM > withinM) return undefined;
  const { distanceM, ...at } = best;
  return { at, distanceM };
}

/** Share of the line's length at which it comes nearest to the origin, and how near. */
function nearest(line: readonly (readonly [number, number])[]): { along: number; distanceM: number } {
  let [passed, at, distanceM] = [0, 0, Number.POSITIVE_INFINITY];
  for (const [i, [x1, y1]] of line.slice(1).entries()) {
    const [x0, y0] = line[i]!;
    const length = Math.hypot(x1 - x0, y1 - y0);
    const part = length > 0 ? Math.min(1, Math.max(0, -(x0 * (x1 - x0) + y0 * (y1 - y0)) / length ** 2)) : 0;
    const distance = Math.hypot(x0 + part * (x1 - x0), y0 + part * (y1 - y0));
    if (distance < distanceM) [at, distanceM] = [passed + part * length, distance];
    passed += length;
  }
  return { along: passed > 0 ? at / passed : 0, distanceM };
}
