import type { Metric } from '#hub/contracts';
import type { Effect, Observation } from '../stations/observe.js';
import { byReasons } from './reasons.js';
import type { Sighted, SourceKinds, TracingRules, WaterSource } from './evidence.js';
import { type CanalGraph, thingKey } from './graph.js';
import type { Case, Suspect, Witness } from './suspect.js';
import { type Reached, walk } from './walk.js';

export interface Ranking {
  /** Likeliest first. */
  suspects: Suspect[];
  /** Sources that cannot be it, or of which nothing can be said. */
  excluded: { source: string; why: 'not-upstream' | 'not-on-a-canal' }[];
  /** Whether the first is ahead of the second by enough to be named alone. */
  isClear: boolean;
  outcome: 'ranked' | 'no-source-upstream' | 'anomaly-not-on-a-canal' | 'no-onset';
}

/**
 * Ranks the sources upstream of an anomaly by what speaks for each: other stations' onsets, clean water above it, its
 * kind, hours, offences and distance. What is not known counts half, so that a source is not suspected for a form that
 * nobody filled in. The order in which sources, stations and canals are given changes nothing.
 */
export function rankSources(
  graph: CanalGraph,
  { anomaly, stations, sources }: { anomaly: Sighted; stations: readonly Sighted[]; sources: readonly WaterSource[] },
  rules: TracingRules,
  kinds: SourceKinds,
): Ranking {
  const at = graph.nodeOf.get(thingKey('station', anomaly.id));
  const { onset } = anomaly.seen;
  const none = (outcome: Ranking['outcome']) => ({ suspects: [], excluded: [], isClear: false, outcome });
  if (at === undefined) return none('anomaly-not-on-a-canal');
  if (onset === undefined) return none('no-onset');
  const upstream = walk(graph, at, 'up');
  const witnesses = stations
    .filter(({ seen }) => isTold(seen, anomaly.seen))
    .flatMap(({ id, seen }): Witness[] => {
      const node = graph.nodeOf.get(thingKey('station', id));
      if (id === anomaly.id || node === undefined || node === at) return [];
      const reach = walk(graph, node, 'up');
      const witness = {
        ...{ id, node, seen, isUpstream: upstream.has(node), isOnOneWay: upstream.has(node) || reach.has(at) },
        ...{ around: walk(graph, at, 'up', { without: new Set([node]) }), reach },
      };
      return [witness];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const excluded: Ranking['excluded'] = [];
  const candidates = sources.flatMap((source) => {
    const node = graph.nodeOf.get(thingKey('source', source.id));
    const way = node === undefined ? undefined : (upstream.get(node) ?? besideIt(graph, at, node, rules.slackM));
    if (node !== undefined && way) return [{ source, node, way }];
    excluded.push({ source: source.id, why: node === undefined ? 'not-on-a-canal' : 'not-upstream' });
    return [];
  });
  // what no source upstream of the anomaly can have done is another matter
  const own = witnesses.filter((w) => w.seen.onset === undefined || candidates.some((c) => w.reach.has(c.node)));
  const of: Case = { onset, anomaly: anomaly.seen, witnesses: own, rules, kinds };
  const judged = candidates.map(({ source, node, way }) => byReasons(source, node, way, of));
  const best = Math.max(...judged.map(({ score }) => score));
  const weigh = ({ score }: { score: number }) => Math.exp((score - best) / rules.shareBy);
  const total = judged.reduce((sum, one) => sum + weigh(one), 0);
  const suspects: Suspect[] = judged.map((one) => ({ ...one, share: weigh(one) / total }));
  suspects.sort((a, b) => b.score - a.score || a.minutes - b.minutes || (a.source < b.source ? -1 : 1));
  excluded.sort((a, b) => (a.source < b.source ? -1 : 1));
  const [first, second] = suspects;
  const isClear = first !== undefined && first.score - (second?.score ?? 0) >= rules.clearBy;
  return { suspects, excluded, isClear, outcome: first ? 'ranked' : 'no-source-upstream' };
}

/** An outlet a few metres below the station: places are not that exact, and water is stirred. */
function besideIt(graph: CanalGraph, at: string, node: string, slackM: number): Reached | undefined {
  const way = walk(graph, at, 'down', { withinM: slackM }).get(node);
  return way && { minutes: 0, lengthM: 0, estimated: false };
}

/** A station that says something of it: it was clean, or its water changed in the same ways (in two, if there are two). */
function isTold(seen: Observation, anomaly: Observation): boolean {
  if (seen.state === 'clean') return true;
  if (seen.state !== 'changed' || seen.onset === undefined) return false;
  const changed = (Object.entries(anomaly.effects) as [Metric, Effect][]).filter(([, effect]) => effect !== 'same');
  const alike = changed.filter(([metric, effect]) => seen.effects[metric] === effect);
  return alike.length >= Math.max(1, Math.min(2, changed.length));
}
