import { HOUR_MS, type Interval } from '../calendar.js';
import type { IrrigationTable } from '../reference.js';
import { freeTime, laid } from './lay.js';
import type { PlotNeed, Turn } from './turn.js';

export interface TurnDay {
  turns: readonly Turn[];
  /** Share of its need that every plot gets that the keeper did not set himself; 1: there is enough for all. */
  share: number;
  /** By plot, what it gets of what it wants: `lastShare` of the next time. */
  shares: Readonly<Record<string, number>>;
  problems: readonly TurnProblem[];
}
export interface TurnProblem {
  key: 'no-capacity' | 'no-time' | 'locked-overlap' | 'locked-outside';
  plots?: readonly string[];
}

export interface TurnInput {
  needs: readonly PlotNeed[];
  /** What the canal gives the block, m³/h. */
  capacity: number;
  /** When water may run. */
  open: readonly Interval[];
  /** Plots, or gates, in the keeper's order; what is not in it comes after, by its name. */
  order?: readonly string[];
  /** What the keeper set. Its plots get what he gave them and nothing beside. */
  locked?: readonly Turn[];
}

/**
 * The day's turns of a block, one gate after the other. Where water is short each plot gets the same share of its need; first come those
 * that suffer, then those that got least last time, then the keeper's order. The same input gives the same turns, whatever its order.
 */
export function turns(
  { needs, capacity, open, order = [], locked = [] }: TurnInput,
  { turns: rules }: Pick<IrrigationTable, 'turns'>,
): TurnDay {
  const kept = inTime(locked.map((turn) => ({ ...turn, locked: true })));
  const set = new Set(kept.map(({ plot }) => plot));
  const problems = problemsOf(kept, open);
  const waiting = needs.filter(({ plot, m3 }) => !set.has(plot) && m3 > 0).sort(byTurn(order, rules.shareStep));
  const free = freeTime(open, kept);
  const hours = free.reduce((sum, { from, to }) => sum + (to - from) / HOUR_MS, 0);
  const wanted = waiting.reduce((sum, { m3 }) => sum + m3, 0);
  if (waiting.length > 0 && !(capacity > 0)) problems.push({ key: 'no-capacity' });
  else if (waiting.length > 0 && hours <= 0) problems.push({ key: 'no-time' });
  const there = Math.max(0, capacity) * hours;
  const share = wanted > 0 ? Math.min(1, there / wanted) : 1;
  const given = share > 0 && capacity > 0 ? laid(waiting, { share, capacity, free }) : [];
  const got = new Map<string, number>();
  for (const { plot, m3 } of [...kept, ...given]) got.set(plot, (got.get(plot) ?? 0) + m3);
  return {
    turns: inTime([...kept, ...given]),
    share,
    shares: Object.fromEntries(
      needs.filter(({ m3 }) => m3 > 0).map(({ plot, m3 }) => [plot, Math.min(1, (got.get(plot) ?? 0) / m3)]),
    ),
    problems,
  };
}

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const inTime = (list: readonly Turn[]): readonly Turn[] =>
  [...list].sort((a, b) => a.from - b.from || a.to - b.to || text(a.plot, b.plot));

/** Shares of last time are the same when they differ by less than a step: else the keeper's order would never count. */
function byTurn(order: readonly string[], step: number): (a: PlotNeed, b: PlotNeed) => number {
  const place = new Map(order.map((name, i) => [name, i]));
  const placeOf = ({ plot, gate }: PlotNeed) => place.get(plot) ?? (gate && place.get(gate)) ?? order.length;
  const last = ({ lastShare = 1 }: PlotNeed) => Math.round(lastShare / step);
  return (a, b) =>
    Number(b.stress ?? false) - Number(a.stress ?? false) ||
    last(a) - last(b) ||
    Number(placeOf(a)) - Number(placeOf(b)) ||
    text(a.plot, b.plot);
}

function problemsOf(kept: readonly Turn[], open: readonly Interval[]): TurnProblem[] {
  const overlapping = new Set<string>();
  kept.forEach((turn, i) => {
    for (const other of kept.slice(i + 1))
      if (other.from < turn.to && other.gate === turn.gate) for (const { plot } of [turn, other]) overlapping.add(plot);
  });
  const outside = kept.filter((turn) => freeTime([turn], open).some(({ from, to }) => to > from));
  return [
    ...(overlapping.size > 0 ? [{ key: 'locked-overlap' as const, plots: [...overlapping].sort(text) }] : []),
    ...(outside.length > 0 ? [{ key: 'locked-outside' as const, plots: outside.map(({ plot }) => plot) }] : []),
  ];
}
