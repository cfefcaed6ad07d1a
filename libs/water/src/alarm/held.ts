import type { Severity } from '#hub/contracts';
import type { Bounds } from '../standards/cmax.js';
import { exceedance, isClear, type SeveritySteps } from '../standards/exceedance.js';

/** When an exceedance opens and ends; bins are five minutes. */
export interface HeldRules {
  binMs: number;
  /** Bins in a row that must be over. */
  over: number;
  /** Bins of the mean over an hour, and how many of them must be there. */
  hour: number;
  hourAtLeast: number;
  /** Bins in a row that must be clear, and what is clear. */
  clear: number;
  clearBelow: number;
  /** … inside a range with two ends, in the parameter's unit. */
  clearMargin: number;
}

/** The one exceedance of a source and a parameter, while it lasts. */
export interface OpenExceedance {
  /** Start of the first bin that was over, and when it was known to be held; ms. */
  since: number;
  openedAt: number;
  why: 'held' | 'hourly-mean';
  /** The worst so far. */
  worst: { value: number; at: number; r?: number; distance?: number };
  severity: Severity;
}
/** State of one source and parameter: plain JSON, at most an hour of means. */
export interface HeldState {
  /** Closed bins: start and mean, oldest first. */
  bins: [start: number, mean: number][];
  /** The bin that still takes values. */
  filling?: { start: number; sum: number; count: number };
  open?: OpenExceedance;
}
export type HeldEvent =
  | { kind: 'opened'; exceedance: OpenExceedance }
  /** Its severity rose: that of the mean over as long as an exceedance has to hold. */
  | { kind: 'worse'; exceedance: OpenExceedance }
  | { kind: 'cleared'; at: number; exceedance: OpenExceedance };
export interface HeldStep {
  state: HeldState;
  events: HeldEvent[];
  /** The value is of a bin that is closed: it changes nothing any more. */
  late?: true;
}

export const quiet = (): HeldState => ({ bins: [] });

const RANK: readonly Severity[] = ['info', 'watch', 'warning', 'emergency'];

/** A sound value (quality good, not calibrating), as it comes; in order of time. */
export function take(
  state: HeldState,
  { ts, value }: { ts: number; value: number },
  limit: Bounds,
  rules: { held: HeldRules; severity: SeveritySteps },
): HeldStep {
  const start = Math.floor(ts / rules.held.binMs) * rules.held.binMs;
  const last = state.filling?.start ?? state.bins.at(-1)?.[0];
  if (last !== undefined && (start < last || (!state.filling && start === last)))
    return { state, events: [], late: true };
  const { state: closed, events } = closeBins(state, ts, limit, rules);
  const { sum, count } = closed.filling ?? { sum: 0, count: 0 };
  return { state: { ...closed, filling: { start, sum: sum + value, count: count + 1 } }, events };
}

/** Time went on: closes the bin that is over. Call it with each tick, so that nothing waits for the next value. */
export function closeBins(
  state: HeldState,
  now: number,
  limit: Bounds,
  rules: { held: HeldRules; severity: SeveritySteps },
): HeldStep {
  const { filling } = state;
  const { binMs, hour } = rules.held;
  if (!filling || now < filling.start + binMs) return { state, events: [] };
  const at = filling.start + binMs;
  const bins = [...state.bins, [filling.start, filling.sum / filling.count] as [number, number]].filter(
    ([start]) => start > filling.start - hour * binMs,
  );
  const next: HeldState = { bins, ...(state.open && { open: state.open }) };
  return state.open ? goOn(next, at, limit, rules) : mayOpen(next, at, limit, rules);
}

/** The last bins without a gap, newest first, as long as they are so. */
function inARow(bins: HeldState['bins'], binMs: number, is: (mean: number) => boolean): HeldState['bins'] {
  const row: HeldState['bins'] = [];
  for (const bin of bins.toReversed()) {
    if ((row.length > 0 && row.at(-1)![0] - bin[0] !== binMs) || !is(bin[1])) break;
    row.push(bin);
  }
  return row;
}

function mayOpen(
  state: HeldState,
  at: number,
  limit: Bounds,
  { held, severity }: { held: HeldRules; severity: SeveritySteps },
): HeldStep {
  const judge = (value: number) => exceedance(value, limit, severity);
  const row = inARow(state.bins, held.binMs, (mean) => judge(mean).over);
  const isHeld = row.length >= held.over;
  const mean = meanOf(state.bins);
  const isHourOver = state.bins.length >= held.hourAtLeast && judge(mean).over;
  if (!isHeld && !isHourOver) return { state, events: [] };
  const counted = isHeld ? row : state.bins.filter(([, value]) => judge(value).over);
  const worst = counted.reduce((a, b) => (excess(judge(b[1])) > excess(judge(a[1])) ? b : a));
  const found = judge(worst[1]);
  // what is held is what is over: a single bin of it says too much
  const judged = judge(isHeld ? meanOf(row.slice(0, held.over)) : mean);
  const open: OpenExceedance = {
    since: Math.min(...counted.map(([start]) => start)),
    openedAt: at,
    why: isHeld ? 'held' : 'hourly-mean',
    worst: { value: worst[1], at: worst[0], ...figures(found) },
    severity: judged.severity!,
  };
  return { state: { ...state, open }, events: [{ kind: 'opened', exceedance: open }] };
}

const meanOf = (bins: HeldState['bins']) => bins.reduce((sum, [, value]) => sum + value, 0) / bins.length;
const excess = ({ r, distance }: { r?: number; distance?: number }) => distance ?? r ?? 0;
const figures = ({ r, distance }: { r?: number; distance?: number }) => ({
  ...(r !== undefined && { r }),
  ...(distance !== undefined && { distance }),
});

function goOn(
  state: HeldState,
  at: number,
  limit: Bounds,
  { held, severity }: { held: HeldRules; severity: SeveritySteps },
): HeldStep {
  const open = state.open!;
  const clear = inARow(state.bins, held.binMs, (mean) =>
    isClear(mean, limit, { share: held.clearBelow, margin: held.clearMargin }),
  );
  // what was over before is told: the hour's mean begins anew
  if (clear.length >= held.clear) return { state: { bins: [] }, events: [{ kind: 'cleared', at, exceedance: open }] };
  const [start, value] = state.bins.at(-1)!;
  const found = exceedance(value, limit, severity);
  const worse = found.over && excess(found) > excess(open.worst);
  const row = inARow(state.bins, held.binMs, () => true).slice(0, held.over);
  const now = row.length < held.over ? undefined : exceedance(meanOf(row), limit, severity).severity;
  const rose = now !== undefined && RANK.indexOf(now) > RANK.indexOf(open.severity);
  if (!worse && !rose) return { state, events: [] };
  const next: OpenExceedance = {
    ...open,
    ...(worse && { worst: { value, at: start, ...figures(found) } }),
    ...(rose && { severity: now }),
  };
  return { state: { ...state, open: next }, events: rose ? [{ kind: 'worse', exceedance: next }] : [] };
}
