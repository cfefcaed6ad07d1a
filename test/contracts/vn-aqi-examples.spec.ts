import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { describeWith } from '#hub/testkit';
import { type AqiTable, hourlyAqi, nowCast, type Pollutant, roundIndex, subIndex } from '#hub/air-quality';

const table = JSON.parse(readFileSync('reference/vn-aqi.json', 'utf8')) as AqiTable;

interface Case {
  id: string;
  in?: { newestLast?: number[]; o3?: number; no2?: number; pm25Nowcast?: number };
  out?: { nowcast?: number; o3?: number; no2?: number; pm25?: number; aqiOneOf?: number[]; band?: string } | null;
  cases?: [Pollutant, number, number][];
  tol?: number;
}

describeWith('recorded data', 'the open acceptance examples of the index', () => {
  const { tests } = JSON.parse(readFileSync('../shared/domain/open/acceptance-open.json', 'utf8')) as { tests: Case[] };
  const example = (id: string) => tests.find((one) => one.id === id)!;

  it('AQI-O1: NowCast', () => {
    const { in: given, out, tol } = example('AQI-O1');
    const nowcast = nowCast([...given!.newestLast!].reverse(), table.nowcast)!;
    expect(Math.abs(nowcast - out!.nowcast!)).toBeLessThanOrEqual(tol!);
  });

  it('AQI-O2: an hour', () => {
    const { in: given, out } = example('AQI-O2');
    const { o3, no2, pm25Nowcast } = given!;
    // twelve equal hours have the NowCast that the example begins with
    const aqi = hourlyAqi(table, { o3: [o3], no2: [no2], pm25: Array<number>(12).fill(pm25Nowcast!) })!;
    const { o3: o3Index, no2: no2Index, pm25, aqiOneOf, band } = out!;
    expect(aqi.subIndices).toEqual({ o3: o3Index, no2: no2Index, pm25 });
    expect(aqiOneOf).toContain(aqi.index);
    expect(aqi.band.vi).toBe(band);
  });

  it('AQI-O3: one pollutant each', () => {
    const { cases, tol } = example('AQI-O3');
    for (const [pollutant, concentration, index] of cases!)
      expect(Math.abs(subIndex(table, pollutant, concentration) - index)).toBeLessThanOrEqual(tol!);
  });

  it('AQI-O4: no particles, no index', () => {
    const { in: given, out } = example('AQI-O4');
    expect(hourlyAqi(table, { no2: [given!.no2] })).toBe(out);
    expect(roundIndex(109.49999999999999)).toBe(110);
  });
});
