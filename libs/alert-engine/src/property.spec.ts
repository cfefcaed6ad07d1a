import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeviceEvent, Reading } from '#hub/contracts';
import type { Outcome } from './incident.js';
import {
  detection,
  DEVICES,
  intervals,
  Keeper,
  LATE_AFTER,
  MINUTE,
  naive,
  reading,
  RULES,
  type Sample,
  SECOND,
  settleDown,
  T0,
} from './spec-kit.js';

interface Arrival {
  item: Reading | DeviceEvent;
  restart: boolean;
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

const RUNS = { numRuns: 250 };

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
          if (restart) expect(keeper.restart()).toEqual([]);
        });
        settleDown(keeper, T0 + 400 * MINUTE);
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
          if (restart) expect(keeper.restart()).toEqual([]);
        }
        const pagedIds = keeper.outcomes.filter((o) => o.kind === 'opened').map((o) => o.id);
        if (withdrawn === 0) expect(new Set(pagedIds).size).toBe(opened);
      }),
      RUNS,
    );
  });
});
