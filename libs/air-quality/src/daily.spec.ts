import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  type AirLimit,
  type AqiTable,
  dailyAqi,
  dayMeans,
  eightHourMeans,
  eightHourSubIndex,
  holdAgainst,
  HOUR_MS,
  type HourSeries,
  roundIndex,
  subIndex,
} from './index.js';

const read = (name: string): unknown => JSON.parse(readFileSync(`reference/${name}`, 'utf8'));
const table = read('vn-aqi.json') as AqiTable;
const { limits } = read('air-limits.json') as { limits: AirLimit[] };

const MIDNIGHT = Date.parse('2026-11-26T00:00:00+07:00');
/** Hours that end at `end`, the newest last. */
const until = (end: number, values: readonly (number | undefined)[]): HourSeries =>
  new Map(
    values.flatMap((value, i): [number, number][] =>
      value === undefined ? [] : [[end - (values.length - 1 - i) * HOUR_MS, value]],
    ),
  );
const same = (value: number, count: number) => Array<number>(count).fill(value);

describe('the day of Decision 1459', () => {
  // 2.2.2a: ozone from 18:00 of the evening before to 00:00, as printed
  const ozone = until(MIDNIGHT, [
    ...[15.7, 14.2, 17.7, 18.9, 19.3, 15.7, 19.7, 22.6, 27.1, 29.0, 31.9, 25.3, 34.7, 35.2, 41.6, 45.7],
    ...[49.2, 55.8, 69.6, 78.3, 91.5, 97.7, 81.2, 71.8, 43.5, 34.3, 21.5, 20.5, 19.4, 20.4, 21.3],
  ]);

  it('has the running means of eight hours that are printed, 01:00 to 00:00', () => {
    const printed = [
      ...[18.0, 19.4, 21.2, 23.0, 23.8, 25.8, 28.2, 30.9, 33.8, 36.6, 39.9, 44.7],
      ...[51.3, 58.4, 66.2, 71.1, 74.4, 73.7, 71.0, 65.0, 57.8, 48.7, 39.1, 31.6],
    ];
    const means = eightHourMeans(ozone, MIDNIGHT, table.completeness.eightHours);
    expect(means).toHaveLength(24);
    // 12:00 is printed as 44,7; the figures give 44,64
    for (const [i, mean] of means.entries()) expect(Math.abs(mean! - printed[i]!)).toBeLessThanOrEqual(0.1);
    expect(dayMeans(table, ozone, MIDNIGHT)['8h']).toBeCloseTo(74.4, 1);
  });

  it('has the index of the worked example (2.3c)', () => {
    const one = (pollutant: 'o3' | 'no2' | 'pm25', c: number) => roundIndex(subIndex(table, pollutant, c));
    expect(roundIndex(eightHourSubIndex(table, 89.3)!)).toBe(45);
    expect([one('o3', 114.6), one('no2', 130.8), one('pm25', 55.7)]).toEqual([36, 65, 110]);
    // hours whose highest mean of eight is 89,3 and whose highest is 114,6
    const o3 = until(MIDNIGHT, [...same(20, 23), ...same((89.3 * 8 - 114.6) / 7, 7), 114.6]);
    const no2 = until(MIDNIGHT, [...same(30, 23), 130.8]);
    const aqi = dailyAqi(table, { o3, no2, pm25: until(MIDNIGHT, same(55.7, 24)) }, MIDNIGHT)!;
    expect(aqi).toMatchObject({ index: 110, main: 'pm25', subIndices: { o3: 45, no2: 65, pm25: 110 } });
    expect(aqi.band.key).toBe('poor');
  });

  it('counts the hour that ends at midnight, and not the one that ended at the midnight before', () => {
    const pm25 = until(MIDNIGHT, [500, ...same(10, 23), 34]);
    expect(dayMeans(table, pm25, MIDNIGHT)).toMatchObject({ hours: 24, '1h': 34, '24h': 11 });
  });

  it('leaves eight hours of ozone out above 400, and counts the highest hour alone', () => {
    expect([eightHourSubIndex(table, 400), eightHourSubIndex(table, 400.1)]).toEqual([300, null]);
    const pm25 = until(MIDNIGHT, same(10, 24));
    const of = (c: number) => dailyAqi(table, { pm25, o3: until(MIDNIGHT, same(c, 31)) }, MIDNIGHT)!.subIndices.o3;
    expect([of(390), of(401)]).toEqual([295, 200]);
  });

  it('has no mean from 17 hours, no mean of eight from five, and no index without particles', () => {
    const hours = (n: number) => until(MIDNIGHT, [...Array<undefined>(24 - n).fill(undefined), ...same(40, n)]);
    expect(dailyAqi(table, { pm25: hours(17) }, MIDNIGHT)).toBeNull();
    expect(dailyAqi(table, { pm25: hours(18) }, MIDNIGHT)).toMatchObject({ index: 80 });
    expect(dailyAqi(table, { pm25: hours(17), pm10: hours(18) }, MIDNIGHT)).toMatchObject({ main: 'pm10', index: 40 });
    expect(dailyAqi(table, { no2: hours(24) }, MIDNIGHT)).toBeNull();
    expect(dayMeans(table, hours(5), MIDNIGHT)).toEqual({ hours: 5, '1h': 40 });
    expect(dayMeans(table, hours(6), MIDNIGHT)['8h']).toBe(40);
    expect(dayMeans(table, new Map(), MIDNIGHT)).toEqual({ hours: 0 });
  });
});

describe('the limits of QCVN 05:2023', () => {
  const means = { pm25: { hours: 24, '1h': 80, '8h': 60, '24h': 47 }, no2: { hours: 20, '1h': 200, '24h': 101 } };

  it('are held against means of their own period alone', () => {
    expect(holdAgainst(limits, { means }, '2026-11-25')).toEqual([
      { pollutant: 'pm25', period: '24h', value: 47, limit: 45, above: true },
      { pollutant: 'no2', period: '1h', value: 200, limit: 200, above: false },
      { pollutant: 'no2', period: '24h', value: 101, limit: 100, above: true },
    ]);
  });

  it('are those in force on the day', () => {
    const pm25 = (day: string) => holdAgainst(limits, { means }, day).find((one) => one.pollutant === 'pm25')!;
    expect([pm25('2025-12-31').limit, pm25('2026-01-01').limit]).toEqual([50, 45]);
  });

  it('each say how sure they are', () => {
    for (const { evidence } of limits) expect(evidence).toMatch(/^(verified|one secondary source|memory)/);
  });
});
