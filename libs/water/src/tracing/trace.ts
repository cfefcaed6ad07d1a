import { type ClosingPlan, closingPlan } from './gates.js';
import { type Downstream, downstream, type Taker, type Work } from './downstream.js';
import type { Sighted, SourceKinds, TracingRules, WaterSource } from './evidence.js';
import { type CanalGraph, canalGraph, type CanalShape, type Placed, type PlacedKind, thingKey } from './graph.js';
import { type Ranking, rankSources } from './rank.js';

/** All that is known when a station sees something. Times are ms; places are on the registered canals. */
export interface TraceInput {
  canals: readonly CanalShape[];
  works: readonly Work[];
  takers: readonly Taker[];
  sources: readonly WaterSource[];
  /** The station that saw it, and the others. */
  anomaly: Sighted;
  stations: readonly Sighted[];
  now: number;
}
export interface Trace {
  ranking: Ranking;
  downstream: Downstream;
  plan: ClosingPlan;
  /** Things that could not be put on a canal, and joints that lead nowhere: for whoever keeps the register. */
  unplaced: CanalGraph['unplaced'];
  loose: CanalGraph['loose'];
}

/** Where it came from, where it goes, and what keeps it from the fields. A suspicion, for an officer to look at. */
export function trace(
  { canals, works, takers, sources, anomaly, stations, now }: TraceInput,
  rules: TracingRules,
  kinds: SourceKinds,
): Trace {
  const own = takers.filter((t) => t.work === undefined).map((t) => ({ id: t.plot, at: t.at }));
  const others = stations.filter(({ id }) => id !== anomaly.id);
  const as = (kind: PlacedKind, list: readonly Omit<Placed, 'kind'>[]) => list.map(({ id, at }) => ({ kind, id, at }));
  const things = [
    ...as('work', works),
    ...as('plot', own),
    ...as('source', sources),
    ...as('station', [anomaly, ...others]),
  ];
  const graph = canalGraph(canals, things, rules.velocity);
  const ranking = rankSources(graph, { anomaly, stations: others, sources }, rules, kinds);
  const { unplaced, loose } = graph;
  const node = graph.nodeOf.get(thingKey('station', anomaly.id));
  const { onset } = anomaly.seen;
  if (node === undefined || onset === undefined) {
    const nowhere = { nodes: [], plots: [], unknown: [] };
    return { ranking, downstream: nowhere, plan: { closings: [], uncut: [] }, unplaced, loose };
  }
  const lands = { works, takers };
  return {
    ranking,
    downstream: downstream(graph, { node, onset }, lands, now),
    plan: closingPlan(graph, { node, onset }, lands, now),
    unplaced,
    loose,
  };
}
