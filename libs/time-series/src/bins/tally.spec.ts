import { describe, expect, it } from '@jest/globals';
import { type Aggregate, AGGREGATES } from '../time-series.js';
import { Tally } from './tally.js';

const SUSPECT = 1;
const FAULT = 3;
const all = (tally: Tally) => Object.fromEntries(AGGREGATES.map((a) => [a, tally.value(a)]));
const hour = (n: number, values: [value: number, grade: number][]) => {
  const tally = new Tally('all');
  for (const [value, grade] of values) tally.add(value, grade);
  return tally.rollup(n);
};

describe('Tally', () => {
  it('speaks of good values, and counts all', () => {
    const tally = new Tally('median');
    for (const value of [4, 1, 3, 2]) tally.add(value, 0);
    tally.add(100, SUSPECT);
    tally.add(-100, FAULT);
    expect(all(tally)).toEqual({ mean: 2.5, min: 1, max: 4, median: 2.5, sum: 10, last: 2, count: 6 });
    expect(tally.grade('count')).toBe(FAULT);
    expect(tally.grade('mean')).toBe(0);
  });

  it('has nothing to say of bad values but their number', () => {
    const tally = new Tally('median');
    tally.add(7, SUSPECT);
    expect(all(tally)).toEqual({ count: 1 });
  });

  it('of one hour’s rollup tells everything, its median too', () => {
    const tally = new Tally('median');
    tally.addHour(
      hour(0, [
        [1, 0],
        [5, 0],
        [9, 0],
        [50, SUSPECT],
      ]),
    );
    expect(all(tally)).toEqual({ mean: 5, min: 1, max: 9, median: 5, sum: 15, last: 9, count: 4 });
  });

  it('of several hours, or an hour and values, tells everything but the median', () => {
    const wanted: Partial<Record<Aggregate, number>> = { mean: 4, min: 1, max: 8, sum: 20, last: 2, count: 6 };
    const hours = new Tally('median');
    hours.addHour(
      hour(0, [
        [1, 0],
        [8, 0],
      ]),
    );
    hours.addHour(
      hour(1, [
        [5, 0],
        [4, 0],
        [2, 0],
        [0, FAULT],
      ]),
    );
    expect(all(hours)).toEqual(wanted);
    const mixed = new Tally('median');
    mixed.addHour(
      hour(0, [
        [1, 0],
        [8, 0],
      ]),
    );
    for (const [value, grade] of [
      [5, 0],
      [4, 0],
      [2, 0],
      [0, FAULT],
    ] as const)
      mixed.add(value, grade);
    expect(all(mixed)).toEqual(wanted);
  });

  it('takes nothing from an hour without a good value but its number', () => {
    const tally = new Tally('mean');
    tally.addHour(hour(0, [[3, 0]]));
    tally.addHour(hour(1, [[-99, FAULT]]));
    expect({ ...all(tally), median: undefined }).toEqual({ mean: 3, min: 3, max: 3, sum: 3, last: 3, count: 2 });
  });
});
