import type { MeasuredRules } from '../reference.js';
import type { RefusedMeasurement } from './plot.js';

/** A measured state, with what the field could have lost and what came to it until then, mm since the season's beginning. */
export interface Mark {
  at: number;
  stored: number;
  lost: number;
  came: number;
}

/** What later measurements of a plot are held against. */
export interface Watched {
  /** The last one that was believed, an earlier one against which a slow lie shows, and the first of a run of equal ones. */
  last?: Mark;
  anchor?: Mark;
  same?: Mark;
  /** The first of those refused since, and how many fit it. */
  again?: { first: Mark; readings: number };
}

type Verdict = RefusedMeasurement['reason'] | undefined;
const HOUR_MS = 3_600_000;
/** mm: less is no change. */
const EQUAL = 1e-6;

/**
 * Whether a measurement can be: a field neither loses nor gains faster than water goes and comes, and does not stand still while it
 * loses. Undefined: believed. `canEmpty`: the field may be let run dry, so it may fall as fast as it likes; `canStand`: it is so low,
 * or so full, that it may well stay. What is refused, but goes on as a field does for long enough, is believed again.
 */
export function judge(
  watched: Watched,
  mark: Mark,
  rules: MeasuredRules,
  { canEmpty, canStand }: { canEmpty: boolean; canStand: boolean },
): Verdict {
  if (!watched.same || Math.abs(watched.same.stored - mark.stored) > EQUAL) watched.same = mark;
  const reason =
    misfit(watched.last, mark, rules, canEmpty) ??
    misfit(watched.anchor, mark, rules, canEmpty) ??
    (canStand ? undefined : standing(watched.same, mark, rules));
  if (reason !== undefined && !believedAgain(watched, mark, rules)) return reason;
  const { anchor, last } = watched;
  const old = !anchor || mark.at - anchor.at >= rules.anchorHours * HOUR_MS;
  const wet =
    anchor && (mark.came - anchor.came > rules.slackMm || (last && mark.stored - last.stored > rules.slackMm));
  if (old || wet || reason !== undefined) watched.anchor = mark;
  watched.last = mark;
  delete watched.again;
  return undefined;
}

function misfit(base: Mark | undefined, mark: Mark, rules: MeasuredRules, canEmpty: boolean): Verdict {
  if (!base) return undefined;
  const change = mark.stored - base.stored;
  const hours = (mark.at - base.at) / HOUR_MS;
  if (change > rules.inFactor * (mark.came - base.came) + rules.slackMm + rules.riseMmHour * hours)
    return 'rises-too-fast';
  if (!canEmpty && -change > rules.lossFactor * (mark.lost - base.lost) + rules.slackMm) return 'falls-too-fast';
  return undefined;
}

function standing(same: Mark, mark: Mark, { stuckHours, stuckLossMm, slackMm }: MeasuredRules): Verdict {
  const long = mark.at - same.at >= stuckHours * HOUR_MS;
  return long && mark.lost - same.lost >= stuckLossMm && mark.came - same.came < slackMm ? 'stuck' : undefined;
}

/** Counts a refused measurement; true when enough of them, over long enough, fell as a field falls. */
function believedAgain(watched: Watched, mark: Mark, { again, inFactor }: MeasuredRules): boolean {
  const first = watched.again?.first;
  if (!first) {
    watched.again = { first: mark, readings: 1 };
    return false;
  }
  const [fell, lost, came] = [first.stored - mark.stored, mark.lost - first.lost, mark.came - first.came];
  const most = again.lossFactor * lost + again.slackMm;
  const least = lost / again.lossFactor - again.slackMm - inFactor * came;
  if (fell > most || fell < least) {
    watched.again = { first: mark, readings: 1 };
    return false;
  }
  watched.again!.readings++;
  return watched.again!.readings >= again.readings && mark.at - first.at >= again.hours * HOUR_MS;
}
