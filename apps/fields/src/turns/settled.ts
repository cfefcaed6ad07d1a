import type { PlannedTurn, TurnPlan } from '#hub/contracts';
import type { Interval } from '#hub/irrigation';

const HOUR_MS = 3_600_000;

/** Somebody said so for about this time: a little before it, or until half a day after. */
export const isPumped = (turn: Interval, said: readonly Interval[] | undefined): boolean =>
  said?.some(({ from, to }) => to > turn.from - HOUR_MS && from < turn.to + 12 * HOUR_MS) ?? false;

/** A day as it stood, and what was said of it since. */
interface Sofar {
  before?: TurnPlan | undefined;
  now: number;
  day: number;
  pumped: ReadonlyMap<string, readonly Interval[]>;
}

/**
 * Turns of a plan that stay where they are although nobody fixed them: a plot whose turn has begun keeps all of it. Whoever
 * pumped before the turn came has had it, at that time. Where the keeper fixed a plot's turn, his counts alone.
 */
export function settled({ before, now, day, pumped }: Sofar, wanted: Readonly<Record<string, number>>): PlannedTurn[] {
  if (!before) return [];
  const fixed = new Set(before.fixed.map(({ plot }) => plot));
  const own = before.turns.filter((turn) => !turn.fixed && !fixed.has(turn.plot));
  const kept: PlannedTurn[] = [];
  for (const plot of new Set(own.map((turn) => turn.plot))) {
    const parts = own.filter((turn) => turn.plot === plot);
    const said = pumped.get(plot);
    const begun = parts.some(({ from }) => from <= now);
    if (begun) kept.push(...parts.flatMap((turn) => still(turn, said, now)));
    else if (!(wanted[plot]! > 0)) kept.push(...early(parts, said, day));
  }
  return kept;
}

/** A turn is as it is; one that was done and is taken back, after its time, is open again: it is laid anew. */
function still(turn: PlannedTurn, said: readonly Interval[] | undefined, now: number): PlannedTurn[] {
  const done = isPumped(turn, said);
  return turn.done && !done && turn.to <= now ? [] : [{ ...turn, done }];
}

/** Pumped on this day before its turn, and in want no more. */
function early(parts: readonly PlannedTurn[], said: readonly Interval[] | undefined, day: number): PlannedTurn[] {
  const [first] = parts;
  const real = said?.findLast(({ to }) => to > day && to <= first!.from);
  const m3 = parts.reduce((sum, turn) => sum + turn.m3, 0);
  return real ? [{ ...first!, from: Math.max(day, real.from), to: real.to, m3, done: true }] : [];
}
