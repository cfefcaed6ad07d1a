import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { type AqiTable, bandOf, dailyAqi, HOUR_MS, hourlyAqi, nowCast, POLLUTANTS, subIndex } from './index.js';

const table = JSON.parse(readFileSync('reference/vn-aqi.json', 'utf8')) as AqiTable;

const pollutant = fc.constantFrom(...POLLUTANTS);
const concentration = fc.double({ min: 0, max: 200_000, noNaN: true });
const hour = fc.option(fc.double({ min: 0, max: 1000, noNaN: true }), { nil: undefined });
const hours = fc.array(hour, { minLength: 12, maxLength: 12 });

describe('whatever is measured', () => {
  it('a sub-index is between 0 and 500, and more of a pollutant is never better', () => {
    fc.assert(
      fc.property(pollutant, concentration, concentration, (of, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((c) => subIndex(table, of, c)) as [number, number];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(500);
        expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  it('NowCast lies between the least and the most of its hours', () => {
    fc.assert(
      fc.property(hours, (back) => {
        const there = back.filter((c) => c !== undefined);
        const value = nowCast(back, table.nowcast);
        const newest = back.slice(0, 3).filter((c) => c !== undefined).length;
        expect(value === null).toBe(newest < 2);
        if (value === null) return;
        expect(value).toBeGreaterThanOrEqual(Math.min(...there) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...there) + 1e-9);
      }),
    );
  });

  it('the index is whole, that of its main pollutant, and no lower than any other', () => {
    fc.assert(
      fc.property(hours, hours, hour, hour, (pm25, pm10, no2, o3) => {
        const aqi = hourlyAqi(table, { pm25, pm10, no2: [no2], o3: [o3] });
        if (!aqi) return;
        expect(Number.isInteger(aqi.index)).toBe(true);
        expect(aqi.subIndices[aqi.main]).toBe(aqi.index);
        expect(Math.max(...Object.values(aqi.subIndices))).toBe(aqi.index);
        expect(aqi.band).toBe(bandOf(table, aqi.index));
        expect(Object.keys(aqi.values).sort()).toEqual(Object.keys(aqi.subIndices).sort());
      }),
    );
  });

  it('a day’s index needs eighteen hours of a particle, and a gas only ever makes it higher', () => {
    const day = fc.array(hour, { minLength: 31, maxLength: 31 });
    const series = (values: readonly (number | undefined)[]) =>
      new Map(values.flatMap((v, i): [number, number][] => (v === undefined ? [] : [[(i - 30) * HOUR_MS, v]])));
    fc.assert(
      fc.property(day, day, (pm25, o3) => {
        const alone = dailyAqi(table, { pm25: series(pm25) }, 0);
        const both = dailyAqi(table, { pm25: series(pm25), o3: series(o3) }, 0);
        expect(alone === null).toBe(pm25.slice(7).filter((c) => c !== undefined).length < 18);
        expect(both === null).toBe(alone === null);
        if (alone && both) expect(both.index).toBeGreaterThanOrEqual(alone.index);
      }),
    );
  });
});

describe('the bands', () => {
  it('each say what to do, in both languages', () => {
    for (const band of table.bands)
      for (const text of [band, band.effect, band.public, band.sensitive])
        expect([text.vi.length, text.en.length].every((length) => length > 2)).toBe(true);
  });
});
