import { describe, expect, it } from '@jest/globals';
import type { Rule } from '#hub/contracts';
import { anAlert, aStation, aValue, NOON } from '../../testing.js';
import { chooseStation } from './chosen.js';
import { HOUR_MS, hoursBack } from './hourly-means.js';
import { limitFor } from './limits.js';
import { seriesUntil } from './series-until.js';
import { bars, sparkline } from './sparkline.js';
import { PAGE_MS, stripPage } from './strip-pages.js';

const box = { width: 100, height: 52, from: 0, to: 1000, gapMs: 200 };

describe('a sparkline', () => {
  it('stands where its time is: after the line was lost it ends before the right edge', () => {
    const spark = sparkline(
      [
        { time: 0, value: 1 },
        { time: 150, value: 2 },
        { time: 300, value: 3 },
      ],
      box,
    );
    expect(spark.dot).toEqual({ x: 30, y: 6 });
    expect(spark.line).toBe('M0 46L15 26L30 6');
  });
  it('leaves a hole where nothing came', () => {
    expect(
      sparkline(
        [
          { time: 0, value: 1 },
          { time: 600, value: 3 },
          { time: 700, value: 3 },
        ],
        box,
      ).line.match(/M/g),
    ).toHaveLength(2);
  });
  it('takes the colour beyond the limit only', () => {
    const points = [0, 100, 200, 300].map((time, i) => ({ time, value: i }));
    const spark = sparkline(points, { ...box, limit: 1.5 }, 'above');
    expect(spark.over).toBe('M10 32.7L20 19.3M20 19.3L30 6');
    expect(sparkline(points, { ...box, limit: 9 }, 'above').over).toBeUndefined();
  });
  it('is empty without points, flat in the middle for one level', () => {
    expect(sparkline([], box)).toEqual({ line: '' });
    expect(sparkline([{ time: 500, value: 7 }], box).dot).toEqual({ x: 50, y: 26 });
  });
  it('draws no bar for a dry hour', () => {
    expect(bars([{ time: 0, value: 0 }], box, 100)).toEqual([]);
    expect(
      bars(
        [
          { time: 0, value: 0 },
          { time: 500, value: 4 },
        ],
        box,
        100,
      ),
    ).toHaveLength(1);
  });
});

describe('the station that speaks in a tile', () => {
  const salt = (id: string, value: number, age = 0, alert = false) =>
    aStation({
      device: { id },
      profile: { kind: 'water', metrics: { salinity: {} } },
      values: { salinity: aValue(value, age) },
      alert: alert ? anAlert({ target: id, facts: { metric: 'salinity', value, limit: 1 } }) : undefined,
    });
  it('is the one in alarm, else the highest, else a fresh one', () => {
    const stations = [salt('a', 0.4), salt('b', 0.9), salt('c', 0.5, 0, true)];
    expect(chooseStation(stations, 'salinity', NOON, true)?.station.device.id).toBe('c');
    expect(chooseStation(stations.slice(0, 2), 'salinity', NOON, true)?.station.device.id).toBe('b');
    expect(chooseStation([salt('a', 0.4, 3_600_000), salt('b', 0.3)], 'salinity', NOON)?.station.device.id).toBe('b');
  });
  it('is nobody when nobody measures it', () => {
    expect(chooseStation([salt('a', 1)], 'rain', NOON)).toBeUndefined();
  });
  it('is a silent one rather than none: the tile then says why', () => {
    expect(chooseStation([salt('a', 1, 3_600_000)], 'salinity', NOON)?.station.device.id).toBe('a');
  });
});

describe('the limit of a value', () => {
  const rule = (over: object): Rule =>
    ({
      id: 'r',
      type: 'threshold',
      severity: 'watch',
      kinds: ['water'],
      metric: 'salinity',
      direction: 'above',
      limit: 1,
      clearAt: 0.8,
      holdMs: 0,
      clearMs: 0,
      source: '',
      evidence: 'local',
      template: '',
      enabled: true,
      demo: false,
      ...over,
    }) as Rule;
  const station = aStation({
    profile: { kind: 'water', metrics: { salinity: {} } },
    values: { salinity: aValue(0.4, 0) },
  });
  it('is the first that would be broken', () => {
    expect(limitFor(station, 'salinity', [rule({ limit: 4 }), rule({ limit: 1 })])).toEqual({
      value: 1,
      direction: 'above',
    });
  });
  it('is none of another kind, metric or device, nor of a rule that is off', () => {
    expect(
      limitFor(station, 'salinity', [
        rule({ kinds: ['air'] }),
        rule({ metric: 'ec' }),
        rule({ devices: ['x'] }),
        rule({ enabled: false }),
      ]),
    ).toBeUndefined();
  });
  it("is the alert's own while there is one", () => {
    const alarmed = {
      ...station,
      alert: anAlert({ rule: 'low', facts: { metric: 'salinity', value: 0.1, limit: 0.2 } }),
    };
    expect(limitFor(alarmed, 'salinity', [rule({ limit: 1 })])).toEqual({ value: 0.2, direction: 'below' });
  });
});

describe('the hours of the index', () => {
  it('are whole hours, newest first, with their gaps', () => {
    const start = Math.floor(NOON / HOUR_MS) * HOUR_MS;
    const points = [
      { time: start, value: 99 },
      { time: start - HOUR_MS, value: 20 },
      { time: start - 3 * HOUR_MS, value: 30 },
    ];
    expect(hoursBack(points, start + 40 * 60_000, 4)).toEqual([20, undefined, 30, undefined]);
  });
});

describe('the pages of the strip', () => {
  it('stand still while something is wrong, and turn every 30 s while nothing is', () => {
    const kinds = (calm: boolean, page: number) => stripPage(calm, 1256, page * PAGE_MS).tiles[0]!.kind;
    expect([0, 1, 2].map((p) => kinds(false, p))).toEqual(['aqi', 'aqi', 'aqi']);
    expect([0, 1, 2, 3].map((p) => kinds(true, p))).toEqual(['head-water', 'head-air', 'head-day', 'head-water']);
  });
  it('fit their room at every size of lettering and leave no tile out', () => {
    for (const room of [400, 700, 1000, 1256, 2000])
      for (const calm of [true, false]) {
        const { pages } = stripPage(calm, room, 0);
        const all = Array.from({ length: pages }, (_, i) => stripPage(calm, room, i * PAGE_MS).tiles);
        for (const tiles of all) expect(tiles.reduce((sum, tile) => sum + tile.width, 0)).toBeLessThanOrEqual(room);
        expect(all.flat()).toHaveLength(calm ? 15 : 5);
      }
  });
  it('share their tiles evenly where lettering is large', () => {
    const kinds = (page: number) => stripPage(false, 1157, page * PAGE_MS).tiles.map((tile) => tile.kind);
    expect([kinds(0), kinds(1)]).toEqual([
      ['aqi', 'salinity'],
      ['level', 'rain', 'weather'],
    ]);
  });
  it('fill the strip exactly at 55 inches', () => {
    for (const page of [0, 1, 2])
      expect(stripPage(true, 1256, page * PAGE_MS).tiles.reduce((sum, tile) => sum + tile.width, 0)).toBe(1256);
  });
});

describe('a series as it stood at an earlier time', () => {
  const rain = [0, 1, 2, 3].map((minute) => ({ time: minute * 60_000, value: 1 }));
  it('has nothing of what came later', () => {
    expect(seriesUntil(rain, 60_000, HOUR_MS, 'sum', 150_000)).toEqual([{ time: 0, value: 2 }]);
    expect(seriesUntil(rain, 60_000, HOUR_MS, 'sum', 0)).toEqual([]);
  });
  it('gathers minutes into the bins of the strip', () => {
    expect(seriesUntil(rain, 60_000, 120_000, 'mean', HOUR_MS)).toEqual([
      { time: 0, value: 1 },
      { time: 120_000, value: 1 },
    ]);
  });
});
