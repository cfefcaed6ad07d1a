import type { AlertFacts, Beyond, DeviceEvent, Metric, Rule } from '#hub/contracts';
import type { Incident, Outcome } from './incident.js';
import { LIMITS } from './limits.js';
import { holdsAt, withinHours } from './rule-windows.js';
import { settle, settleAll, type Standing } from './settle.js';
import type { Settled } from './value-watch.js';

export type EventRule = Extract<Rule, { type: 'event' }>;

/** One occurrence as the camera counts them: repeats of the same id widen it and never add to the count. */
export interface Detection {
  id: string;
  ts: number;
  last: number;
  zone?: string;
  command?: DeviceEvent['command'];
  /** As it was last. */
  beyond?: Beyond;
  /** The hub itself said at its end that it is over, or that its signal is lost: nothing is waited for. */
  over?: true | 'lost';
}

/** Run of detections without a pause longer than the clear time. */
interface Run extends Incident {
  last: number;
  count: number;
  zone?: string;
  /** The last of them. */
  command?: DeviceEvent['command'];
  beyond?: Beyond;
  over?: true | 'lost';
}

export interface EventWatch {
  kind: 'event';
  key: string;
  rule: EventRule;
  target: string;
  /** The only one that its events are about. */
  metric?: Metric;
  detections: Detection[];
  /** Nothing up to here is taken in any more. */
  sealedTo: number;
  /** The run that reaches out of the part no longer kept. */
  base?: Run;
  incidents: Run[];
  onTimeTs: number;
  facts(incident: Incident): AlertFacts;
}

export function eventWatch(rule: EventRule, target: string, metric?: Metric): EventWatch {
  const watch: EventWatch = {
    kind: 'event',
    key: [rule.id, target, ...(metric ? [metric] : [])].join(':'),
    rule,
    target,
    ...(metric && { metric }),
    detections: [],
    sealedTo: 0,
    incidents: [],
    onTimeTs: 0,
    facts: (incident) => factsOf(rule, incident as Run),
  };
  return watch;
}

/** Time without a detection after which it is over: never shorter than the span the rule counts in. */
export const clearOf = (rule: EventRule): number => Math.max(rule.clearMs, rule.withinMs);
const clearAfter = (rule: EventRule, { over }: Pick<Run, 'over'>): number => (over ? 0 : clearOf(rule));

/** Sees one thing go on for as long as the rule would count in: cameras that track it as one object name it once. */
const goesOn = (rule: EventRule, d: Detection): boolean => rule.count > 1 && d.last - d.ts >= rule.withinMs;

function counts({ rule, metric }: EventWatch, event: DeviceEvent): boolean {
  if (event.event !== rule.event || (metric !== undefined && event.beyond?.metric !== metric)) return false;
  if (event.eventId === undefined && event.phase === 'end') return false;
  if (rule.minScore > 0 && (event.score ?? 0) < rule.minScore) return false;
  if (rule.zones && !event.zones?.some((zone) => rule.zones!.includes(zone))) return false;
  return withinHours(event.ts, rule.hours) && holdsAt(event.ts, rule.windows);
}

/** Puts the event among the detections; false where it adds nothing. */
function take(w: EventWatch, event: DeviceEvent): boolean {
  const id = event.eventId ?? `@${event.ts}`;
  const known = w.detections.find((d) => d.id === id);
  if (known) {
    if (event.ts >= known.ts && event.ts <= known.last) return false;
    if (event.ts < known.ts && event.ts <= w.sealedTo) return false;
    known.ts = Math.min(known.ts, event.ts);
    if (event.ts >= known.last) setState(known, event);
    known.last = Math.max(known.last, event.ts);
  } else {
    if (event.ts <= w.sealedTo) return false;
    const zone = w.rule.zones ? event.zones?.find((z) => w.rule.zones!.includes(z)) : event.zones?.[0];
    const { command } = event;
    const about = { ...(zone !== undefined && { zone }), ...(command !== undefined && { command }) };
    const detection: Detection = { id, ts: event.ts, last: event.ts, ...about };
    setState(detection, event);
    w.detections.push(detection);
  }
  w.detections.sort((a, b) => a.ts - b.ts || (a.id < b.id ? -1 : 1));
  return true;
}

/** How it stands by the newest that is known of it. */
function setState(detection: Detection, { beyond, byHub, phase, lost }: DeviceEvent): void {
  if (beyond) detection.beyond = beyond;
  if (byHub && phase === 'end') detection.over = lost ? 'lost' : true;
  else delete detection.over;
}

export function onEvent(w: EventWatch, event: DeviceEvent, now: number, out: Outcome[]): Settled {
  if (!counts(w, event)) return 'nothing';
  const newer = !event.late && event.ts > w.onTimeTs;
  if (newer) w.onTimeTs = event.ts;
  if (!take(w, event)) return 'nothing';
  const before = w.incidents;
  // what came in time is told of before the clock ends it
  w.incidents = runsOf(w, event.late ? now : 0, event.received);
  const settled = settleAll(w, before, standingOf(w, event.received), out);
  if (w.detections.length > LIMITS.detections) forget(w);
  return settled;
}

/** Time goes on: a run without a new detection for the clear time is over. */
export function onTime(w: EventWatch, now: number, out: Outcome[]): Settled {
  const last = w.incidents.at(-1);
  const clearMs = clearAfter(w.rule, last ?? {});
  if (!last || last.end !== undefined || now < last.last + clearMs) return 'nothing';
  last.end = last.last + clearMs;
  return settle(w, last, standingOf(w, now), out);
}

function standingOf(w: EventWatch, received: number): Standing {
  const last = w.incidents.at(-1);
  return {
    mayPage: last !== undefined && last.end === undefined && w.onTimeTs >= last.confirmedAt,
    onTimeTs: w.onTimeTs,
    received,
    ts: last?.last ?? 0,
    value: last?.beyond?.value ?? last?.count ?? 0,
    material: last?.beyond ? Math.abs(last.beyond.limit) / 10 : 1,
  };
}

/** Runs of detections in event time that fulfil count and holding time; the newest is over when `now` says so. */
export function runsOf(w: EventWatch, now: number, received: number): Run[] {
  const { rule } = w;
  const found: Run[] = [];
  let run: Run | undefined = w.base && { ...w.base };
  let held = run !== undefined;
  let first = 0;
  const finish = () => {
    if (!run || !held) return;
    run.end = run.last + clearAfter(rule, run);
    found.push(run);
  };
  w.detections.forEach((d, i) => {
    if (run && d.ts <= run.last + clearAfter(rule, run)) {
      if (d.last >= run.last) stateOf(run, d);
      run.last = Math.max(run.last, d.last);
      run.count++;
      if (d.command !== undefined) run.command = d.command;
    } else {
      finish();
      run = undefined;
      held = false;
      while (w.detections[first]!.ts <= d.ts - rule.withinMs) first++;
      const several = i - first + 1 >= rule.count;
      if (!several && !goesOn(rule, d)) return;
      const members = w.detections.slice(first, i + 1);
      run = {
        start: Math.min(...members.map((m) => m.beyond?.since ?? m.ts)),
        confirmedAt: several ? d.ts : d.ts + rule.withinMs,
        last: Math.max(...members.map((m) => m.last)),
        count: members.length,
        peak: 0,
        learntAt: received,
        ...(d.zone !== undefined && { zone: d.zone }),
        ...(d.command !== undefined && { command: d.command }),
      };
      stateOf(
        run,
        members.reduce((a, b) => (b.last >= a.last ? b : a)),
      );
      first = i + 1;
    }
    if (held) return;
    held = run.last - run.start >= rule.holdMs;
    // the hold is full at this detection, or while it lasted
    if (held) run.confirmedAt = Math.max(run.confirmedAt, Math.min(Math.max(d.ts, run.start + rule.holdMs), run.last));
  });
  if (run && held) {
    if (now >= (run as Run).last + clearAfter(rule, run)) finish();
    else found.push(run);
  }
  for (const f of found) f.peak = f.count;
  return found;
}

/** A run stands as the detection that reaches furthest. */
function stateOf(run: Run, { beyond, over }: Detection): void {
  if (beyond) run.beyond = beyond;
  if (over) run.over = over;
  else delete run.over;
}

function forget(w: EventWatch): void {
  const cut = w.detections.length - LIMITS.detectionsKept;
  const cutTs = w.detections[cut]!.ts;
  const reaching = w.incidents.find((n) => n.start < cutTs && (n.end === undefined || n.end >= cutTs));
  const dropped = w.detections.slice(0, cut);
  w.detections = w.detections.slice(cut);
  w.sealedTo = Math.max(w.sealedTo, cutTs - 1);
  delete w.base;
  if (reaching) {
    const own = dropped.filter((d) => d.ts >= reaching.start);
    const last = Math.max(reaching.start, ...own.map((d) => d.last));
    const kept = w.detections.filter((d) => d.ts >= reaching.start && d.ts <= reaching.last).length;
    const { told: _, end: __, ...base } = reaching;
    w.base = { ...base, last, count: reaching.count - kept };
  }
  w.incidents = w.incidents.filter((n) => n === reaching || n.start >= cutTs);
}

function factsOf(rule: EventRule, run: Run): AlertFacts {
  const { since: _, ...beyond } = run.beyond ?? {};
  return {
    event: rule.event,
    count: run.count,
    ...(run.zone !== undefined && { zone: run.zone }),
    ...(run.command !== undefined && { command: run.command }),
    ...(run.over === 'lost' && { lost: true }),
    ...beyond,
  };
}
