import { expect, it } from '@jest/globals';
import { METRICS, type Reading } from '#hub/contracts';
import type { DevicePlan } from '../decode/plan.js';
import { gradeReading } from './grade.js';

const ranges = Object.fromEntries(Object.entries(METRICS).map(([name, { range }]) => [name, range]));
const plan = {
  device: { id: 'bui-1', commune: '26734', installedAt: 0, simulated: false },
  ...{ profile: { kind: 'air' }, simulated: false, lateAfterMs: 600_000, ranges },
} as unknown as DevicePlan;

/** PM2.5 as the hub takes it, and what it is worth. */
function pm25(values: Reading['values'], marks?: { pm25_b: 'missing' }): [number | undefined, string] {
  const draft = { is: 'measured', plan, ts: 1000, values, ...(marks && { marks }) } as const;
  const read = gradeReading(draft, { received: 1000, clock: 'ok', learnt: 1000 });
  return [read.values.pm25, read.quality?.pm25 ?? 'good'];
}

it.each<[string, Reading['values'], [number | undefined, string]]>([
  ['agree', { pm25_a: 30, pm25_b: 34 }, [32, 'good']],
  ['differ by little in clean air', { pm25_a: 1, pm25_b: 5 }, [3, 'good']],
  ['are so far apart that one of them is broken', { pm25_a: 40, pm25_b: 0 }, [20, 'doubted']],
  ['… or stuck at its top', { pm25_a: 12, pm25_b: 1999 }, [1005.5, 'doubted']],
  [
    'read twice as much as each other: a single value may do so, a day of them not',
    { pm25_a: 40, pm25_b: 80 },
    [60, 'good'],
  ],
  ['are one alone', { pm25_a: 40 }, [40, 'good']],
  ['are one alone, since the other is out of its range', { pm25_a: 40, pm25_b: 9000 }, [40, 'good']],
  ['stand beside what the box makes of them', { pm25: 41, pm25_a: 40, pm25_b: 0 }, [41, 'doubted']],
])('counters that %s', (_, values, wanted) => {
  expect(pm25(values)).toEqual(wanted);
});

it('a counter that says it is faulty leaves the other one', () => {
  expect(pm25({ pm25_a: 25 }, { pm25_b: 'missing' })).toEqual([25, 'good']);
});
