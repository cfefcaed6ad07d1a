import type { Plot, Structure } from '#hub/contracts';
import { type CanalGraph, type Place, type Stretch, thingKey } from './graph.js';
import { walk } from './walk.js';

/** A gate or a pump, where it stands, and whether it lets water through now; unknown counts as open. */
export interface Work {
  id: string;
  type: Structure['type'];
  at?: Place;
  isShut?: boolean;
}
/** A plot and the place where it takes its water: of its own, or a gate or pump. */
export interface Taker {
  plot: string;
  at?: Place;
  work?: string;
}
export interface Arrival {
  minutes: number;
  estimated: boolean;
  at: number;
  /** The water was there before now. */
  isThere: boolean;
}
export interface NodeArrival extends Arrival {
  node: string;
}
export interface PlotArrival extends Arrival {
  plot: string;
  work?: string;
}
export interface Downstream {
  /** Nearest first. */
  nodes: NodeArrival[];
  plots: PlotArrival[];
  /** Plots of which nobody knows where they take their water. */
  unknown: string[];
}

/** Each plot takes its water at the works of its block. Plots of a block without any are left out. */
export function takersOf(
  plots: readonly Pick<Plot, 'id' | 'block'>[],
  works: readonly Pick<Structure, 'id' | 'block'>[],
): Taker[] {
  return plots.flatMap(({ id, block }) =>
    works.filter((w) => block !== undefined && w.block === block).map((w) => ({ plot: id, work: w.id })),
  );
}

/** Where a plot takes its water, as the graph has it. */
const intakeOf = (graph: CanalGraph, { plot, work }: Taker) =>
  graph.nodeOf.get(work === undefined ? thingKey('plot', plot) : thingKey('work', work));

/** Stretches that a shut gate keeps water from: those of its canal that leave it, or at the end of a canal come to it. */
export function shutBy(graph: CanalGraph, work: Work): Stretch[] {
  const node = graph.nodeOf.get(thingKey('work', work.id));
  if (node === undefined || work.type !== 'gate' || !work.at) return [];
  const { canal } = work.at;
  const own = (stretches: readonly Stretch[] | undefined) => (stretches ?? []).filter((s) => s.canal === canal);
  const leaving = own(graph.out.get(node));
  return leaving.length > 0 ? leaving : own(graph.into.get(node));
}

/** Where the water goes from a node while these works are shut, and which plots get it. */
export function spread(
  graph: CanalGraph,
  from: string,
  { works, takers }: { works: readonly Work[]; takers: readonly Taker[] },
  shutWorks: ReadonlySet<string>,
) {
  const shut = new Set(works.filter((w) => shutWorks.has(w.id)).flatMap((w) => shutBy(graph, w)));
  const reached = walk(graph, from, 'down', { shut: (s) => shut.has(s) });
  const plots = takers.flatMap((taker) => {
    const { plot, work } = taker;
    const node = intakeOf(graph, taker);
    const way = node === undefined ? undefined : reached.get(node);
    return way && !(work !== undefined && shutWorks.has(work)) ? [{ plot, work, ...way }] : [];
  });
  return { reached, plots };
}

/** Nodes and plots that the water of an anomaly comes to, and when. Works that are shut hold it back. */
export function downstream(
  graph: CanalGraph,
  anomaly: { node: string; onset: number },
  lands: { works: readonly Work[]; takers: readonly Taker[] },
  now: number,
): Downstream {
  const isShut = new Set(lands.works.filter((w) => w.isShut).map((w) => w.id));
  const { reached, plots } = spread(graph, anomaly.node, lands, isShut);
  const arrival = ({ minutes, estimated }: { minutes: number; estimated: boolean }): Arrival => {
    const at = anomaly.onset + minutes * 60_000;
    return { minutes, estimated, at, isThere: at <= now };
  };
  const earliest = new Map<string, PlotArrival>();
  for (const { plot, work, ...way } of plots) {
    const found = { plot, ...(work !== undefined && { work }), ...arrival(way) };
    const known = earliest.get(plot);
    if (!known || found.at < known.at || (found.at === known.at && (work ?? '') < (known.work ?? '')))
      earliest.set(plot, found);
  }
  const sooner = (a: Arrival & { name: string }, b: Arrival & { name: string }) =>
    a.minutes - b.minutes || (a.name < b.name ? -1 : 1);
  const placed = new Set(lands.takers.flatMap((t) => (intakeOf(graph, t) === undefined ? [] : t.plot)));
  return {
    nodes: [...reached]
      .filter(([node]) => node !== anomaly.node)
      .map(([node, way]) => ({ name: node, node, ...arrival(way) }))
      .sort(sooner)
      .map(({ name: _, ...rest }) => rest),
    plots: [...earliest.values()]
      .map((p) => ({ name: p.plot, ...p }))
      .sort(sooner)
      .map(({ name: _, ...rest }) => rest),
    unknown: [...new Set(lands.takers.map((t) => t.plot))].filter((plot) => !placed.has(plot)).sort(),
  };
}
