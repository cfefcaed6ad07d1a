import type { DeviceEvent, DeviceStatus, Reading, ReadingsItem, Rule, Tick } from '#hub/contracts';
import { comeBack } from './clock-back.js';
import { onEvent, onTime } from './event-watch.js';
import type { Outcome } from './incident.js';
import { LIMITS } from './limits.js';
import { cellAfter, cellOf } from './measure.js';
import {
  type Group,
  introduceNeighbours,
  type Plan,
  planFor,
  type SeriesPlan,
  type Target,
  type Watch,
} from './plan.js';
import { onOffline, onOfflineTick, onOnline } from './offline-watch.js';
import { outcome, record } from './settle.js';
import type { Engine } from './state.js';
import { sealWhenFull } from './seal.js';
import { after, cameOnTime, insert, trustedFrom } from './series.js';
import { onSilence, onSound } from './silence-watch.js';
import { advance, judgeNew, rejudge, rework, type Settled, standingOf, type ValueWatch } from './value-watch.js';

export function createEngine(rules: readonly Rule[], targets: Iterable<Target>): Engine {
  const engine: Engine = {
    rules: rules.filter((rule) => rule.enabled),
    plans: new Map(),
    watches: new Map(),
    ticks: { last: 0, newest: 0, silenceFrom: 0 },
    waiting: new Set(),
    orphans: [],
    changed: { watches: new Set(), targets: new Set(), allTargets: false, ticks: false },
  };
  replan(engine, targets);
  return engine;
}

/** The registry changed: devices came, went, changed their profile or measure another water. What is no longer watched closes with the next item. */
export function replan(engine: Engine, targets: Iterable<Target>): void {
  const plans = new Map<string, Plan>();
  const watches = new Map<string, Watch>();
  for (const target of targets) {
    const known = engine.plans.get(target.device.id);
    const same =
      known?.of.device === target.device &&
      known.of.profile === target.profile &&
      known.of.effluent === target.effluent;
    const plan = same ? known : planFor(engine.rules, target, engine.watches, known);
    plans.set(plan.target, plan);
    // should the metric come back, the journal must not bring its old samples
    for (const metric of engine.plans.get(plan.target)?.series.keys() ?? [])
      if (!plan.series.has(metric)) engine.changed.targets.add(plan.target);
    for (const sp of plan.series.values()) for (const watch of sp.watches) watches.set(watch.key, watch);
    for (const watch of plan.events) watches.set(watch.key, watch);
    for (const watch of plan.silences) watches.set(watch.key, watch);
    for (const watch of plan.offlines) watches.set(watch.key, watch);
  }
  introduceNeighbours(plans.values());
  for (const [key, { rule, target, incidents }] of engine.watches)
    if (!watches.has(key)) engine.orphans.push({ key, rule: rule.id, target, incidents });
  for (const id of engine.plans.keys()) if (!plans.has(id)) engine.changed.targets.add(id);
  for (const watch of engine.waiting) if (watches.get(watch.key) !== watch) engine.waiting.delete(watch);
  engine.plans = plans;
  engine.watches = watches;
}

const NOTHING: readonly Outcome[] = [];
let out: Outcome[] = [];

/** Takes in one item of the readings stream and says what became of the alerts. */
export function evaluate(engine: Engine, item: ReadingsItem): readonly Outcome[] {
  if (out.length > 0) out = [];
  if (engine.orphans.length > 0) closeOrphans(engine, item.received);
  if (item.type === 'reading') onReading(engine, item);
  else if (item.type === 'tick') onTick(engine, item);
  else if (item.type === 'event') onDeviceEvent(engine, item);
  else onStatus(engine, item);
  if (out.length === 0) return NOTHING;
  const outcomes = out;
  out = [];
  return outcomes;
}

function onReading(engine: Engine, item: Reading): void {
  const plan = engine.plans.get(item.device);
  if (!plan) return;
  hear(engine, plan, item.received);
  if (!plan.judged) return;
  for (const metric in item.values) {
    const sp = plan.series.get(metric);
    const quality = item.quality?.[metric as keyof typeof item.quality];
    if (!sp || (quality !== undefined && quality !== 'doubted')) continue;
    const value = item.values[metric as keyof typeof item.values];
    if (typeof value === 'number' && Number.isFinite(value)) onSample(engine, sp, item, value, quality !== undefined);
  }
}

const at = { index: 0 };

function onSample(engine: Engine, sp: SeriesPlan, item: Reading, value: number, doubted: boolean): void {
  const { ts, late, received } = item;
  const insertion = insert(sp.series, ts, value, at, doubted);
  if (insertion === 'too-old' || insertion === 'known') return;
  if (!late) cameOnTime(sp.series, ts, doubted);
  const index = at.index;
  for (const watch of sp.watches) {
    if (insertion === 'appended') note(engine, watch, advance(watch, received, out));
    else {
      if (insertion === 'inserted') judgeNew(watch, index);
      else if (watch.judged) rejudge(watch, index);
      note(engine, watch, rework(watch, received, out));
    }
  }
  for (const group of sp.groups) becomeBackground(engine, sp, index, group, received);
  sealWhenFull(engine.changed, sp);
}

/** The sample at `index` may be background of what others have measured since: those are judged again. */
function becomeBackground(engine: Engine, sp: SeriesPlan, index: number, group: Group, received: number): void {
  const { series } = sp;
  const ts = series.time(index);
  const from = cellAfter(ts);
  const reached = cellOf(group.newest);
  if (ts > group.newest) group.newest = ts;
  // mostly nobody is there yet, or a newer sample stands before it; a doubted one takes nobody's place
  if (from > reached) return;
  const next = trustedFrom(series, index + 1);
  if (next <= from) return;
  group.stations.changed(series);
  for (const other of group.watches) {
    if (other.series === series || other.rule.type !== 'neighbours') continue;
    const until = cellAfter(Math.min(next, ts + other.rule.windowMs));
    if (!rejudgeWithin(other, from, until)) continue;
    engine.changed.targets.add(other.target);
    note(engine, other, rework(other, received, out));
  }
}

/** Says whether a verdict on samples in [from, until) changed. */
function rejudgeWithin(watch: ValueWatch, from: number, until: number): boolean {
  const { series } = watch;
  let changed = false;
  for (let i = Math.max(after(series, from - 1), series.sealed); i < series.length && series.time(i) < until; i++)
    if (rejudge(watch, i)) changed = true;
  return changed;
}

function note(engine: Engine, watch: ValueWatch, settled: Settled): void {
  if (settled === 'nothing') return;
  engine.changed.watches.add(watch.key);
  if (settled === 'waiting') engine.waiting.add(watch);
  else engine.waiting.delete(watch);
}

function onDeviceEvent(engine: Engine, item: DeviceEvent): void {
  const plan = engine.plans.get(item.device);
  if (!plan) return;
  // what the hub says of a device is no sign of life, and true whatever state the device is in
  if (!item.byHub) hear(engine, plan, item.received);
  if (!plan.judged && !item.byHub) return;
  const now = Math.max(engine.ticks.last, item.received);
  for (const watch of plan.events)
    if (onEvent(watch, item, now, out) !== 'nothing') engine.changed.watches.add(watch.key);
}

function onStatus(engine: Engine, item: DeviceStatus): void {
  const plan = engine.plans.get(item.device);
  if (!plan) return;
  if (item.heard) hear(engine, plan, item.received);
  for (const watch of plan.offlines)
    if (item.online ? onOnline(watch, item.received, out) : onOffline(watch, item.received))
      engine.changed.watches.add(watch.key);
}

function hear(engine: Engine, plan: Plan, received: number): void {
  if (received > plan.heard) plan.heard = received;
  for (const watch of plan.silences) if (onSound(watch, received, out)) engine.changed.watches.add(watch.key);
  for (const watch of plan.offlines) if (onOnline(watch, received, out)) engine.changed.watches.add(watch.key);
}

function onTick(engine: Engine, tick: Tick): void {
  const { ticks } = engine;
  const now = tick.received;
  const gap = now - ticks.last;
  if (tick.clock !== 'ok' || gap > LIMITS.tickGapMs || gap < 0) ticks.silenceFrom = now;
  // while the clock is behind nobody knows whether it is wrong or what was recorded is
  if (tick.clock === 'ok' && now < ticks.newest - LIMITS.tickGapMs) {
    comeBack(engine, now, out);
    ticks.newest = now;
  }
  ticks.last = now;
  ticks.newest = Math.max(ticks.newest, now);
  engine.changed.ticks = true;
  for (const plan of engine.plans.values()) {
    for (const watch of plan.events) if (onTime(watch, now, out) !== 'nothing') engine.changed.watches.add(watch.key);
    if (!plan.judged || tick.clock !== 'ok') continue;
    for (const watch of plan.offlines)
      if (onOfflineTick(watch, ticks.silenceFrom, now, out)) engine.changed.watches.add(watch.key);
    if (plan.heard === 0) continue;
    for (const watch of plan.silences)
      if (onSilence(watch, Math.max(plan.heard, ticks.silenceFrom), now, out)) engine.changed.watches.add(watch.key);
  }
  for (const watch of engine.waiting) recordWaiting(engine, watch, now);
}

/** Late readings tell of something that goes on, and nothing newer says more: it is written down without an end. */
function recordWaiting(engine: Engine, watch: ValueWatch, now: number): void {
  const incident = watch.incidents.at(-1);
  const heard = engine.plans.get(watch.target)?.heard ?? 0;
  if (incident && incident.end === undefined && !incident.told) {
    if (now - heard < LIMITS.lateQuietMs && now - incident.learntAt < LIMITS.lateKnownMs) return;
    record(watch, incident, standingOf(watch, now), out);
    engine.changed.watches.add(watch.key);
  }
  engine.waiting.delete(watch);
}

function closeOrphans(engine: Engine, now: number): void {
  for (const { key, rule, target, incidents } of engine.orphans) {
    engine.changed.watches.add(key);
    const incident = incidents.at(-1);
    if (!incident?.told?.live || incident.end !== undefined) continue;
    const subject = { key, rule: { id: rule }, target, incidents, facts: () => ({}) };
    out.push(outcome(subject, incident, 'closed', 'no-longer-watched', now, Math.max(now, incident.start)));
  }
  engine.orphans = [];
}

/**
 * Finds the incidents of restored watches again. With the rules and the registry they were kept under nothing comes of
 * it; with others people hear of the difference.
 */
export function resettle(engine: Engine, received: number): readonly Outcome[] {
  out = [];
  for (const watch of engine.watches.values())
    if (watch.kind === 'value') note(engine, watch, rework(watch, received, out));
  engine.changed.watches.clear();
  for (const { key } of out) engine.changed.watches.add(key);
  const outcomes = out;
  out = [];
  return outcomes;
}
