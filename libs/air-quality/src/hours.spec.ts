import { describe, expect, it } from '@jest/globals';
import { endOfYesterday, HOUR_MS, hoursBack, hourSeries, inTableUnit, newestHour, partMs } from './index.js';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-26T12:00:00+07:00');
const rule = { hour: 0.75 };
/** Parts of the hour that begins at `start`, `width` wide, the first `count` of them. */
const parts = (start: number, width: number, values: readonly number[]) =>
  values.map((value, i) => ({ time: start + i * width, value }));
const same = (value: number, count: number) => Array<number>(count).fill(value);

describe('the hours of a station', () => {
  it('are called by their end, and the one that runs is not over', () => {
    const hours = hourSeries(parts(NOON, MINUTE, same(20, 60)), MINUTE, rule);
    expect([...hours]).toEqual([[NOON + HOUR_MS, 20]]);
    expect(newestHour(NOON + 59 * MINUTE)).toBe(NOON);
    expect(newestHour(NOON)).toBe(NOON);
  });

  it('have a mean from 45 minutes on', () => {
    const of = (count: number) => hourSeries(parts(NOON, MINUTE, same(20, count)), MINUTE, rule).size;
    expect([of(44), of(45), of(60)]).toEqual([0, 1, 1]);
    const ofQuarters = (count: number) => hourSeries(parts(NOON, 15 * MINUTE, same(20, count)), 15 * MINUTE, rule).size;
    expect([ofQuarters(2), ofQuarters(3)]).toEqual([0, 1]);
  });

  it('leave out what is negative, also where they count how much there is', () => {
    const values = [...same(-1, 16), ...same(30, 44)];
    expect(hourSeries(parts(NOON, MINUTE, values), MINUTE, rule).size).toBe(0);
    expect([...hourSeries(parts(NOON, MINUTE, [...values, 30].slice(1)), MINUTE, rule).values()]).toEqual([30]);
  });

  it('are counted in parts that a box fills which measures as often as it should', () => {
    const of = (seconds: number) => partMs(seconds * 1000) / MINUTE;
    expect([10, 60, 61, 150, 300, 900, 2400, 3600, 7200].map(of)).toEqual([1, 1, 2, 3, 5, 15, 60, 60, 60]);
  });

  it('go back with their gaps', () => {
    const hours = new Map([
      [NOON, 20],
      [NOON - 2 * HOUR_MS, 30],
    ]);
    expect(hoursBack(hours, NOON, 4)).toEqual([20, undefined, 30, undefined]);
  });

  it('make days of Vietnam', () => {
    const midnight = Date.parse('2026-11-26T00:00:00+07:00');
    expect(endOfYesterday(midnight)).toBe(midnight);
    expect(endOfYesterday(midnight + 24 * HOUR_MS - 1)).toBe(midnight);
    expect(endOfYesterday(midnight - 1)).toBe(midnight - 24 * HOUR_MS);
  });

  it('are in µg/m³, carbon monoxide too', () => {
    expect([inTableUnit('co', 4.5), inTableUnit('pm25', 20)]).toEqual([4500, 20]);
  });
});
