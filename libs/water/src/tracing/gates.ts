import { spread, type Taker, type Work } from './downstream.js';
import { type CanalGraph, thingKey } from './graph.js';

/** A gate to close or a pump to stop. */
export interface Closing {
  work: string;
  action: 'close' | 'stop';
  /** Plots that get no water of the anomaly because of it, with those before it in the list closed. */
  cuts: string[];
  /** When the water comes to it, ms; after that it still keeps the rest out. */
  before: number;
  estimated: boolean;
  isLate: boolean;
}
export interface ClosingPlan {
  closings: Closing[];
  /** Plots that no work keeps the water from. */
  uncut: string[];
}

/**
 * Which works to shut between an anomaly and the plots: the one that saves most plots first, then the one that saves
 * most of the rest; works that help only together stand together at the end. Ties: the one with more time, then by name.
 */
export function closingPlan(
  graph: CanalGraph,
  anomaly: { node: string; onset: number },
  lands: { works: readonly Work[]; takers: readonly Taker[] },
  now: number,
): ClosingPlan {
  const shut = new Set(lands.works.filter((w) => w.isShut).map((w) => w.id));
  const { reached } = spread(graph, anomaly.node, lands, shut);
  const plotsWith = (closed: Iterable<string>) =>
    new Set(spread(graph, anomaly.node, lands, new Set([...shut, ...closed])).plots.map((p) => p.plot));
  const wayTo = (w: Work) => reached.get(graph.nodeOf.get(thingKey('work', w.id)) ?? '');
  const open = lands.works
    .filter((w) => !shut.has(w.id) && wayTo(w))
    .sort((a, b) => wayTo(b)!.minutes - wayTo(a)!.minutes || (a.id < b.id ? -1 : 1));
  const closings: Closing[] = [];
  const chosen: string[] = [];
  let left = plotsWith([]);
  const choose = (work: Work, after: Set<string>) => {
    const { minutes, estimated } = wayTo(work)!;
    const before = anomaly.onset + minutes * 60_000;
    const cuts = [...left].filter((plot) => !after.has(plot)).sort();
    const action = work.type === 'gate' ? 'close' : 'stop';
    closings.push({ work: work.id, action, cuts, before, estimated, isLate: before <= now });
    chosen.push(work.id);
    left = after;
  };
  for (;;) {
    const candidates = open
      .filter((w) => !chosen.includes(w.id))
      .map((work) => ({ work, left: plotsWith([...chosen, work.id]) }));
    // the list is in order of time: of equals the first has most of it
    const best = candidates.reduce<(typeof candidates)[number] | undefined>(
      (a, b) => (a && a.left.size <= b.left.size ? a : b),
      undefined,
    );
    if (!best || best.left.size >= left.size) break;
    choose(best.work, best.left);
  }
  for (const work of together(open, chosen, plotsWith)) choose(work, plotsWith([...chosen, work.id]));
  return { closings, uncut: [...left].sort() };
}

/**
 * Works that save plots only together, as on a ring: all of them, less those that can be left out; the water comes to
 * the first one first.
 */
function together(open: readonly Work[], chosen: readonly string[], plotsWith: (closed: string[]) => Set<string>) {
  let kept = open.filter((w) => !chosen.includes(w.id));
  const least = plotsWith([...chosen, ...kept.map((w) => w.id)]).size;
  if (least >= plotsWith([...chosen]).size) return [];
  const soonest = kept.toReversed();
  for (const work of soonest) {
    const without = kept.filter((w) => w !== work);
    if (plotsWith([...chosen, ...without.map((w) => w.id)]).size <= least) kept = without;
  }
  return kept.toReversed();
}
