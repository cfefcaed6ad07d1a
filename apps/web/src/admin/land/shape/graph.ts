import type { CanalNode, LonLat } from '#hub/contracts';
import { lengthM } from '#hub/geodesy';
import { type DrawnReach, type Shape, spot } from './shape.js';

type Graph = Extract<Shape, { is: 'graph' }>;
/** A node of another canal. */
export interface OtherNode {
  canal: string;
  canalName: string;
  node: CanalNode;
}

const freeId = (letter: string, taken: readonly { id: string }[]): string => {
  for (let n = taken.length + 1; ; n++) if (!taken.some(({ id }) => id === `${letter}${n}`)) return `${letter}${n}`;
};

export const nodeAt = (graph: Graph, id: string): CanalNode | undefined => graph.nodes.find((node) => node.id === id);
const placeOf = ({ lon, lat }: CanalNode): LonLat => [lon, lat];

/** All places of a stretch from its one node to the other. */
export function lineOf(graph: Graph, { from, to, via = [] }: DrawnReach): LonLat[] {
  const ends = [nodeAt(graph, from), nodeAt(graph, to)];
  return ends[0] && ends[1] ? [placeOf(ends[0]), ...via, placeOf(ends[1])] : [];
}
export const drawnM = (graph: Graph, reach: DrawnReach): number => lengthM(lineOf(graph, reach));

/** A node at a place, or at a node of another canal, which is the same place from then on. */
export function addNode(graph: Graph, at: LonLat, other?: OtherNode): { graph: Graph; id: string } {
  const id = freeId('n', graph.nodes);
  const [lon, lat] = other ? placeOf(other.node) : at;
  const node: CanalNode = { id, lon, lat, ...(other && { of: { canal: other.canal, node: other.node.id } }) };
  return { graph: { ...graph, nodes: [...graph.nodes, node] }, id };
}

/** Away from where it met another canal it meets it no longer. A stretch that was measured by hand keeps its length. */
export function moveNode(graph: Graph, id: string, at: LonLat, other?: OtherNode): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (node.id !== id) return node;
      const { of: _, ...rest } = node;
      const [lon, lat] = other ? placeOf(other.node) : at;
      return { ...rest, lon, lat, ...(other && { of: { canal: other.canal, node: other.node.id } }) };
    }),
  };
}

export const changeNode = (graph: Graph, id: string, more: Partial<CanalNode>): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, ...more } : node)),
});

/** A node goes with its stretches. */
export const removeNode = (graph: Graph, id: string): Graph => ({
  ...graph,
  nodes: graph.nodes.filter((node) => node.id !== id),
  reaches: graph.reaches.filter(({ from, to }) => from !== id && to !== id),
});

export function addReach(graph: Graph, from: string, to: string, via: readonly LonLat[]): Graph {
  if (from === to) return graph;
  const reach: DrawnReach = { id: freeId('d', graph.reaches), from, to, ...(via.length > 0 && { via: [...via] }) };
  return { ...graph, reaches: [...graph.reaches, reach] };
}

export const changeReach = (graph: Graph, id: string, more: Partial<DrawnReach>): Graph => ({
  ...graph,
  reaches: graph.reaches.map((reach) => (reach.id === id ? without({ ...reach, ...more }) : reach)),
});
export const removeReach = (graph: Graph, id: string): Graph => ({
  ...graph,
  reaches: graph.reaches.filter((reach) => reach.id !== id),
});
/** Water flows the other way. */
export const turnReach = (graph: Graph, id: string): Graph => {
  const reach = graph.reaches.find((one) => one.id === id);
  if (!reach) return graph;
  const { from, to, via } = reach;
  return changeReach(graph, id, { from: to, to: from, via: via?.toReversed() });
};

export const moveBend = (graph: Graph, id: string, bend: number, at: LonLat): Graph =>
  withVia(graph, id, (via) => via.with(bend, at));
export const insertBend = (graph: Graph, id: string, before: number, at: LonLat): Graph =>
  withVia(graph, id, (via) => via.toSpliced(before, 0, at));
export const removeBend = (graph: Graph, id: string, bend: number): Graph =>
  withVia(graph, id, (via) => via.toSpliced(bend, 1));

/** A bend becomes a node: what was one stretch is two. */
export function splitAt(graph: Graph, id: string, bend: number): Graph {
  const reach = graph.reaches.find((one) => one.id === id);
  const at = reach?.via?.[bend];
  if (!reach || !at) return graph;
  const { graph: more, id: node } = addNode(graph, spot(at[0], at[1]));
  const via = reach.via!;
  const first = changeReach(more, id, { to: node, via: via.slice(0, bend), lengthM: undefined });
  return addReach(first, node, reach.to, via.slice(bend + 1));
}

function withVia(graph: Graph, id: string, change: (via: LonLat[]) => LonLat[]): Graph {
  const reach = graph.reaches.find((one) => one.id === id);
  return reach ? changeReach(graph, id, { via: change(reach.via ?? []) }) : graph;
}

/** Nothing is left out rather than sent as nothing. */
function without(reach: { [K in keyof DrawnReach]: DrawnReach[K] | undefined }): DrawnReach {
  const { via, lengthM: metres, travelMin, capacity, ...rest } = reach;
  return {
    ...(rest as DrawnReach),
    ...(via && via.length > 0 && { via }),
    ...(metres !== undefined && { lengthM: metres }),
    ...(travelMin !== undefined && { travelMin }),
    ...(capacity !== undefined && { capacity }),
  };
}
