import { describe, expect, it } from '@jest/globals';
import type { AirStation } from '#hub/contracts';
import { hoursChart } from './chart.js';
import { concentration } from './figures.js';
import { isLate, isOld, standingOf } from './standing.js';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-26T12:00:00+07:00');
const BOX = { width: 240, height: 100 };
const hours = (...indices: (number | null)[]) => indices.map((index, i) => ({ at: NOON + i * HOUR, index }));

describe('the chart of the hours', () => {
  it('is as high as the next level of the index, and never lower than 100', () => {
    expect(hoursChart(hours(20, 40), BOX).top).toBe(100);
    expect(hoursChart(hours(20, 120), BOX).top).toBe(150);
    expect(hoursChart(hours(500), BOX)).toMatchObject({ top: 500, bars: [{ y: 0, height: 100 }] });
  });

  it('tells an index of 0 from an hour without one', () => {
    const [zero, missing] = hoursChart(hours(0, null), BOX).bars;
    expect(zero).toMatchObject({ missing: false, height: 2, y: 98 });
    expect(missing).toMatchObject({ missing: true, height: 100, y: 0 });
  });

  it('stands in its box, and its levels not in each other', () => {
    const { bars, lines } = hoursChart(hours(...Array.from({ length: 24 }, (_, i) => i * 20)), BOX);
    for (const { x, width, y, height } of bars) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(BOX.width);
      expect(y + height).toBeCloseTo(BOX.height, 9);
    }
    expect(lines.map(({ level }) => level)).toEqual([500, 400, 300, 200, 100]);
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
    expect(standingOf({ stations: [real] })).toEqual({ others: [real], simulated: false });
  });
});
