import { type Condition, isOpen } from './condition.js';

import type { EventWatch } from './event-watch.js';
import type { Incident, Outcome } from './incident.js';
import { LIMITS } from './limits.js';
import { introduceNeighbours, type Plan, type SeriesPlan } from './plan.js';
import { after } from './series.js';
import { settle, type Standing, type Subject } from './settle.js';
import type { Engine } from './state.js';
import { fold, opening, standingOf } from './value-watch.js';

/**
 * The hub's clock was ahead and is right now (a dead CMOS battery, set right by hand or by the network): what was stamped
 * ahead is brought to `now`, or else it would be the newest that is known until the clock gets there again. What is open
 * stays open.
 */
export function comeBack(engine: Engine, now: number, out: Outcome[]): void {
  for (const plan of engine.plans.values()) {
    plan.heard = Math.min(plan.heard, now);
    for (const sp of plan.series.values()) if (isAhead(sp, now)) bringBack(engine, sp, now, out);
    for (const watch of plan.events) if (isEventAhead(watch, now)) bringEventsBack(watch, now, out);
    for (const watch of plan.offlines)
      if (watch.offlineSince !== undefined) watch.offlineSince = Math.min(watch.offlineSince, now);
    for (const watch of [...plan.silences, ...plan.offlines])
      retell(watch, startBy(watch, now), { ...AT_REST, onTimeTs: now, received: now, ts: now }, out);
    keepAll(engine, plan);
  }
  introduceNeighbours(engine.plans.values());
}

const AT_REST: Standing = { mayPage: false, onTimeTs: 0, received: 0, ts: 0, value: 0, material: 1 };

/** A device's own clock may be some minutes ahead without anything being wrong with the hub's. */
function isAhead({ series }: SeriesPlan, now: number): boolean {
  const limit = now + LIMITS.clockAheadMs;
  return series.onTimeTs > limit || series.sealedTo > limit || series.newest > limit;
}

const isEventAhead = (watch: EventWatch, now: number) =>
  watch.onTimeTs > now || watch.sealedTo > now || watch.detections.some((d) => d.last > now);

/**
 * Folds all samples away, and keeps those up to now as context. Where none of them is recent, the newest of all is the
 * present one; else what they say counts, unless an alert is open by what came later.
 */
function bringBack(engine: Engine, { series, watches }: SeriesPlan, now: number, out: Outcome[]): void {
  const kept = after(series, now - 1);
  const recent = kept > series.sealed && series.time(kept - 1) >= now - watches[0]!.timing.gapMs;
  for (const watch of watches) if (recent) fold(watch, kept);
  const conditions = watches.map((watch) => ({ ...watch.base }));
  if (recent) series.sealed = kept;
  for (const watch of watches) fold(watch, series.length);
  const present = recent || series.length === 0 ? undefined : series.length - 1;
  watches.forEach((watch, n) => {
    const own = conditions[n]!;
    if (recent && (isOpen(own) || !isOpen(watch.base))) watch.base = own;
    clamp(watch.base, now);
    watch.head = { ...watch.base };
    const { judged } = watch;
    const last =
      judged && present !== undefined ? ([judged.verdict(present), judged.background(present)] as const) : undefined;
    judged?.keep(0, kept);
    if (last) judged?.insertAt(kept, ...last);
  });
  const newest = present === undefined ? undefined : { value: series.value(present), doubted: series.doubted(present) };
  series.keep(0, kept);
  if (newest) series.insertAt(kept, now, newest.value, newest.doubted);
  series.sealed = series.length;
  series.sealedTo = recent ? series.newest : now;
  // before now: what only late readings told of does not page by this alone
  series.onTimeTs = Math.min(series.onTimeTs, now - 1);
  for (const watch of watches) {
    let open = startBy(watch, now);
    if (isOpen(watch.base)) {
      open ??= opening(watch.base, now);
      open.start = watch.base.since;
      open.confirmedAt = watch.base.confirmedAt;
      watch.incidents = [open];
      if (settle(watch, open, standingOf(watch, now), out) === 'waiting') engine.waiting.add(watch);
    }
  }
}

function clamp(condition: Condition, now: number): void {
  condition.since = Math.min(condition.since, now);
  condition.confirmedAt = Math.min(condition.confirmedAt, now);
  condition.clearSince = Math.min(condition.clearSince, now);
  condition.lastTs = Math.min(condition.lastTs, now);
}

function bringEventsBack(watch: EventWatch, now: number, out: Outcome[]): void {
  watch.onTimeTs = Math.min(watch.onTimeTs, now);
  watch.sealedTo = now;
  watch.detections = [];
  const run = startBy(watch, now) as EventWatch['base'];
  delete watch.base;
  if (!run) return;
  run.last = Math.min(run.last, now);
  const { told: _, ...base } = run;
  watch.base = base;
  retell(watch, run, { ...AT_REST, onTimeTs: now, received: now, ts: run.last, value: run.count }, out);
}

/** The open incident, which began by now at the latest; those that are over are told and leave nothing to correct. */
function startBy(watch: Subject, now: number): Incident | undefined {
  const open = watch.incidents.find((incident) => incident.end === undefined);
  watch.incidents = open ? [open] : [];
  if (!open) return undefined;
  open.start = Math.min(open.start, now);
  open.confirmedAt = Math.min(open.confirmedAt, now);
  open.learntAt = Math.min(open.learntAt, now);
  if (open.told) {
    open.told.ts = Math.min(open.told.ts, now);
    if (open.told.pagedTs !== undefined) open.told.pagedTs = Math.min(open.told.pagedTs, now);
  }
  return open;
}

/** What nobody was told of stays so: it waits for the next reading. */
function retell(watch: Subject, incident: Incident | undefined, standing: Standing, out: Outcome[]): void {
  if (incident?.told) settle(watch, incident, standing, out);
}

/** Samples in the journal would come back ahead after a restart: all is kept whole instead. */
function keepAll({ changed }: Engine, plan: Plan): void {
  changed.targets.add(plan.target);
  changed.allTargets = true;
  for (const { watches } of plan.series.values()) for (const watch of watches) changed.watches.add(watch.key);
  for (const watch of plan.events) changed.watches.add(watch.key);
  for (const watch of [...plan.silences, ...plan.offlines]) changed.watches.add(watch.key);
}
