import type { CanalGraph, Stretch } from './graph.js';

export interface Reached {
  minutes: number;
  lengthM: number;
  /** Some of the time is made of length and a usual velocity. */
  estimated: boolean;
}
export interface WalkLimits {
  /** Not further than so many metres. */
  withinM?: number;
  /** Nodes that are not passed. */
  without?: ReadonlySet<string>;
  /** Stretches that let no water through. */
  shut?: (stretch: Stretch) => boolean;
}

/**
 * Every node that water comes to (`down`) or comes from (`up`), with the shortest time, the start being 0 away. Circles
 * end where they began. Dijkstra, ties by name, so that the order in which canals are given changes nothing.
 */
export function walk(
  graph: CanalGraph,
  start: string,
  direction: 'up' | 'down',
  { without, shut, withinM = Number.POSITIVE_INFINITY }: WalkLimits = {},
): Map<string, Reached> {
  const done = new Map<string, Reached>();
  if (without?.has(start)) return done;
  const open = new Map<string, Reached>([[start, { minutes: 0, lengthM: 0, estimated: false }]]);
  while (open.size > 0) {
    const [node, reached] = [...open].reduce((a, b) =>
      b[1].minutes < a[1].minutes || (b[1].minutes === a[1].minutes && b[0] < a[0]) ? b : a,
    );
    open.delete(node);
    done.set(node, reached);
    for (const stretch of (direction === 'down' ? graph.out : graph.into).get(node) ?? []) {
      const next = direction === 'down' ? stretch.to : stretch.from;
      if (done.has(next) || without?.has(next) || shut?.(stretch)) continue;
      if (reached.lengthM + stretch.lengthM > withinM) continue;
      const minutes = reached.minutes + stretch.minutes;
      if (minutes >= (open.get(next)?.minutes ?? Number.POSITIVE_INFINITY)) continue;
      open.set(next, {
        minutes,
        lengthM: reached.lengthM + stretch.lengthM,
        estimated: reached.estimated || stretch.estimated,
      });
    }
  }
  return done;
}
