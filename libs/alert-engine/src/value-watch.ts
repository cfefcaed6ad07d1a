import type { AlertFacts } from '#hub/contracts';
import { atRest, CLEAR, type Condition, isOpen, step, type Timing } from './condition.js';
import type { Incident, Outcome } from './incident.js';
import {
  type Background,
  backgroundAmong,
  materialChange,
  type Measured,
  measureAt,
  type ValueRule,
} from './measure.js';
import { Judged } from './judged.js';
import type { Series } from './series.js';
import { settle, settleAll, type Standing } from './settle.js';

/** One rule on one series: the condition folded up to `series.sealedTo`, the same after the newest sample, incidents. */
export interface ValueWatch {
  kind: 'value';
  key: string;
  rule: ValueRule;
  target: string;
  series: Series;
  timing: Timing;
  base: Condition;
  head: Condition;
  incidents: Incident[];
  /** Under a neighbours rule. */
  judged?: Judged;
  background?: Background;
  facts(incident: Incident): AlertFacts;
}

export type Settled = 'nothing' | 'told' | 'waiting';

const measured: Measured = { verdict: CLEAR, measure: 0, background: undefined };
const standing: Standing = { mayPage: false, isDoubted: false, onTimeTs: 0, received: 0, ts: 0, value: 0, material: 0 };

export function valueWatch(rule: ValueRule, target: string, series: Series, timing: Timing): ValueWatch {
  const watch: ValueWatch = {
    kind: 'value',
    key: `${rule.id}:${target}`,
    rule,
    target,
    series,
    timing,
    base: atRest(),
    head: atRest(),
    incidents: [],
    ...(rule.type === 'neighbours' && { judged: new Judged(), background: backgroundAmong() }),
    facts: (incident) => factsOf(watch, incident),
  };
  return watch;
}

/** Judges sample `i`, from memory where a neighbours rule has judged it already. */
function judge(w: ValueWatch, i: number): void {
  if (w.judged && i < w.judged.length) {
    measured.verdict = w.judged.verdict(i);
    measured.measure = w.series.value(i);
    measured.background = w.judged.background(i);
  } else measureAt(w.rule, w.series, i, w.background, measured);
}

/** Judges sample `i`, which has just come. */
export function judgeNew(w: ValueWatch, i: number): void {
  measureAt(w.rule, w.series, i, w.background, measured);
  w.judged?.insertAt(i, measured.verdict, measured.background);
}

/**
 * Judges sample `i` anew against the neighbours; says whether that changed anything. With the same verdict it stands
 * as it was judged, background and all: whatever is changed here must be kept, and that costs a whole record.
 */
export function rejudge(w: ValueWatch, i: number): boolean {
  measureAt(w.rule, w.series, i, w.background, measured);
  if (w.judged!.verdict(i) === measured.verdict) return false;
  w.judged!.set(i, measured.verdict, measured.background);
  return true;
}

/** Takes in the sample appended last. */
export function advance(w: ValueWatch, received: number, out: Outcome[]): Settled {
  const i = w.series.length - 1;
  const ts = w.series.newest;
  judgeNew(w, i);
  const change = step(w.head, ts, measured.verdict, measured.measure, w.timing, measured.background);
  if (change === 'same' && !isOpen(w.head)) return 'nothing';
  if (change === 'raised') w.incidents.push(opening(w.head, received));
  const incident = w.incidents.at(-1)!;
  if (change === 'ended') incident.end = w.head.clearSince;
  else keepPeak(incident, w.head);
  return settle(w, incident, standingOf(w, received), out);
}

/** The sample at index `i` came between others, or changed: finds all incidents again. */
export function rework(w: ValueWatch, received: number, out: Outcome[]): Settled {
  const before = w.incidents;
  recompute(w, received);
  return settleAll(w, before, standingOf(w, received), out);
}

/** Condition and incidents from the folded part and the kept samples; what was told is left behind. */
export function recompute(w: ValueWatch, received: number): void {
  w.head = { ...w.base };
  w.incidents = isOpen(w.base) ? [opening(w.base, received)] : [];
  const { series } = w;
  for (let i = series.sealed; i < series.length; i++) {
    judge(w, i);
    const change = step(w.head, series.time(i), measured.verdict, measured.measure, w.timing, measured.background);
    if (change === 'raised') w.incidents.push(opening(w.head, received));
    const incident = w.incidents.at(-1);
    if (change === 'ended') incident!.end = w.head.clearSince;
    else if (incident && incident.end === undefined) keepPeak(incident, w.head);
  }
}

/** Folds the samples up to index `to` into the base, and forgets the incidents that lie wholly in there. */
export function fold(w: ValueWatch, to: number): void {
  const { series } = w;
  for (let i = series.sealed; i < to; i++) {
    judge(w, i);
    step(w.base, series.time(i), measured.verdict, measured.measure, w.timing, measured.background);
  }
  const openSince = isOpen(w.base) ? w.base.since : Number.POSITIVE_INFINITY;
  w.incidents = w.incidents.filter((n) => n.confirmedAt > w.base.lastTs || n.start >= openSince);
}

export function standingOf(w: ValueWatch, received: number): Standing {
  const { series, head } = w;
  const last = series.length - 1;
  const incident = w.incidents.at(-1);
  standing.received = received;
  standing.onTimeTs = series.onTimeTs;
  standing.isDoubted = series.isDoubted;
  standing.ts = series.newest;
  standing.material = materialChange(w.rule);
  standing.mayPage = incident !== undefined && head.phase === 'active' && series.onTimeTs >= incident.confirmedAt;
  standing.value = 0;
  if (last >= 0) {
    judge(w, last);
    standing.value = measured.measure;
  }
  return standing;
}

function factsOf(w: ValueWatch, incident: Incident): AlertFacts {
  const { rule, series } = w;
  const last = series.length - 1;
  const open = incident.end === undefined && last >= 0;
  if (open) judge(w, last);
  const background = open ? measured.background : incident.background;
  return {
    metric: rule.metric,
    // once it is over the present value would contradict the sentence
    value: open ? measured.measure : incident.peak,
    limit: rule.type === 'threshold' ? rule.limit : rule.type === 'rate' ? rule.change : rule.excess,
    peak: incident.peak,
    ...(background !== undefined && { background }),
  };
}

export const opening = (c: Condition, received: number): Incident => ({
  start: c.since,
  confirmedAt: c.confirmedAt,
  peak: c.peak,
  ...(c.background !== undefined && { background: c.background }),
  learntAt: received,
});

function keepPeak(incident: Incident, c: Condition): void {
  incident.peak = c.peak;
  if (c.background !== undefined) incident.background = c.background;
}
