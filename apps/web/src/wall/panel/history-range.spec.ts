import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '../../format/clock.js';
import { alone, decimalsFor, historyColumns, RANGE, tickWords, timeTicks } from './history-range.js';

const NOON = Date.parse('2026-06-02T12:00:00+07:00');

describe('the history of a station', () => {
  it('never draws across a hole', () => {
    const [x, good] = historyColumns(
      [
        { time: 0, value: 1 },
        { time: 60_000, value: 2 },
        { time: 3_600_000, value: 3 },
      ],
      60_000,
    );
    expect(x).toHaveLength(4);
    expect(good).toEqual([1, 2, null, 3]);
  });
  it('keeps graded values apart from good ones', () => {
    const [, good, graded] = historyColumns(
      [
        { time: 0, value: 1 },
        { time: 60_000, value: 9, quality: 'suspect' },
      ],
      60_000,
    );
    expect(good).toEqual([1, null]);
    expect(graded).toEqual([null, 9]);
  });
  it('marks whole local hours in a day and midnights in a week', () => {
    expect(timeTicks(NOON - DAY_MS, NOON, 'day').map((t) => tickWords(t, 'day'))).toEqual([
      '12:00',
      '16:00',
      '20:00',
      '00:00',
      '04:00',
      '08:00',
      '12:00',
    ]);
    expect(timeTicks(NOON - 7 * DAY_MS, NOON, 'week').map((t) => tickWords(t, 'week'))[0]).toBe('27/05');
  });
  it('leaves marks out where the axis is too short, never the newest', () => {
    const ticks = (most: number) => timeTicks(NOON - 7 * DAY_MS, NOON, 'week', most).map((t) => tickWords(t, 'week'));
    expect(ticks(7)).toHaveLength(7);
    expect(ticks(5)).toEqual(['27/05', '29/05', '31/05', '02/06']);
    expect(ticks(1)).toEqual(['02/06']);
  });
  it.each([
    [0.25, 2],
    [0.1, 1],
    [0.005, 3],
    [2.5, 1],
    [1, 0],
    [50, 0],
  ])('writes ticks %d apart with %d decimals', (step, places) => {
    expect(decimalsFor(step)).toBe(places);
    const ticks = [0, 1, 2, 3].map((i) => Number((i * step).toFixed(places)));
    expect(ticks[3]! - ticks[2]!).toBeCloseTo(step, 9);
  });
  it('finds values that stand alone', () => {
    expect(alone([1, null, 2, 3, null, 4])).toEqual([0, 5]);
    expect(alone([null, 0, null])).toEqual([1]);
  });
  it('asks for no more points than the chart has pixels', () => {
    for (const { lengthMs, everyMs } of Object.values(RANGE)) expect(lengthMs / everyMs).toBeLessThan(400);
  });
});
