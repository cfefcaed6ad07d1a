import type { DeviceEvent, Reading, ReadingsItem, Rule } from '#hub/contracts';
import { createEngine, evaluate } from './engine.js';
import type { Engine, TickState } from './state.js';
import type { Outcome } from './incident.js';
import { JournalPage, type KeptPage } from './journal-page.js';
import { type KeptTarget, keptTarget, type KeptWatch, keptWatch, restore } from './keep.js';
import type { Target } from './plan.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const T0 = Date.UTC(2026, 5, 2, 18, 0);
export const LATE_AFTER = 10 * MINUTE;

const common = {
  severity: 'warning',
  cause: 'air',
  source: 'test',
  evidence: 'local',
  template: 't',
  enabled: true,
  demo: false,
} as const;
export const RULES: Rule[] = [
  {
    ...common,
    id: 'held',
    type: 'threshold',
    kinds: ['air'],
    metric: 'pm25',
    direction: 'above',
    limit: 100,
    clearAt: 60,
    holdMs: 3 * MINUTE,
    clearMs: 2 * MINUTE,
  },
  {
    ...common,
    id: 'at-once',
    type: 'threshold',
    kinds: ['air'],
    metric: 'pm25',
    direction: 'above',
    limit: 100,
    clearAt: 100,
    holdMs: 0,
    clearMs: 0,
  },
  {
    ...common,
    id: 'low',
    type: 'threshold',
    kinds: ['air'],
    metric: 'pm25',
    direction: 'below',
    limit: 20,
    clearAt: 50,
    holdMs: MINUTE,
    clearMs: 0,
  },
  {
    ...common,
    id: 'rise',
    type: 'rate',
    kinds: ['air'],
    metric: 'pm25',
    direction: 'rise',
    change: 60,
    windowMs: 4 * MINUTE,
    holdMs: 0,
    clearMs: MINUTE,
  },
  {
    ...common,
    id: 'smoke',
    type: 'neighbours',
    kinds: ['air'],
    metric: 'pm25',
    excess: 40,
    ratio: 1.5,
    clearExcess: 20,
    minNeighbours: 2,
    windowMs: 5 * MINUTE,
    holdMs: MINUTE,
    clearMs: MINUTE,
  },
  {
    ...common,
    id: 'person',
    type: 'event',
    kinds: ['air'],
    event: 'person',
    minScore: 0,
    count: 1,
    withinMs: 2 * MINUTE,
    holdMs: 0,
    clearMs: 10 * MINUTE,
  },
  {
    ...common,
    id: 'smoke-seen',
    type: 'event',
    kinds: ['air'],
    event: 'smoke',
    minScore: 0,
    count: 3,
    withinMs: 2 * MINUTE,
    holdMs: 0,
    clearMs: 5 * MINUTE,
  },
];
export const DEVICES = ['a', 'b', 'c'];
export const TARGETS: Target[] = DEVICES.map((id) => ({
  device: {
    id,
    commune: '12345',
    profile: 'air',
    state: 'installed',
    name: id,
    simulated: false,
    installedAt: 0,
  },
  profile: { id: 'air', kind: 'air', vi: '', en: '', metrics: { pm25: {} }, intervalMs: MINUTE },
}));

export const reading = (device: string, ts: number, pm25: number, received: number): Reading => ({
  type: 'reading',
  commune: '12345',
  device,
  kind: 'air',
  ts,
  received,
  late: received - ts > LATE_AFTER,
  values: { pm25 },
  simulated: false,
});
export const detection = (device: string, ts: number, event: string, id: string, received: number): DeviceEvent => ({
  type: 'event',
  commune: '12345',
  device,
  ts,
  received,
  late: received - ts > LATE_AFTER,
  event,
  eventId: id,
  phase: 'start',
  simulated: false,
});

/** What a hub keeps of its engine, as an app would: in copies, so that nothing lives in memory alone. */
export class Keeper {
  engine: Engine;
  readonly outcomes: Outcome[] = [];
  watches = new Map<string, KeptWatch>();
  targets = new Map<string, KeptTarget>();
  journal: [number: number, page: KeptPage][] = [];
  #pages = 0;
  ticks: TickState | undefined;

  constructor() {
    this.engine = createEngine(RULES, TARGETS);
  }
  take(item: ReadingsItem): readonly Outcome[] {
    const told = evaluate(this.engine, item);
    this.outcomes.push(...told);
    const page = new JournalPage();
    page.note(this.engine, item);
    if (page.lines > 0) this.journal.push([++this.#pages, page.written()]);
    const { changed } = this.engine;
    if (changed.allTargets) this.journal = [];
    changed.allTargets = false;
    for (const key of changed.watches) {
      const watch = keptWatch(this.engine, key);
      if (watch) this.watches.set(key, structuredClone(watch));
      else this.watches.delete(key);
    }
    for (const key of changed.targets)
      this.targets.set(key, structuredClone(keptTarget(this.engine, key, this.#pages)));
    this.ticks = structuredClone(this.engine.ticks);
    changed.watches.clear();
    changed.targets.clear();
    return told;
  }
  /** Keeps a whole target, as is done now and then to shorten the journal. */
  keep(target: string) {
    this.targets.set(target, structuredClone(keptTarget(this.engine, target, this.#pages)));
  }
  /** Starts again from what was kept; gives what that would tell anybody. */
  restart(): readonly Outcome[] {
    this.engine = createEngine(RULES, TARGETS);
    // what is restored is changed in place, and may have to be restored again
    const { watches, targets, journal, ticks } = this;
    const kept = { watches, targets, journal, ...(ticks && { ticks }) };
    return restore(this.engine, structuredClone(kept));
  }
}

/** Incident intervals as people would find them in the list of alerts in the end. */
export function intervals(outcomes: readonly Outcome[]): Record<string, [number, number | undefined][]> {
  const last = new Map<string, Outcome>();
  for (const o of outcomes) last.set(o.id, o);
  const byKey: Record<string, [number, number | undefined][]> = {};
  for (const o of last.values()) {
    if (o.endedAt === o.startedAt) continue;
    (byKey[`${o.rule}:${o.target}`] ??= []).push([o.startedAt, o.endedAt]);
  }
  for (const list of Object.values(byKey)) list.sort((x, y) => x[0] - y[0]);
  return Object.fromEntries(Object.entries(byKey).sort());
}

export const settleDown = (keeper: Keeper, from: number) => {
  for (let i = 1; i <= 40; i++) keeper.take({ type: 'tick', received: from + i * MINUTE, clock: 'ok' });
};

export type Sample = [ts: number, value: number];
export interface Naive {
  start: number;
  confirmedAt: number;
  end?: number;
  clearing: boolean;
}
/** The meaning of a threshold rule with hysteresis, spelled out slowly and apart from the engine. */
export function naive(samples: Sample[], rule: Extract<Rule, { type: 'threshold' }>): Naive[] {
  const sorted = [...samples].sort((x, y) => x[0] - y[0]);
  const gapMs = 3 * MINUTE;
  const met = (v: number) => (rule.direction === 'above' ? v > rule.limit : v < rule.limit);
  const clear = (v: number) => (rule.direction === 'above' ? v <= rule.clearAt : v >= rule.clearAt);
  const found: Naive[] = [];
  let i = 0;
  while (i < sorted.length) {
    if (!met(sorted[i]![1])) {
      i++;
      continue;
    }
    // the longest stretch that meets the condition without a pause in the data
    let j = i;
    while (j + 1 < sorted.length && met(sorted[j + 1]![1]) && sorted[j + 1]![0] - sorted[j]![0] <= gapMs) j++;
    const full = sorted.slice(i, j + 1).findIndex(([ts]) => ts - sorted[i]![0] >= rule.holdMs);
    if (full < 0) {
      i = j + 1;
      continue;
    }
    const incident: Naive = { start: sorted[i]![0], confirmedAt: sorted[i + full]![0], clearing: false };
    // over at the first clear stretch that lasts; it begins anew after a pause
    let k = i + full + 1;
    let since: number | undefined;
    for (; k < sorted.length; k++) {
      const [ts, value] = sorted[k]!;
      if (!clear(value)) since = undefined;
      else if (since === undefined || ts - sorted[k - 1]![0] > gapMs) since = ts;
      if (since !== undefined && ts - since >= rule.clearMs) break;
    }
    incident.clearing = since !== undefined;
    if (k < sorted.length) incident.end = since!;
    found.push(incident);
    i = k + 1;
  }
  return found;
}
