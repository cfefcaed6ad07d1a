import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeviceEvent, Reading, ReadingsItem, Rule } from '#hub/contracts';
import { createEngine, type Engine, evaluate } from './engine.js';
import type { Outcome } from './incident.js';
import {
  type JournalLine,
  journalLine,
  type KeptTarget,
  keptTarget,
  type KeptWatch,
  keptWatch,
  restore,
} from './keep.js';
import type { Target } from './plan.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const T0 = Date.UTC(2026, 5, 2, 18, 0);
const LATE_AFTER = 10 * MINUTE;

const common = {
  severity: 'warning',
  source: 'test',
  evidence: 'local',
  template: 't',
  enabled: true,
  demo: false,
} as const;
const RULES: Rule[] = [
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
const DEVICES = ['a', 'b', 'c'];
const TARGETS: Target[] = DEVICES.map((id) => ({
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

interface Arrival {
  item: Reading | DeviceEvent;
  restart: boolean;
}

const reading = (device: string, ts: number, pm25: number, received: number): Reading => ({
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
const detection = (device: string, ts: number, event: string, id: string, received: number): DeviceEvent => ({
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

/** What a hub keeps of its engine, as an app would: through JSON, so that nothing lives in memory alone. */
class Keeper {
  engine: Engine;
  readonly outcomes: Outcome[] = [];
  watches = new Map<string, string>();
  targets = new Map<string, string>();
  journal: string[] = [];
  ticks = '';

  constructor() {
    this.engine = createEngine(RULES, TARGETS);
  }
  take(item: ReadingsItem): readonly Outcome[] {
    const told = evaluate(this.engine, item);
    this.outcomes.push(...told);
    if (item.type === 'reading' || item.type === 'event') {
      const line = journalLine(this.engine, item);
      if (line) this.journal.push(JSON.stringify(line));
    }
    const { changed } = this.engine;
    for (const key of changed.watches) this.watches.set(key, JSON.stringify(keptWatch(this.engine, key)));
    for (const key of changed.targets) this.targets.set(key, JSON.stringify(keptTarget(this.engine, key)));
    this.ticks = JSON.stringify(this.engine.ticks);
    changed.watches.clear();
    changed.targets.clear();
    return told;
  }
  /** Keeps a whole target, as is done now and then to shorten the journal. */
  keep(target: string) {
    this.targets.set(target, JSON.stringify(keptTarget(this.engine, target)));
  }
  restart() {
    this.engine = createEngine(RULES, TARGETS);
    const told = restore(this.engine, {
      watches: [...this.watches].map(([k, v]) => [k, JSON.parse(v) as KeptWatch]),
      targets: [...this.targets].map(([k, v]) => [k, JSON.parse(v) as KeptTarget]),
      journal: this.journal.map((line) => JSON.parse(line) as JournalLine),
      ...(this.ticks && { ticks: JSON.parse(this.ticks) }),
    });
    expect(told).toEqual([]);
  }
}

/** Incident intervals as people would find them in the list of alerts in the end. */
function intervals(outcomes: readonly Outcome[]): Record<string, [number, number | undefined][]> {
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

const settleDown = (keeper: Keeper, from: number) => {
  for (let i = 1; i <= 40; i++) keeper.take({ type: 'tick', received: from + i * MINUTE, clock: 'ok' });
};

type Sample = [ts: number, value: number];
interface Naive {
  start: number;
  confirmedAt: number;
  end?: number;
  clearing: boolean;
}
/** The meaning of a threshold rule with hysteresis, spelled out slowly and apart from the engine. */
function naive(samples: Sample[], rule: Extract<Rule, { type: 'threshold' }>): Naive[] {
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

const arbitrary = {
  // values wander, so that conditions hold now and then
  series: fc.array(fc.tuple(fc.constantFrom(10, 30, 55, 80, 120, 180), fc.integer({ min: 1, max: 6 })), {
    minLength: 1,
    maxLength: 12,
  }),
  /** Minutes until a packet arrives: at once, soon, late, very late. */
  delay: fc.constantFrom(0, 0, 0, 1, 4, 9, 11, 30, 120),
};

/** Readings of each device, one a minute with a pause here and there. */
const stories = fc.record({
  devices: fc.tuple(arbitrary.series, arbitrary.series, arbitrary.series),
  pauses: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 2 }),
  detections: fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 0, max: 120 }), fc.constantFrom('person', 'smoke')), {
    maxLength: 12,
  }),
});
type Story = typeof stories extends fc.Arbitrary<infer T> ? T : never;

function samplesOf(story: Story): { device: string; ts: number; value: number }[] {
  return story.devices.flatMap((runs, d) => {
    const values = runs.flatMap(([value, times]) => Array.from({ length: times }, () => value));
    let minute = 0;
    return values.map((value, i) => {
      minute += story.pauses.includes(i) ? 7 : 1;
      return { device: DEVICES[d]!, ts: T0 + minute * MINUTE + d * 7 * SECOND, value };
    });
  });
}
const eventsOf = (story: Story) =>
  story.detections.map(([d, at, event], i) => ({
    device: DEVICES[d]!,
    ts: T0 + at * 20 * SECOND + i,
    event,
    id: `e${i}`,
  }));

const sortedRun = (story: Story): Keeper => {
  const keeper = new Keeper();
  const items = [
    ...samplesOf(story).map((s) => reading(s.device, s.ts, s.value, s.ts)),
    ...eventsOf(story).map((e) => detection(e.device, e.ts, e.event, e.id, e.ts)),
  ].sort((x, y) => x.ts - y.ts);
  for (const item of items) keeper.take(item);
  settleDown(keeper, T0 + 300 * MINUTE);
  return keeper;
};

/** Each packet delayed, some twice, with ticks and restarts in between. */
const faults = fc.record({
  delays: fc.array(arbitrary.delay, { minLength: 1, maxLength: 40 }),
  duplicates: fc.array(fc.tuple(fc.nat(400), arbitrary.delay), { maxLength: 10 }),
  restarts: fc.array(fc.nat(400), { maxLength: 4 }),
  tickEvery: fc.constantFrom(1, 7, 1000),
});
type Faults = typeof faults extends fc.Arbitrary<infer T> ? T : never;

function arrivalsOf(story: Story, f: Faults): Arrival[] {
  const delay = (i: number) => f.delays[i % f.delays.length]! * MINUTE;
  const firsts = [
    ...samplesOf(story).map((s, i) => reading(s.device, s.ts, s.value, s.ts + delay(i))),
    ...eventsOf(story).map((e, i) => detection(e.device, e.ts, e.event, e.id, e.ts + delay(i * 3))),
  ];
  const again = f.duplicates.map(([i, minutes]) => {
    const item = firsts[i % firsts.length]!;
    const received = item.received + minutes * MINUTE;
    return { ...item, received, late: received - item.ts > LATE_AFTER };
  });
  return [...firsts, ...again]
    .sort((x, y) => x.received - y.received)
    .map((item, i) => ({ item, restart: f.restarts.includes(i) }));
}

const RUNS = { numRuns: Number(process.env.RUNS ?? 400) };

describe('incidents are a matter of what was measured, not of how it came', () => {
  it('any order, repeats, delays and restarts give the incidents of the sorted fault-free run', () => {
    fc.assert(
      fc.property(stories, faults, (story, f) => {
        const wanted = intervals(sortedRun(story).outcomes);
        const keeper = new Keeper();
        let lastTick = T0;
        arrivalsOf(story, f).forEach(({ item, restart }, i) => {
          if (i % f.tickEvery === 0 && item.received > lastTick) {
            lastTick = item.received;
            keeper.take({ type: 'tick', received: lastTick, clock: 'ok' });
          }
          keeper.take(item);
          if (i % 5 === 0) keeper.keep(item.device);
          if (restart) keeper.restart();
        });
        settleDown(keeper, T0 + 400 * MINUTE);
        if (process.env.DBG && JSON.stringify(intervals(keeper.outcomes)) !== JSON.stringify(wanted))
          console.log(
            JSON.stringify(
              keeper.outcomes.map((o) => [
                o.kind,
                o.reason,
                o.id,
                o.startedAt - T0,
                o.endedAt && o.endedAt - T0,
                o.at - T0,
              ]),
            ),
            JSON.stringify(
              Object.fromEntries(Object.entries(wanted).map(([k, v]) => [k, v.map((x) => x.map((y) => y && y - T0))])),
            ),
          );
        expect(intervals(keeper.outcomes)).toEqual(wanted);
      }),
      RUNS,
    );
  });

  it('the sorted run finds what the definition says', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const found = intervals(sortedRun(story).outcomes);
        for (const rule of RULES)
          if (rule.type === 'threshold')
            for (const device of DEVICES) {
              const samples = samplesOf(story)
                .filter((s) => s.device === device)
                .map((s): Sample => [s.ts, s.value]);
              const wanted = naive(samples, rule).map((n) => [n.start, n.end]);
              expect(found[`${rule.id}:${device}`] ?? []).toEqual(wanted);
            }
      }),
      RUNS,
    );
  });

  it('pages exactly where the newest on-time reading meets the condition, and once', () => {
    fc.assert(
      fc.property(stories, faults, (story, f) => {
        const keeper = new Keeper();
        const seen = new Map<string, Map<number, number>>(DEVICES.map((d) => [d, new Map()]));
        const onTime = new Map<string, number>();
        const live = new Map<string, Outcome>();
        let withdrawn = 0;
        let opened = 0;
        for (const { item, restart } of arrivalsOf(story, f)) {
          if (item.type !== 'reading') continue;
          seen.get(item.device)!.set(item.ts, item.values.pm25!);
          if (!item.late) onTime.set(item.device, Math.max(onTime.get(item.device) ?? 0, item.ts));
          const told = keeper.take(item);
          for (const o of told) {
            if (o.kind === 'opened') opened++;
            if (o.kind === 'closed' && o.reason === 'withdrawn') withdrawn++;
            if (o.backdated || o.endedAt !== undefined) live.delete(o.id);
            else live.set(o.id, o);
          }
          for (const rule of RULES) {
            if (rule.type !== 'threshold') continue;
            const samples = [...seen.get(item.device)!].map(([ts, value]): Sample => [ts, value]);
            const last = naive(samples, rule).at(-1);
            const mayPage =
              last !== undefined &&
              last.end === undefined &&
              !last.clearing &&
              (onTime.get(item.device) ?? 0) >= last.confirmedAt;
            const open = [...live.values()].filter((o) => o.rule === rule.id && o.target === item.device);
            if (mayPage) expect(open).toMatchObject([{ startedAt: last.start }]);
            const pages = told.filter((o) => o.kind === 'opened' && o.rule === rule.id && o.target === item.device);
            if (pages.length > 0) expect(mayPage).toBe(true);
            expect(pages.length).toBeLessThanOrEqual(1);
          }
          if (restart) keeper.restart();
        }
        const pagedIds = keeper.outcomes.filter((o) => o.kind === 'opened').map((o) => o.id);
        if (withdrawn === 0) expect(new Set(pagedIds).size).toBe(opened);
      }),
      RUNS,
    );
  });
});
