import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  borrow,
  type IrrigationTable,
  type PlotEvent,
  season,
  type Season,
  type SeasonPlot,
  stateOf,
} from '../index.js';
import { aPlot, moment, someDays } from '../spec-kit.js';

const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const NOW = moment('2026-11-20', 6);
const days = someDays('2026-11-01', 30);
const state = (plot: Partial<SeasonPlot>, level?: number, events: PlotEvent[] = []) => {
  const measurements = level === undefined ? [] : [{ at: NOW, metric: 'field_level' as const, value: level }];
  return stateOf(season(aPlot(plot), days, { measurements, events, until: NOW }, table) as Season, table);
};
const own = state({});
const from = (...others: ReturnType<typeof state>[]) => borrow(own, others, table).borrowed?.from;

describe('a plot without a probe', () => {
  it('has the level of the nearest measured plot like it, and says whose', () => {
    const near = state({ id: 'b', latitude: 10.001 }, -8);
    const found = borrow(own, [state({ id: 'c', latitude: 10.002 }, 3), near], table);
    expect(found).toMatchObject({
      basis: 'borrowed',
      borrowed: { from: 'b', distanceM: 111 },
      measured: { value: -8 },
    });
    expect(found.level).toBeCloseTo(-8, 9);
    expect(found.field).toBe(own.field);
    expect(found.notes).toEqual([]);
  });
  it('asks its own block first', () => {
    const near = state({ id: 'b', latitude: 10.001, block: 'khu-2' }, -8);
    expect(from(near, state({ id: 'c', latitude: 10.005 }, 3))).toBe('c');
    expect(from(near)).toBe('b');
  });
  it.each([
    ['another crop', { crop: 'maize' }],
    ['another soil', { soil: 'loam' }],
    ['sown eleven days later', { sown: '2026-11-12' }],
    ['farther than a kilometre', { latitude: 10.02 }],
    ['nobody knows where', { latitude: undefined }],
  ] as const)('does not ask a plot that is not like it: %s', (_, plot) => {
    expect(from(state({ id: 'b', latitude: 10.001, ...plot }, 3))).toBeUndefined();
  });
  it('does not ask a plot that was filled last week while it was not', () => {
    const filled: PlotEvent[] = [{ type: 'irrigated', at: moment('2026-11-16'), m3: 800 }];
    const other = state({ id: 'b', latitude: 10.001 }, 3, filled);
    expect(from(other)).toBeUndefined();
    expect(borrow(state({}, undefined, filled), [other], table).basis).toBe('borrowed');
  });
  it('keeps what it measures itself, and its estimate where there is nobody', () => {
    const measured = state({}, 1);
    expect(borrow(measured, [state({ id: 'b' }, -8)], table)).toBe(measured);
    expect(borrow(own, [state({ id: 'b', latitude: 10.001 })], table)).toBe(own);
  });
  it('asks the same one, whatever the order', () => {
    const others = [1, 2, 3, 4].map((i) => state({ id: `b${i}`, latitude: 10 + (i % 2) / 1000, longitude: 105.5 }, -i));
    fc.assert(
      fc.property(fc.shuffledSubarray(others, { minLength: 4 }), (list) => {
        expect(from(...list)).toBe('b2');
      }),
    );
  });
});
