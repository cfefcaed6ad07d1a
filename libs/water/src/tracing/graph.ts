import type { Canal } from '#hub/contracts';

export type CanalShape = Pick<Canal, 'id' | 'nodes' | 'reaches'>;
/** Where something stands: at a node, or along a reach (0 at its start, 1 at its end; in the middle where nobody says). */
export type Place = { canal: string; node: string } | { canal: string; reach: string; along?: number };
export type PlacedKind = 'source' | 'station' | 'work' | 'plot';
export interface Placed {
  kind: PlacedKind;
  id: string;
  at?: Place;
}
/** A piece of a reach between two nodes of the graph, in the direction of the water. */
export interface Stretch {
  from: string;
  to: string;
  canal: string;
  reach: string;
  lengthM: number;
  minutes: number;
  /** The time is made of length and a usual velocity: "ước tính". */
  estimated: boolean;
}
/** All canals as one graph: nodes that are the same place are one, and things along a reach are nodes of their own. */
export interface CanalGraph {
  nodes: string[];
  out: Map<string, Stretch[]>;
  into: Map<string, Stretch[]>;
  /** Node of each thing that has a place, by `thingKey`: a gate and its device may have one id. */
  nodeOf: Map<string, string>;
  /** Nodes by canal and node id as they are registered. */
  keyOf: (canal: string, node: string) => string | undefined;
  /** Things without a place on a canal. */
  unplaced: { kind: PlacedKind; id: string; why: 'no-place' | 'unknown-canal' | 'unknown-node' | 'unknown-reach' }[];
  /** `of` that names what is not there: the canals are not joined. */
  loose: { canal: string; node: string }[];
}

export const thingKey = (kind: PlacedKind, id: string): string => `${kind}:${id}`;
const key = (canal: string, node: string) => `${canal}/${node}`;

/** Which registered nodes are one place. */
function joined(canals: readonly CanalShape[]) {
  const parent = new Map(canals.flatMap((c) => c.nodes.map((n) => [key(c.id, n.id), key(c.id, n.id)] as const)));
  const root = (k: string): string => {
    const up = parent.get(k)!;
    return up === k ? k : root(up);
  };
  const loose: CanalGraph['loose'] = [];
  for (const { id, nodes } of canals)
    for (const node of nodes) {
      if (!node.of) continue;
      const other = key(node.of.canal, node.of.node);
      if (!parent.has(other)) loose.push({ canal: id, node: node.id });
      else {
        // the name that comes first in the alphabet stands for all of them, in whatever order canals are given
        const [a, b] = [root(key(id, node.id)), root(other)].sort() as [string, string];
        parent.set(b, a);
      }
    }
  return {
    keyOf: (canal: string, node: string) => (parent.has(key(canal, node)) ? root(key(canal, node)) : undefined),
    loose,
  };
}

/**
 * Builds the graph. `velocity`, m/s, is taken for reaches whose time of travel is not known. A reach whose ends are not
 * nodes of its canal is left out.
 */
export function canalGraph(canals: readonly CanalShape[], things: readonly Placed[], velocity: number): CanalGraph {
  const { keyOf, loose } = joined(canals);
  const nodeOf = new Map<string, string>();
  const unplaced: CanalGraph['unplaced'] = [];
  const onReach = new Map<string, { thing: string; along: number }[]>();
  for (const { kind, id, at } of things) {
    const thing = thingKey(kind, id);
    const canal = at && canals.find((c) => c.id === at.canal);
    if (!at) unplaced.push({ kind, id, why: 'no-place' });
    else if (!canal) unplaced.push({ kind, id, why: 'unknown-canal' });
    else if ('node' in at) {
      const node = keyOf(at.canal, at.node);
      if (node) nodeOf.set(thing, node);
      else unplaced.push({ kind, id, why: 'unknown-node' });
    } else if (!canal.reaches.some((r) => r.id === at.reach)) unplaced.push({ kind, id, why: 'unknown-reach' });
    else {
      const along = Math.min(1, Math.max(0, at.along ?? 0.5));
      const reach = key(at.canal, at.reach);
      onReach.set(reach, [...(onReach.get(reach) ?? []), { thing, along }]);
    }
  }
  const stretches = canals.flatMap((canal) =>
    canal.reaches.flatMap((reach): Stretch[] => {
      const [from, to] = [keyOf(canal.id, reach.from), keyOf(canal.id, reach.to)];
      if (!from || !to) return [];
      const minutes = reach.travelMin ?? reach.lengthM / velocity / 60;
      const cuts = cutsOf(key(canal.id, reach.id), onReach, nodeOf);
      const marks = [{ node: from, along: 0 }, ...cuts, { node: to, along: 1 }];
      return marks.slice(1).map(({ node, along }, i) => {
        const part = along - marks[i]!.along;
        return {
          ...{ from: marks[i]!.node, to: node, canal: canal.id, reach: reach.id },
          ...{ lengthM: reach.lengthM * part, minutes: minutes * part, estimated: reach.travelMin === undefined },
        };
      });
    }),
  );
  const by = (end: 'from' | 'to') => {
    const groups = new Map<string, Stretch[]>();
    for (const s of stretches) groups.set(s[end], [...(groups.get(s[end]) ?? []), s]);
    return groups;
  };
  const nodes = [
    ...new Set([
      ...canals.flatMap((c) => c.nodes.map((n) => keyOf(c.id, n.id)!)),
      ...stretches.flatMap(({ from, to }) => [from, to]),
    ]),
  ].sort();
  return { nodes, out: by('from'), into: by('to'), nodeOf, keyOf, unplaced, loose };
}

/** Nodes of the things along a reach, in its direction; those at the same place share one. */
function cutsOf(reach: string, onReach: Map<string, { thing: string; along: number }[]>, nodeOf: Map<string, string>) {
  const cuts = new Map<number, string>();
  const things = (onReach.get(reach) ?? []).sort((a, b) => a.along - b.along);
  for (const { thing, along } of things) {
    if (!cuts.has(along)) cuts.set(along, `${reach}@${along}`);
    nodeOf.set(thing, cuts.get(along)!);
  }
  return [...cuts].map(([along, node]) => ({ along, node }));
}
