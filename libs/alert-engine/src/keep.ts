import type { ReadingsItem } from '#hub/contracts';
import { BETWEEN, type Condition, type Verdict } from './condition.js';
import { resettle } from './engine.js';
import type { Detection, EventWatch } from './event-watch.js';
import type { Incident, Outcome } from './incident.js';
import type { WrittenJudged } from './judged.js';
import { introduceNeighbours, type SeriesPlan } from './plan.js';
import { after, insert, type WrittenSeries } from './series.js';
import type { Engine, TickState } from './state.js';

/** What survives a restart, in three parts: watches and targets when they change at length, and a journal of samples. */
export interface KeptWatch {
  base?: Condition;
  incidents: Incident[];
  detections?: Detection[];
  sealedTo?: number;
  run?: EventWatch['base'];
  onTimeTs?: number;
  offlineSince?: number;
}
export interface KeptSeries extends WrittenSeries {
  /** Per neighbours rule: what was judged when the others' samples were still there. */
  judged: Record<string, WrittenJudged>;
}
export interface KeptTarget {
  heard: number;
  series: Record<string, KeptSeries>;
}
/**
 * Verdicts of neighbours rules as they stand: the others' samples may be folded away by the time of a restart. One that a
 * neighbour's late sample changes makes the whole target be kept again (`changed.targets`).
 */
type JudgedLine = Record<string, [verdict: Verdict, background: number | null]>;

/** One reading as the journal has it. Putting it in twice changes nothing. */
export interface JournalLine {
  device: string;
  ts: number;
  received: number;
  late: boolean;
  values: [metric: string, value: number, judged?: JudgedLine][];
}

const NO_VALUES: JournalLine['values'] = [];

/** Call it after `evaluate`. The part of an item that the engine remembers; undefined where it concerns no rule. */
export function journalLine(engine: Engine, item: ReadingsItem): JournalLine | undefined {
  if (item.type === 'tick' || (item.type === 'status' && !item.heard)) return undefined;
  const plan = engine.plans.get(item.device);
  if (!plan || (plan.series.size === 0 && plan.silences.length === 0)) return undefined;
  let values: JournalLine['values'] | undefined;
  if (plan.judged && item.type === 'reading')
    for (const metric in item.values) {
      const sp = plan.series.get(metric);
      if (!sp || item.quality?.[metric as keyof typeof item.quality]) continue;
      const value = item.values[metric as keyof typeof item.values];
      if (typeof value !== 'number' || !Number.isFinite(value)) continue;
      const line = judgedLine(sp, metric, item.ts, value);
      // an empty array that is pushed to takes room for sixteen
      if (values) values.push(line);
      else values = [line];
    }
  if (item.type === 'status')
    return { device: item.device, ts: item.received, received: item.received, late: false, values: NO_VALUES };
  return { device: item.device, ts: item.ts, received: item.received, late: item.late, values: values ?? NO_VALUES };
}

function judgedLine(sp: SeriesPlan, metric: string, ts: number, value: number): JournalLine['values'][number] {
  const i = after(sp.series, ts) - 1;
  let judged: JudgedLine | undefined;
  for (const watch of sp.watches)
    if (watch.judged && i >= 0 && sp.series.time(i) === ts) {
      judged ??= {};
      judged[watch.rule.id] = [watch.judged.verdict(i), watch.judged.background(i) ?? null];
    }
  return judged ? [metric, value, judged] : [metric, value];
}

/** The watch as it must be kept; undefined = keep it no longer. */
export function keptWatch(engine: Engine, key: string): KeptWatch | undefined {
  const watch = engine.watches.get(key);
  if (!watch) return undefined;
  if (watch.kind === 'silence') return { incidents: watch.incidents };
  if (watch.kind === 'offline')
    return {
      incidents: watch.incidents,
      ...(watch.offlineSince !== undefined && { offlineSince: watch.offlineSince }),
    };
  if (watch.kind === 'value') return { base: watch.base, incidents: watch.incidents };
  const { detections, sealedTo, onTimeTs, base, incidents } = watch;
  return { incidents, detections, sealedTo, onTimeTs, ...(base && { run: base }) };
}

export function keptTarget(engine: Engine, target: string): KeptTarget | undefined {
  const plan = engine.plans.get(target);
  if (!plan) return undefined;
  const series: Record<string, KeptSeries> = {};
  for (const [metric, { series: s, watches }] of plan.series) {
    const judged: KeptSeries['judged'] = {};
    for (const watch of watches) if (watch.judged) judged[watch.rule.id] = watch.judged.written();
    series[metric] = { ...s.written(), judged };
  }
  return { heard: plan.heard, series };
}

export interface Kept {
  watches: Iterable<[key: string, watch: KeptWatch]>;
  targets: Iterable<[target: string, kept: KeptTarget]>;
  /** Oldest first; may repeat what the targets hold already. */
  journal: Iterable<JournalLine>;
  /** Ticks of earlier versions have no `newest`. */
  ticks?: Omit<TickState, 'newest'> & Partial<TickState>;
}

/**
 * Puts kept state into a fresh engine and gives what is to be told because rules or registry changed since. Watches of
 * rules and devices that are gone become orphans.
 */
export function restore(engine: Engine, kept: Kept): readonly Outcome[] {
  const gone: string[] = [];
  for (const [target, { heard, series }] of kept.targets) {
    const plan = engine.plans.get(target);
    if (!plan) {
      gone.push(target);
      continue;
    }
    plan.heard = heard;
    for (const [metric, sp] of plan.series) {
      const from = series[metric];
      if (!from) continue;
      sp.series.take(from);
      const unknown: WrittenJudged = { verdicts: from.ts.map(() => BETWEEN), backgrounds: from.ts.map(() => null) };
      for (const watch of sp.watches) watch.judged?.take(from.judged[watch.rule.id] ?? unknown);
    }
  }
  for (const line of kept.journal) replay(engine, line);
  introduceNeighbours(engine.plans.values());
  for (const [key, from] of kept.watches) {
    const watch = engine.watches.get(key);
    const { base, incidents, detections, sealedTo, run, onTimeTs, offlineSince } = structuredCloneOf(from);
    if (!watch) {
      const [rule, target] = splitKey(key);
      engine.orphans.push({ key, rule, target, incidents });
      continue;
    }
    watch.incidents = incidents as typeof watch.incidents;
    if (watch.kind === 'value' && base) watch.base = base;
    if (watch.kind === 'offline') watch.offlineSince = offlineSince;
    if (watch.kind === 'event')
      Object.assign(watch, {
        detections: detections ?? [],
        sealedTo: sealedTo ?? 0,
        onTimeTs: onTimeTs ?? 0,
        base: run,
      });
  }
  if (kept.ticks) engine.ticks = { ...kept.ticks, newest: kept.ticks.newest ?? kept.ticks.last };
  const outcomes = resettle(engine, engine.ticks.last);
  for (const target of gone) engine.changed.targets.add(target);
  return outcomes;
}

const at = { index: 0 };

function replay(engine: Engine, line: JournalLine): void {
  const plan = engine.plans.get(line.device);
  if (!plan) return;
  plan.heard = Math.max(plan.heard, line.received);
  for (const [metric, value, judged] of line.values) {
    const sp = plan.series.get(metric);
    if (!sp) continue;
    const insertion = insert(sp.series, line.ts, value, at);
    if (insertion === 'too-old') continue;
    if (!line.late && line.ts > sp.series.onTimeTs) sp.series.onTimeTs = line.ts;
    if (insertion === 'known') continue;
    for (const watch of sp.watches) {
      if (!watch.judged) continue;
      const [verdict, background] = judged?.[watch.rule.id] ?? [BETWEEN, null];
      if (insertion === 'replaced') watch.judged.set(at.index, verdict, background ?? undefined);
      else watch.judged.insertAt(at.index, verdict, background ?? undefined);
    }
  }
}

const splitKey = (key: string): [string, string] => {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
};

/** Kept values may be shared with the log's cache: what is restored is changed in place, so it is copied first. */
function structuredCloneOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(structuredCloneOf) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, structuredCloneOf(v)])) as T;
}
