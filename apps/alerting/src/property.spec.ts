import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Alert, AlertsItem, AlertTransition, Incident, Reading, ReadingsItem } from '#hub/contracts';
import { alertingOf, station } from './timelines/stations.js';

const MINUTE = 60_000;
const T0 = Date.UTC(2026, 5, 2, 2, 0);
const LATE_AFTER = 10 * MINUTE;
const STATIONS = ['dong', 'doai', 'nam', 'bac'].map((id) => station(id, 'air'));

const reading = (
  { device, ts, value, doubted }: { device: string; ts: number; value: number; doubted: boolean },
  received: number,
): Reading => ({
  type: 'reading',
  commune: '26734',
  device,
  kind: 'air',
  ts,
  received,
  late: received - ts > LATE_AFTER,
  values: { pm25: value },
  ...(doubted && { quality: { pm25: 'doubted' } }),
  simulated: false,
});

/** Late readings showed that it never was. */
const isWithdrawn = ({ startedAt, endedAt }: Alert): boolean => endedAt === startedAt;

/** Alerts as they stand in the end, silence and what was withdrawn aside. */
function incidents(told: readonly AlertTransition[]): [key: string, from: number, to: number | undefined][] {
  const last = new Map<string, AlertTransition['alert']>();
  for (const { alert } of told) last.set(alert.id, alert);
  return [...last.values()]
    .filter((alert) => alert.rule !== 'device-silent' && !isWithdrawn(alert))
    .map((alert): [string, number, number | undefined] => [alert.key, alert.startedAt, alert.endedAt])
    .sort((x, y) => (x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : x[1] - y[1]));
}

const stories = fc.array(
  fc.array(fc.tuple(fc.constantFrom(10, 30, 90, 170), fc.integer({ min: 5, max: 80 })), { minLength: 1, maxLength: 4 }),
  { minLength: STATIONS.length, maxLength: STATIONS.length },
);
/** Whether the probes are doubted, each so many minutes long. */
const doubts = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 3, max: 60 })), { maxLength: 8 });
type Doubts = readonly (readonly [boolean, number])[];
const faults = fc.record({
  delays: fc.array(fc.constantFrom(0, 0, 1, 8, 12, 45, 120), { minLength: 1, maxLength: 50 }),
  duplicates: fc.array(fc.tuple(fc.nat(1000), fc.constantFrom(0, 5, 60)), { maxLength: 10 }),
  batches: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }),
  /** Batches whose commit does not happen: they come again, split as the batch sizes say. */
  failures: fc.array(fc.nat(60), { maxLength: 6 }),
  restarts: fc.array(fc.nat(60), { maxLength: 4 }),
});
type Faults = typeof faults extends fc.Arbitrary<infer F> ? F : never;

/** What went wrong once. */
const EXAMPLES: [[number, number][][], Faults, Doubts][] = [
  // smoke that opens an alert, and readings that arrive 45 minutes late explain it away
  [
    [
      [
        [10, 9],
        [170, 75],
      ],
      [[10, 86]],
      [[30, 5]],
      [[30, 11]],
    ],
    { delays: [45, 45, 0], duplicates: [], batches: [1], failures: [], restarts: [] },
    [],
  ],
  // a late neighbour changes the background and not the verdict, and then a commit fails
  [
    [
      [
        [10, 74],
        [90, 11],
      ],
      [[10, 113]],
      [[90, 76]],
      [
        [30, 73],
        [10, 5],
      ],
    ],
    { delays: [120, 0, 8, 120], duplicates: [], batches: [4, 3], failures: [45], restarts: [] },
    [],
  ],
  // what a neighbour says late is the background until its next value that is to be trusted, past those that are doubted
  [
    [[[10, 5]], [[10, 7]], [[90, 13]], [[10, 5]]],
    { delays: [0, 120, 0], duplicates: [], batches: [1], failures: [], restarts: [] },
    [
      [false, 3],
      [true, 6],
    ],
  ],
];

const readingsOf = (story: readonly (readonly (readonly [number, number])[])[], doubts: Doubts) => {
  const doubted = doubts.flatMap(([is, minutes]) => Array.from({ length: minutes }, () => is));
  return story.flatMap((runs, d) =>
    runs
      .flatMap(([value, minutes]) => Array.from({ length: minutes }, () => value))
      .map((value, i) => ({
        ...{ device: STATIONS[d]!.device.id, ts: T0 + i * MINUTE + d * 7000, value },
        doubted: doubted[i * (d + 1)] ?? false,
      })),
  );
};

const ticks = (from: number, minutes: number): ReadingsItem[] =>
  Array.from({ length: minutes }, (_, i) => ({ type: 'tick', received: from + i * MINUTE, clock: 'ok' }));

/** Each alert of which people were told is in one incident, and each incident stands as its alerts do. */
function belong(items: readonly AlertsItem[]): void {
  const alerts = new Map<string, Alert>();
  const groups = new Map<string, Incident>();
  for (const item of items) {
    if (item.type === 'alert') alerts.set(item.alert.id, item.alert);
    else if (item.type === 'incident') {
      const { incident, change } = item;
      const known = groups.get(incident.id);
      expect(known === undefined).toBe(change === 'opened' || (change === 'closed' && incident.backdated && !known));
      expect(incident.revision).toBeGreaterThan(known?.revision ?? 0);
      groups.set(incident.id, incident);
    }
  }
  for (const alert of alerts.values()) {
    const incident = groups.get(alert.incident!)!;
    // nobody is paged on the word of probes alone that are not to be trusted
    if (!incident.doubted && !incident.backdated)
      expect(incident.alerts.some((id) => alerts.has(id) && !alerts.get(id)!.doubted)).toBe(true);
    expect(incident.alerts).toContain(alert.id);
    if (incident.backdated || alert.backdated || alert.suppressed) continue;
    // only what turned out never to have been is closed with nobody having looked
    if (alert.state === 'closed') expect([alert.id, isWithdrawn(alert)]).toEqual([alert.id, true]);
    else expect([incident.id, incident.state]).not.toEqual([incident.id, 'closed']);
  }
}

describe('alerts of the app', () => {
  it('are the same for any order, repeats, delays, failed commits and restarts, and each is opened once', () => {
    let compared = 0;
    fc.assert(
      fc.property(stories, faults, doubts, (story, f, doubted) => {
        const readings = readingsOf(story, doubted);
        const calm = alertingOf(STATIONS);
        const sorted = [...readings].sort((x, y) => x.ts - y.ts);
        const end = sorted.at(-1)!.ts + 300 * MINUTE;
        const wanted = sorted.flatMap((r) => calm.take([reading(r, r.ts)]));
        wanted.push(...calm.take(ticks(end, 30)));

        const hub = alertingOf(STATIONS);
        const first = readings.map((r, i) => {
          return reading(r, r.ts + f.delays[i % f.delays.length]! * MINUTE);
        });
        const again = f.duplicates.map(([i, minutes]) => {
          const r = first[i % first.length]!;
          return reading(readings[i % first.length]!, r.received + minutes * MINUTE);
        });
        const arriving = [...first, ...again].sort((x, y) => x.received - y.received);
        for (let at = 0, n = 0; at < arriving.length; n++) {
          const batch = arriving.slice(at, at + f.batches[n % f.batches.length]!);
          if (f.failures.includes(n)) hub.take(batch, true);
          else {
            hub.take(batch);
            at += batch.length;
          }
          if (f.restarts.includes(n)) hub.restart();
        }
        hub.take(ticks(end, 30));

        // the same arriving one by one, and nothing going wrong
        const steady = alertingOf(STATIONS);
        for (const item of arriving) steady.take([item]);
        steady.take(ticks(end, 30));
        expect(hub.log.items('alerts')).toEqual(steady.log.items('alerts'));
        belong(hub.log.items('alerts'));

        const told = hub.log.items('alerts').filter((item) => item.type === 'alert');
        expect(incidents(told)).toEqual(incidents(wanted));
        compared += incidents(wanted).length;
        for (const { alert } of told.filter((t) => t.change === 'opened')) {
          expect(alert.backdated).toBe(false);
          const onTime = first.concat(again).some((r) => {
            return r.device === alert.target && !r.late && r.ts >= alert.startedAt && r.received <= alert.updatedAt;
          });
          if (alert.rule !== 'device-silent') expect(onTime).toBe(true);
          if (alert.doubted) expect(alert.severity).toBe('info');
        }
        const opened = told.filter((t) => t.change === 'opened').map((t) => t.alert.id);
        const withdrawn = new Set(told.filter((t) => isWithdrawn(t.alert)).map((t) => t.alert.id));
        const kept = opened.filter((id) => !withdrawn.has(id));
        expect(new Set(kept).size).toBe(kept.length);
      }),
      { numRuns: 60, examples: EXAMPLES },
    );
    expect(compared).toBeGreaterThan(50);
  });
});
