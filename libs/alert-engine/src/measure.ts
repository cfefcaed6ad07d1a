import type { Rule } from '#hub/contracts';
import { BETWEEN, CLEAR, MET, type Verdict } from './condition.js';
import { LIMITS } from './limits.js';
import { Neighbours } from './neighbours.js';
import { holdsAt } from './rule-windows.js';
import { after, type Series } from './series.js';

export type ValueRule = Extract<Rule, { type: 'threshold' | 'rate' | 'neighbours' }>;
export type NeighbourRule = Extract<Rule, { type: 'neighbours' }>;

/** Differences of decimal figures miss by this much: 2,4 − 2,1 is less than 0,3. */
const ROUNDING = 1e-9;

/** Result of the last `measureAt`: one object for all, so that a reading that changes nothing allocates nothing. */
export interface Measured {
  verdict: Verdict;
  measure: number;
  background: number | undefined;
}

/** Longest stretch before a sample that its verdict depends on. Milliseconds. */
export const contextMs = (rule: ValueRule): number => (rule.type === 'threshold' ? 0 : rule.windowMs);

/** A tenth of the limit: the least change of the measure that is news by itself. */
export function materialChange(rule: ValueRule): number {
  const limit = rule.type === 'threshold' ? rule.limit : rule.type === 'rate' ? rule.change : rule.excess;
  return Math.max(Math.abs(limit) / 10, 1e-6);
}

export const worseDirection = (rule: ValueRule): 1 | -1 =>
  rule.type === 'threshold' && rule.direction === 'below' ? -1 : 1;

/** The background that was last asked for by one watch. */
export interface Background {
  cell: number;
  among: Neighbours;
  /** Its own index among them. */
  own: number;
  version: number;
  median: number | undefined;
}

const NOBODY = new Neighbours([], 0);
export const backgroundAmong = (among = NOBODY, own = 0): Background => {
  return { cell: NaN, among, own, version: 0, median: undefined };
};

/** Begin of the stretch that `ts` lies in: only what the others said by then is its background. */
export const cellOf = (ts: number): number => Math.floor(ts / LIMITS.backgroundMs) * LIMITS.backgroundMs;
/** First begin of a stretch at or after `ts`. */
export const cellAfter = (ts: number): number => Math.ceil(ts / LIMITS.backgroundMs) * LIMITS.backgroundMs;

/** Judges sample `i`; `background` only where the rule looks at neighbours. */
export function measureAt(
  rule: ValueRule,
  series: Series,
  i: number,
  background: Background | undefined,
  m: Measured,
): void {
  const value = series.value(i);
  m.measure = value;
  m.background = undefined;
  judge(rule, series, i, background, m);
  if (rule.windows && !holdsAt(series.time(i), rule.windows)) m.verdict = CLEAR;
}

function judge(rule: ValueRule, series: Series, i: number, background: Background | undefined, m: Measured): void {
  const { measure: value } = m;
  if (rule.type === 'threshold') {
    if (rule.direction === 'above') m.verdict = value > rule.limit ? MET : value <= rule.clearAt ? CLEAR : BETWEEN;
    else m.verdict = value < rule.limit ? MET : value >= rule.clearAt ? CLEAR : BETWEEN;
  } else if (rule.type === 'rate') {
    const ts = series.time(i);
    // a single sample in the window has changed by nothing; what is doubted and what is not are not held together
    let first = after(series, ts - rule.windowMs - 1);
    while (series.doubted(first) !== series.doubted(i)) first++;
    const change = value - series.value(first);
    m.measure = rule.direction === 'rise' ? change : -change;
    m.verdict = m.measure >= rule.change - ROUNDING ? MET : CLEAR;
  } else {
    const median = medianAt(cellOf(series.time(i)), background!, rule);
    m.background = median;
    if (median === undefined) m.verdict = BETWEEN;
    else {
      const excess = value - median;
      if (excess >= rule.excess - ROUNDING && value >= rule.ratio * Math.max(median, 1)) m.verdict = MET;
      else m.verdict = excess <= rule.clearExcess ? CLEAR : BETWEEN;
    }
  }
}

/** Median of the others' newest samples within the window before `cell`; undefined when too few of them are live. */
function medianAt(cell: number, known: Background, { minNeighbours }: NeighbourRule): number | undefined {
  const { among } = known;
  if (known.cell !== cell || known.version !== among.version) {
    known.median = among.medianOfOthers(known.own, cell, minNeighbours);
    known.cell = cell;
    known.version = among.version;
  }
  return known.median;
}
