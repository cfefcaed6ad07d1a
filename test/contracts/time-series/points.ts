import { expect } from '@jest/globals';
import type { Point, SeriesPoint, SeriesQuery } from '#hub/time-series';

export const HOUR = 3_600_000;
export const MINUTE = 60_000;
/** 2026-03-04 00:00 UTC: a whole hour, and no whole multiple of a week. */
export const T = Date.UTC(2026, 2, 4);

export const point = (ts: number, values: Point['values'], more: Partial<Point> = {}): Point => ({
  kind: 'air',
  commune: '00001',
  device: 'air-1',
  ts,
  received: ts + 1500,
  values,
  simulated: false,
  ...more,
});
export const ask = (more: Partial<SeriesQuery> = {}): SeriesQuery => ({
  kind: 'air',
  device: 'air-1',
  metric: 'pm25',
  from: T,
  to: T + 24 * HOUR,
  ...more,
});
export const hour = (at: number, more: Partial<Point> = {}) => ({ ...point(at, {}, more), hour: at });

/** Sums of floats depend on the order of adding in the last digits, and on nothing else. */
export function expectSame(actual: SeriesPoint[], wanted: SeriesPoint[]): void {
  expect(actual.map(({ time, quality }) => ({ time, quality }))).toEqual(
    wanted.map(({ time, quality }) => ({ time, quality })),
  );
  for (const [i, { value }] of wanted.entries())
    if (Math.abs(actual[i]!.value - value) > 1e-9 * Math.max(1, Math.abs(value))) expect(actual[i]!.value).toBe(value);
}
