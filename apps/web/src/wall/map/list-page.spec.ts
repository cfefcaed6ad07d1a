import { describe, expect, it } from '@jest/globals';
import { anAlert, aProfile, aStation, aValue, NOON } from '../../testing.js';
import { mainMetric } from '../stations/metrics-of.js';
import { byNeed, gridFor, pageOf } from './list-page.js';

const room = { width: 1256, height: 636 };
const called = (n: number, name = 'Trạm') => Array.from({ length: n }, () => name);
const many = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('the list in place of a map', () => {
  it('takes a column more when they are full, never more than are readable', () => {
    expect(gridFor(called(5), room)).toEqual({ rows: 3, columns: 2 });
    expect(gridFor(called(13), room)).toEqual({ rows: 5, columns: 3 });
    expect(gridFor(called(5), { width: 700, height: 636 })).toEqual({ rows: 5, columns: 1 });
    expect(gridFor(called(40), room)).toEqual({ rows: 6, columns: 3 });
    expect(gridFor(called(4), { width: 1256, height: 96 })).toEqual({ rows: 1, columns: 3 });
  });
  it('takes fewer columns where names are long: they differ at their end', () => {
    expect(gridFor(called(40, 'Trạm không khí Thôn Nguyễn'), room).columns).toBe(2);
  });
  it('reaches every station: "+N" turns the page, and after the last comes the first', () => {
    const grid = gridFor(called(40), room);
    const pages = [0, 1, 2].map((page) => pageOf(many(40), grid, page));
    expect(pages.map((p) => p.more)).toEqual([23, 23, 34]);
    expect(pages.flatMap((p) => p.shown)).toEqual(many(40));
    expect(pageOf(many(40), grid, 3)).toEqual(pages[0]);
    expect(pageOf(many(18), grid, 0)).toEqual({ shown: many(18), more: 0 });
  });
  it('begins with what needs a look', () => {
    const stations = [
      aStation({ device: { name: 'Trạm 10' }, values: { pm25: aValue(20, 0) } }),
      aStation({ device: { name: 'Trạm 9' }, values: { pm25: aValue(20, 0) } }),
      aStation({ device: { name: 'im' }, values: { pm25: aValue(20, 3_600_000) } }),
      aStation({ device: { name: 'báo' }, values: { pm25: aValue(96, 0) }, alert: anAlert() }),
      aStation({ device: { name: 'chờ' } }),
    ];
    expect(stations.sort(byNeed).map((s) => s.device.name)).toEqual(['báo', 'im', 'chờ', 'Trạm 9', 'Trạm 10']);
  });
  it('shows the value the alert is about, else the first that is there, the battery last', () => {
    const profile = aProfile({ metrics: { battery: {}, pm25: {}, co: {} } });
    const values = { battery: aValue(90, 0), co: aValue(1, 0), pm25: aValue(96, 0) };
    expect(mainMetric(aStation({ profile, values }), NOON)).toBe('pm25');
    expect(mainMetric(aStation({ profile, values: { ...values, pm25: aValue(96, 3_600_000) } }), NOON)).toBe('co');
    const alert = anAlert({ facts: { metric: 'battery', value: 9, limit: 20 } });
    expect(mainMetric(aStation({ profile, values, alert }), NOON)).toBe('battery');
    expect(mainMetric(aStation({ profile: { kind: 'camera', metrics: {} } }), NOON)).toBeUndefined();
  });
});
