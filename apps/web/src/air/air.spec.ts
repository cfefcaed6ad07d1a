import { describe, expect, it } from '@jest/globals';
import type { AirStation } from '#hub/contracts';
import { hoursChart } from './chart.js';
import { concentration } from './figures.js';
import { isLate, isOld, standingOf } from './standing.js';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-26T12:00:00+07:00');
const WIDTH = 240;
const hours = (...indices: (number | null)[]) => indices.map((index, i) => ({ at: NOON + i * HOUR, index }));

describe('the chart of the hours', () => {
  it('has the bands of the decision behind it, in their colours, up to that of the worst hour, and two at least', () => {
    const bands = (...indices: number[]) =>
      hoursChart(hours(...indices), WIDTH).strips.map(({ vi, upTo }) => [vi, upTo]);
    expect(bands(20, 40)).toEqual([
      ['Tốt', 50],
      ['Trung bình', 100],
    ]);
    expect(bands(20, 120).at(-1)).toEqual(['Kém', 150]);
    expect(bands(500)).toHaveLength(6);
    const { bars } = hoursChart(hours(50, 51, 500), WIDTH);
    expect(bars.map(({ colour }) => colour)).toEqual(['#00E400', '#FFFF00', '#7E0023']);
  });

  it('lets a bar reach into its band as far as its index does', () => {
    const { bars, strips, height } = hoursChart(hours(50, 100, 250, 300), WIDTH);
    const tops = bars.map(({ y }) => y);
    expect(tops[0]).toBeCloseTo(strips[0]!.y, 9);
    expect(tops[1]).toBeCloseTo(strips[1]!.y, 9);
    expect(tops[2]).toBeCloseTo(strips[4]!.y + strips[4]!.height / 2, 9);
    expect([tops[3], strips.at(-1)!.y]).toEqual([0, 0]);
    expect(height).toBeGreaterThanOrEqual(5 * 30);
  });

  it('tells an index of 0 from an hour without one', () => {
    const [zero, missing] = hoursChart(hours(0, null), WIDTH).bars;
    expect(zero).toMatchObject({ height: 2, y: 110, colour: '#00E400' });
    expect(missing).toEqual({ x: 121, width: 118, y: 0, height: 112 });
  });

  it('stands in its box', () => {
    const { bars, height } = hoursChart(hours(...Array.from({ length: 24 }, (_, i) => i * 20)), WIDTH);
    for (const bar of bars) {
      expect(bar.x).toBeGreaterThanOrEqual(0);
      expect(bar.x + bar.width).toBeLessThanOrEqual(WIDTH);
      expect(bar.y + bar.height).toBeCloseTo(height, 9);
    }
  });
});

describe('a concentration', () => {
  it('has thousands as people write them, and decimals where they say something', () => {
    const read = (value: number) => concentration(value, 'vi');
    expect([57.38, 45, 130.8, 30_000].map(read)).toEqual(['57,4', '45', '131', '30.000'].map((n) => `${n}\u00a0µg/m³`));
    expect(concentration(30_000, 'en')).toBe('30,000\u00a0µg/m³');
  });
});

describe('what stands on the page', () => {
  it('is old two hours after the last hour that is in it', () => {
    expect(isOld({ until: NOON }, NOON + 2 * HOUR - 1)).toBe(false);
    expect(isOld({ until: NOON }, NOON + 2 * HOUR)).toBe(true);
    expect([isLate({ at: NOON }, NOON + 19 * 60_000), isLate({ at: NOON }, NOON + 20 * 60_000)]).toEqual([false, true]);
  });

  it('begins with the station that the hub names, and is simulated where any is', () => {
    const station = (name: string, more = {}): AirStation => ({ name, hours: [], yesterdayHours: 0, ...more });
    const [played, real] = [station('a', { simulated: true }), station('b')];
    expect(standingOf({ stations: [played, real], worst: 1 })).toEqual({
      ...{ worst: real, others: [played], simulated: true },
    });
    expect(standingOf({ stations: [played, real], worstOfDay: 1 })).toMatchObject({
      worstOfDay: real,
      others: [played, real],
    });
    expect(standingOf({ stations: [real] })).toEqual({ others: [real], simulated: false });
  });
});
