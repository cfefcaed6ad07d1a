import { describe, expect, it } from '@jest/globals';
import { comingHours } from './hours-of-day.js';
import { freshWindows } from './fresh-windows.js';

const HOUR = 3_600_000;
/** Midnight in Vietnam. */
const MIDNIGHT = Date.UTC(2026, 10, 25, 17);
const at = (hours: number) => MIDNIGHT + hours * HOUR;

describe('hours in which water may be taken', () => {
  it('come every day, across midnight, what is over left out', () => {
    const hours = comingHours([{ from: 22 * 60, to: 4 * 60 }], at(1), 1)!;
    expect(hours.map(({ from, to }) => [(from - MIDNIGHT) / HOUR, (to - MIDNIGHT) / HOUR])).toEqual([
      [-2, 4],
      [22, 28],
      [46, 52],
    ]);
  });
  it('nobody set are none', () => expect(comingHours(undefined, at(0), 1)).toBeUndefined());
});

describe('fresh water at a sluice with a tide', () => {
  /** Salt from noon to six in the evening, fresh for the rest of the day. */
  const yesterday = new Map(
    Array.from({ length: 25 }, (_, i) => [at(i - 25), (i - 1) % 24 >= 12 && (i - 1) % 24 < 18 ? 4 : 0.4] as const),
  );

  it('is expected fifty minutes later each day', () => {
    const fresh = freshWindows(yesterday, { now: at(0), limit: 1 })!;
    const salt = fresh.slice(1).map(({ from }, i) => [fresh[i]!.to, from] as const);
    expect(
      salt.map(([from, to]) => [(from - MIDNIGHT) / HOUR, (to - MIDNIGHT) / HOUR].map((h) => Math.round(h * 10) / 10)),
    ).toEqual([
      [12.8, 18.8],
      [37.7, 43.7],
      [62.5, 68.5],
    ]);
    expect(fresh[0]!.from).toBe(at(0));
  });
  it('is no condition where it never was salt, and nothing is said of a day that was hardly measured', () => {
    const always = new Map([...yesterday.keys()].map((hour) => [hour, 0.2]));
    expect(freshWindows(always, { now: at(0), limit: 1 })).toBeUndefined();
    expect(freshWindows(new Map([...yesterday].slice(0, 10)), { now: at(0), limit: 1 })).toBeUndefined();
  });
});
