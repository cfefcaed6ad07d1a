import { apart, bearingTo, distance, type Xy } from './plane.js';
import type { SmokeRules } from './rules.js';
import { MINUTE_MS } from './time.js';
import type { Wind } from './wind.js';

/** Candidate bins of one station that are one event: from the first bin's start to the last one's end, ms. */
export interface BinRun {
  from: number;
  to: number;
  /** Starts of its bins in order. */
  bins: readonly number[];
}

/** Bins (their starts, in any order, doubles counted once) joined where no more than `gapMinutes` lie between them. */
export function mergeBins(starts: readonly number[], { events, bins }: SmokeRules): BinRun[] {
  const length = bins.minutes * MINUTE_MS;
  const runs: { from: number; to: number; bins: number[] }[] = [];
  for (const start of [...new Set(starts)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && start - last.to <= events.gapMinutes * MINUTE_MS) {
      last.to = start + length;
      last.bins.push(start);
    } else runs.push({ from: start, to: start + length, bins: [start] });
  }
  return runs;
}

/** An event and where its station stands. */
export interface PlacedEvent {
  station: string;
  at: Xy;
  from: number;
  to: number;
}
/** Why two events are of one incident, or are not. */
export type Relation = 'sameStation' | 'downwind' | 'near' | 'tooLate' | 'unrelated';

/**
 * Events of stations downwind of each other, or close enough for one plume to reach both as the wind swings, are one
 * incident when less than `incidentMinutes` lie between them. `wind` undefined: not measured.
 */
export function relationOf(a: PlacedEvent, b: PlacedEvent, wind: Wind | undefined, rules: SmokeRules): Relation {
  const gap = Math.max(a.from, b.from) - Math.min(a.to, b.to);
  if (gap > rules.events.incidentMinutes * MINUTE_MS) return 'tooLate';
  if (a.station === b.station) return 'sameStation';
  if (wind && wind.speed >= rules.bearings.calmBelow) {
    const off = apart(bearingTo(a.at, b.at), wind.from);
    if (Math.min(off, 180 - off) <= rules.events.downwindDegrees) return 'downwind';
  }
  return distance(a.at, b.at) <= rules.events.sameSourceM ? 'near' : 'unrelated';
}

const JOINS: readonly Relation[] = ['sameStation', 'downwind', 'near'];
export const isJoined = (relation: Relation): boolean => JOINS.includes(relation);

/** Events gathered into incidents, each chain of related events one; in order of time, then of station. */
export function mergeEvents<E extends PlacedEvent>(
  events: readonly E[],
  windAt: (ms: number) => Wind | undefined,
  rules: SmokeRules,
): E[][] {
  const sorted = [...events].sort((a, b) => a.from - b.from || (a.station < b.station ? -1 : 1));
  const incidents: E[][] = [];
  for (const event of sorted) {
    const wind = windAt(event.from);
    const related = incidents.filter((one) => one.some((other) => isJoined(relationOf(other, event, wind, rules))));
    for (const one of related) incidents.splice(incidents.indexOf(one), 1);
    incidents.push([...related.flat(), event]);
  }
  return incidents.sort((a, b) => a[0]!.from - b[0]!.from || (a[0]!.station < b[0]!.station ? -1 : 1));
}
