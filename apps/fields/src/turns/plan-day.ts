import { isDeepStrictEqual } from 'node:util';
import { type PlannedTurn, SKIP_REASONS, type TurnPlan } from '#hub/contracts';
import { type Interval, type IrrigationTable, type PlotNeed, turns } from '#hub/irrigation';
import type { DayInput, Wants } from './day-input.js';
import { isPumped, settled } from './settled.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Needs change a little every hour; people were told of their turns. Below both nothing is laid anew: share, m³. */
const CHANGES = 0.1;
const CHANGES_M3 = 20;

/**
 * A block's turns of a day. What has begun, was done or was fixed stays; the others are laid into the hours that are left,
 * anew where needs have changed.
 */
export function planDay(input: DayInput, table: Pick<IrrigationTable, 'turns'>): TurnPlan {
  const { block, day, now, wants, before, lastShares, simulated } = input;
  const { capacity, open, anyHour, pumps } = wants;
  const [order, fixed, skipped] = [before?.order ?? [], before?.fixed ?? [], before?.skipped ?? []];
  const without = new Map(skipped.map(({ plot, reason }) => [plot, SKIP_REASONS[reason].wants]));
  // who does not want water is in no need; who cannot take it gets nothing today, and comes first the next time
  const wanted = Object.fromEntries(
    wants.needs.filter(({ plot }) => without.get(plot) !== false).map(({ plot, m3 }) => [plot, m3]),
  );
  const kept = settled(input, wanted).filter(({ plot, done }) => done || !without.has(plot));
  const set = new Set([...fixed, ...kept, ...skipped].map(({ plot }) => plot));
  const begun = [...kept, ...fixed.filter(({ from }) => from <= now)].map(({ plot }) => plot);
  const needs = needsOf(wanted, begun, before);
  const fixedTurns: PlannedTurn[] = fixed.map(({ plot, from, to }) => ({
    ...{ plot, from, to, fixed: true, done: isPumped({ from, to }, input.pumped.get(plot)) },
    m3: fixedWater({ plot, from, to }, wants, needs),
  }));
  const waiting = wants.needs.filter(({ plot, m3 }) => m3 > 0 && !set.has(plot));
  const stays = before !== undefined && !input.anew && isLaidFor(before, waiting, wants, set);
  const locked = [...kept, ...fixedTurns];
  const laid = turns(
    {
      // the keeper's order goes before what the hub would do first; how much each gets stays the same
      needs: Object.entries(needs)
        .filter(([plot]) => !without.has(plot))
        .map(([plot, m3]) => ({
          ...{ plot, m3 },
          ...(order.length === 0 && { lastShare: lastShares[plot], stress: isStressed(plot, wants) }),
        })),
      ...{ capacity: capacity ?? 0, order, locked },
      open: open.flatMap((one) => after(one, Math.ceil(now / MINUTE_MS) * MINUTE_MS)),
    },
    table,
  );
  const others = stays
    ? before.turns.filter(({ plot, fixed: was }) => !was && !set.has(plot))
    : laid.turns.filter((turn) => !turn.locked).map(({ plot, from, to, m3 }) => ({ plot, from, to, m3, ...OPEN }));
  const list = [...locked, ...others].sort((a, b) => a.from - b.from || a.to - b.to || (a.plot < b.plot ? -1 : 1));
  const short = stays ? before.problems.filter(({ key }) => key === 'no-time') : laid.problems;
  const plan: TurnPlan = {
    ...{ block, day, version: before?.version ?? 0, at: now, turns: list },
    needs: stays ? { ...needs, ...pick(before.needs, waiting) } : needs,
    suffering: wants.needs.flatMap(({ plot, stress }) => (stress ? [plot] : [])).sort(),
    ...(Object.keys(pumps).length > 0 && { pumps: { ...pumps } }),
    ...(capacity !== undefined && { capacity }),
    ...{ open: open.map(({ from, to }) => ({ from, to })), anyHour, order, fixed },
    ...(skipped.length > 0 && { skipped }),
    ...{ shares: {}, lastShares: { ...lastShares } },
    problems: [],
    ...{ changes: before?.changes ?? [], simulated },
  };
  plan.shares = sharesOf(plan);
  plan.problems = problemsOf(plan, { kept, fixedTurns, noTime: short.some(({ key }) => key === 'no-time') }, table);
  return before && isDeepStrictEqual({ ...before, at: now }, plan) ? before : plan;
}

const OPEN = { fixed: false, done: false } as const;

/** m³ of a turn that the keeper fixed: what comes to the block in it, and no more than the plot's own pump gives. */
function fixedWater(
  { plot, from, to }: Interval & { plot: string },
  { capacity = Number.POSITIVE_INFINITY, pumps }: Wants,
  needs: Readonly<Record<string, number>>,
): number {
  const flow = Math.min(capacity, pumps[plot] ?? Number.POSITIVE_INFINITY);
  // who fixes a turn where nobody knows the flow knows what he does
  return Number.isFinite(flow) ? (flow * (to - from)) / HOUR_MS : (needs[plot] ?? 0);
}
const isStressed = (plot: string, { needs }: Wants) => needs.some((need) => need.plot === plot && need.stress === true);
const after = ({ from, to }: Interval, now: number): Interval[] =>
  to > now ? [{ from: Math.max(from, now), to }] : [];

/** m³ by plot: of those whose turn has begun what they needed before it, since it was measured out for that. */
function needsOf(
  wanted: Readonly<Record<string, number>>,
  begun: readonly string[],
  before: TurnPlan | undefined,
): Record<string, number> {
  const needs: Record<string, number> = {};
  for (const [plot, m3] of Object.entries(wanted)) if (m3 > 0) needs[plot] = m3;
  for (const plot of begun) {
    const known = before?.needs[plot];
    if (known !== undefined) needs[plot] = known;
  }
  return needs;
}

function pick(needs: Readonly<Record<string, number>>, of: readonly { plot: string }[]): Record<string, number> {
  return Object.fromEntries(of.flatMap(({ plot }) => (needs[plot] === undefined ? [] : [[plot, needs[plot]]])));
}

/** Whether the turns that are there still fit those who wait. */
function isLaidFor(
  before: TurnPlan,
  waiting: readonly Pick<PlotNeed, 'plot' | 'm3'>[],
  { capacity, open }: Wants,
  set: ReadonlySet<string>,
): boolean {
  const were = Object.keys(before.needs).filter((plot) => !set.has(plot));
  return (
    capacity === before.capacity &&
    isDeepStrictEqual(before.open, [...open]) &&
    were.length === waiting.length &&
    // done, and taken back
    !before.turns.some(({ plot, done }) => done && !set.has(plot)) &&
    waiting.every(({ plot, m3 }) => {
      const was = before.needs[plot];
      return was !== undefined && Math.abs(m3 - was) <= Math.max(CHANGES_M3, CHANGES * was);
    })
  );
}

/** What part of its need each plot gets. */
function sharesOf({ turns: list, needs }: TurnPlan): Record<string, number> {
  const got = new Map<string, number>();
  for (const { plot, m3 } of list) got.set(plot, (got.get(plot) ?? 0) + m3);
  return Object.fromEntries(
    Object.entries(needs).map(([plot, m3]) => [plot, Math.min(1, (got.get(plot) ?? 0) / m3)] as const),
  );
}

function problemsOf(
  plan: TurnPlan,
  { kept, fixedTurns, noTime }: { kept: PlannedTurn[]; fixedTurns: PlannedTurn[]; noTime: boolean },
  table: Pick<IrrigationTable, 'turns'>,
): TurnPlan['problems'] {
  const { open, capacity = 0, needs, pumps = {}, turns: list, anyHour } = plan;
  const ofLocked = (locked: readonly PlannedTurn[]) => turns({ needs: [], capacity, open, locked }, table).problems;
  const overlap = ofLocked([...kept.filter(({ done }) => !done), ...fixedTurns]).find(
    (p) => p.key === 'locked-overlap',
  );
  const outside = ofLocked(fixedTurns).find((p) => p.key === 'locked-outside');
  const unneeded = fixedTurns.filter(({ plot, done }) => !done && needs[plot] === undefined).map(({ plot }) => plot);
  const weak = (ofKeeper: boolean) =>
    plan.capacity === undefined
      ? []
      : Object.keys(pumps)
          .filter((plot) => list.some((turn) => turn.plot === plot && !turn.done && turn.fixed === ofKeeper))
          .sort();
  const [fixedSlow, slow] = [weak(true), weak(false)];
  const problems: TurnPlan['problems'] = [];
  if (plan.capacity === undefined && Object.keys(needs).length > 0) problems.push({ key: 'no-capacity' });
  else if (noTime) problems.push({ key: 'no-time' });
  if (anyHour) problems.push({ key: 'no-hours' });
  if (overlap) problems.push({ key: 'locked-overlap', plots: [...overlap.plots!] });
  if (outside) problems.push({ key: 'locked-outside', plots: [...outside.plots!] });
  if (unneeded.length > 0) problems.push({ key: 'locked-unneeded', plots: unneeded });
  if (fixedSlow.length > 0) problems.push({ key: 'locked-slow', plots: fixedSlow });
  if (slow.length > 0) problems.push({ key: 'slow-pump', plots: slow });
  return problems;
}
