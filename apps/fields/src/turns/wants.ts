import type { FarmRecord, TurnPlan } from '#hub/contracts';
import { dayOf, type Interval, type IrrigationTable, type PlotNeed, startOfDay } from '#hub/irrigation';
import type { Round } from '../advising/advisor.js';
import { comingHours } from '../land/hours-of-day.js';
import { blockOf } from '../land/land.js';
import { morningOf } from '../notices/morning.js';
import type { Wants } from './day-input.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Blocks that have plots, with what these want today, and what there is for them. */
export function wantsOf({ situation: { now, land, foul }, plots }: Round, morning: string): Map<string, Wants> {
  const day = startOfDay(dayOf(now));
  const found = new Map<
    string,
    Wants & { needs: Pick<PlotNeed, 'plot' | 'm3' | 'stress'>[]; pumps: Record<string, number> }
  >();
  for (const { plot, advice } of plots) {
    const block = blockOf(land, plot);
    if (!block) continue;
    const known = found.get(block.id);
    const wants = known ?? { needs: [], pumps: {}, capacity: block.flowM3h, ...hoursOn(block.hours, day, morning) };
    if (!known) found.set(block.id, wants);
    if (plot.pumpM3h !== undefined && plot.pumpM3h < (block.flowM3h ?? Number.POSITIVE_INFINITY))
      wants.pumps[plot.id] = plot.pumpM3h;
    // while foul water is on its way there is nothing to take
    if (advice.verdict !== 'irrigate' || !advice.need || foul.has(plot.id)) continue;
    // the field is at its threshold already
    const stress = advice.thresholdAt !== undefined && advice.thresholdAt <= now;
    wants.needs.push({ plot: plot.id, m3: Math.round(advice.need.gross), stress });
  }
  return found;
}

/** Tomorrow: what the turns still to come today leave. Whoever let his turn pass wants all of it. */
export function leftFor(
  today: Wants,
  { turns }: TurnPlan,
  now: number,
  hours: Pick<Wants, 'open' | 'anyHour'>,
  { advice: { leastM3 } }: Pick<IrrigationTable, 'advice'>,
): Wants {
  const given = new Map<string, number>();
  for (const { plot, m3, done, to } of turns) if (!done && to > now) given.set(plot, (given.get(plot) ?? 0) + m3);
  const needs = today.needs
    .map((need) => ({ ...need, m3: Math.round(need.m3 - (given.get(need.plot) ?? 0)) }))
    .filter(({ m3 }) => m3 >= leastM3);
  return { ...today, ...hours, needs };
}

/** When water may be taken on a day; where nobody said, from the morning to its end. */
export function hoursOn(
  hours: readonly { from: number; to: number }[] | undefined,
  day: number,
  morning: string,
): Pick<Wants, 'open' | 'anyHour'> {
  const end = day + DAY_MS;
  const given = comingHours(hours, day, 0);
  if (!given) return { open: [{ from: morningOf(day, morning), to: end }], anyHour: true };
  const open = given.flatMap(({ from, to }) =>
    from < end && to > day ? [{ from: Math.max(from, day), to: Math.min(to, end) }] : [],
  );
  return { open, anyHour: false };
}

/** When each plot was pumped, as people said: from `since` on. */
export function pumpedOf(
  records: ReadonlyMap<string, readonly FarmRecord[]>,
  plots: Iterable<string>,
  since: number,
): Map<string, Interval[]> {
  const found = new Map<string, Interval[]>();
  for (const plot of plots) {
    const list = records.get(plot) ?? [];
    const taken = takenBack(list);
    const times = list.flatMap(({ key, deed, at }) =>
      deed.did === 'irrigated' && at > since && !taken.has(key) ? [{ from: at - deed.hours * HOUR_MS, to: at }] : [],
    );
    if (times.length > 0) found.set(plot, times);
  }
  return found;
}

/** What the next day remembers of a day: shares of those that were in want, none for whoever could not pump after all. */
export function remembered(
  { shares, lastShares, day, turns }: TurnPlan,
  records: ReadonlyMap<string, readonly FarmRecord[]>,
): Record<string, number> {
  const memory: Record<string, number> = {};
  for (const [plot, share] of Object.entries({ ...lastShares, ...shares })) {
    const got = plot in shares && couldNot(records.get(plot) ?? [], day) && !isDone(turns, plot) ? 0 : share;
    if (got < 1) memory[plot] = got;
  }
  return memory;
}

const isDone = (turns: TurnPlan['turns'], plot: string) => turns.some((turn) => turn.plot === plot && turn.done);

function couldNot(records: readonly FarmRecord[], day: number): boolean {
  const taken = takenBack(records);
  return records.some(
    ({ key, deed, at }) => deed.did === 'could-not' && at >= day && at < day + DAY_MS && !taken.has(key),
  );
}

const takenBack = (records: readonly FarmRecord[]): Set<string> =>
  new Set(records.flatMap(({ deed }) => (deed.did === 'taken-back' ? [deed.of] : [])));
