import { BETWEEN, type Condition } from './condition.js';
import { resettle } from './engine.js';
import type { Detection, EventWatch } from './event-watch.js';
import type { Incident, Outcome } from './incident.js';
import type { WrittenJudged } from './judged.js';
import { type KeptPage, readPage } from './journal-page.js';
import { introduceNeighbours } from './plan.js';
import { dropSealed, sealWhenFull } from './seal.js';
import type { WrittenSeries } from './series.js';
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
  /** Number of the last page of the journal that it holds, or that tells of an earlier device of this name. */
  upTo: number;
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
  if (watch.kind === 'value') return { base: watch.base, incidents: watch.incidents, sealedTo: watch.series.sealedTo };
  const { detections, sealedTo, onTimeTs, base, incidents } = watch;
  return { incidents, detections, sealedTo, onTimeTs, ...(base && { run: base }) };
}

/** Of a target that is no more nothing but that. */
export function keptTarget(engine: Engine, target: string, upTo: number): KeptTarget {
  const plan = engine.plans.get(target);
  if (!plan) return { heard: 0, series: {}, upTo };
  const series: Record<string, KeptSeries> = {};
  for (const [metric, { series: s, watches }] of plan.series) {
    const judged: KeptSeries['judged'] = {};
    for (const watch of watches) if (watch.judged) judged[watch.rule.id] = watch.judged.written();
    series[metric] = { ...s.written(), judged };
  }
  return { heard: plan.heard, series, upTo };
}

export interface Kept {
  watches: Iterable<[key: string, watch: KeptWatch]>;
  targets: Iterable<[target: string, kept: KeptTarget]>;
  /** Oldest first; may repeat what the targets hold already. */
  journal: Iterable<[number: number, page: KeptPage]>;
  /** Ticks of earlier versions have no `newest`. */
  ticks?: Omit<TickState, 'newest'> & Partial<TickState>;
}

/**
 * Puts kept state into a fresh engine and gives what is to be told because rules or registry changed since. Watches of
 * rules and devices that are gone become orphans.
 */
export function restore(engine: Engine, kept: Kept): readonly Outcome[] {
  const gone: string[] = [];
  const known = new Map<string, number>();
  for (const [target, { heard, series, upTo }] of kept.targets) {
    known.set(target, upTo);
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
      const n = from.ts.length;
      const unknown: WrittenJudged = {
        verdicts: new Uint8Array(n).fill(BETWEEN),
        backgrounds: new Float64Array(n).fill(NaN),
      };
      for (const watch of sp.watches) watch.judged?.take(from.judged[watch.rule.id] ?? unknown);
    }
  }
  for (const [number, page] of kept.journal) readPage(engine, page, (device) => (known.get(device) ?? 0) >= number);
  introduceNeighbours(engine.plans.values());
  for (const [key, from] of kept.watches) {
    const watch = engine.watches.get(key);
    // kept values may be shared with the log's cache, and what is restored is changed in place
    const { base, incidents, detections, sealedTo, run, onTimeTs, offlineSince } = structuredClone(from);
    if (!watch) {
      const [rule, target] = splitKey(key);
      engine.orphans.push({ key, rule, target, incidents });
      continue;
    }
    // what was over before the rule became what it is stays as it was told
    const { since = 0 } = watch.rule;
    watch.incidents = incidents.filter(({ end }) => end === undefined || end > since) as typeof watch.incidents;
    if (watch.kind === 'value' && base) {
      watch.base = base;
      // folded since the samples were kept
      if (sealedTo !== undefined && sealedTo > watch.series.sealedTo) watch.series.sealUpTo(sealedTo);
    }
    if (watch.kind === 'offline') watch.offlineSince = offlineSince;
    if (watch.kind === 'event')
      Object.assign(watch, {
        detections: detections ?? [],
        sealedTo: sealedTo ?? 0,
        onTimeTs: onTimeTs ?? 0,
        base: run,
      });
  }
  for (const plan of engine.plans.values())
    for (const sp of plan.series.values()) {
      dropSealed(sp);
      // under other rules than it was kept with nothing may say up to where it was folded
      sealWhenFull(engine.changed, sp);
    }
  if (kept.ticks) engine.ticks = { ...kept.ticks, newest: kept.ticks.newest ?? kept.ticks.last };
  const outcomes = resettle(engine, engine.ticks.last);
  for (const target of gone) engine.changed.targets.add(target);
  return outcomes;
}

/** Rule and target of a key; what follows them is the metric. */
const splitKey = (key: string): [string, string] => {
  const [rule = '', target = ''] = key.split(':');
  return [rule, target];
};
