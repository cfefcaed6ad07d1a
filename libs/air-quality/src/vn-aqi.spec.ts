import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type AqiTable, hourlyAqi, nowCast, POLLUTANTS, subIndex } from './index.js';

const table = JSON.parse(readFileSync('reference/vn-aqi.json', 'utf8')) as AqiTable;

describe('VN_AQI by Decision 1459/QĐ-TCMT', () => {
  // 09:00 to 20:00 as printed; the newest hour comes first here
  const published = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19.0, 16.5, 20.3, 22.4, 19.6, 20.6].reverse();

  it('gives the NowCast of the published example', () => {
    expect(nowCast(published, table.nowcast)).toBeCloseTo(20.27, 2);
  });

  it('gives the hourly index of the published example', () => {
    const aqi = hourlyAqi(table, { pm25: published, o3: [136.1], no2: [118.7] });
    // the text prints 60; its own formula gives 59.35
    expect(aqi).toMatchObject({ index: 59, main: 'no2', subIndices: { o3: 43, no2: 59, pm25: 41 } });
    expect(aqi?.band.vi).toBe('Trung bình');
  });

  it.each([
    ['pm25', 0, 0],
    ['pm25', 25, 50],
    ['pm25', 25.0001, 50.0002],
    ['pm25', 150, 200],
    ['pm25', 900, 500],
    ['co', 4500, 22.5],
  ] as const)('%s at %d has the sub-index %d', (pollutant, concentration, expected) => {
    expect(subIndex(table, pollutant, concentration)).toBeCloseTo(expected, 6);
  });

  it('gives nothing without particles, or with one of the three newest hours', () => {
    expect(hourlyAqi(table, { no2: [118.7] })).toBeNull();
    expect(nowCast([undefined, undefined, 30, 31, 32], table.nowcast)).toBeNull();
    expect(nowCast([undefined, 30, 31], table.nowcast)).not.toBeNull();
  });

  it('divides by the weights of the hours that are there', () => {
    expect(nowCast([40, undefined, 10], table.nowcast)).toBeCloseTo((40 + 10 * 0.25) / 1.25, 6);
    expect(nowCast([0, 0, 0], table.nowcast)).toBe(0);
    expect(nowCast([-5, 20, 20], table.nowcast)).toBeCloseTo(20, 6);
  });

  it('rounds half up and changes the band at its shared end points', () => {
    expect(hourlyAqi(table, { pm25: [25, 25, 25] })).toMatchObject({ index: 50, band: { key: 'good' } });
    expect(hourlyAqi(table, { pm25: [55.7, 55.7, 55.7] })).toMatchObject({ index: 110, band: { key: 'poor' } });
    expect(hourlyAqi(table, { pm25: [600, 600, 600] })).toMatchObject({ index: 500, band: { key: 'hazardous' } });
  });

  it('has a breakpoint for each level', () => {
    for (const pollutant of POLLUTANTS) expect(table.breakpoints[pollutant]).toHaveLength(table.indexLevels.length);
  });
});
