import { describe, expect, it } from '@jest/globals';
import type { Quality } from '#hub/contracts';
import type { SeriesQuery } from '#hub/time-series';
import type { Open } from './engines.js';
import { ask, HOUR, MINUTE, point, T } from './points.js';
import { Reference } from './reference.js';

export function makesBins(open: Open): void {
  describe('bins', () => {
    it('are aligned to the epoch, whatever their width', async () => {
      const { series } = await open();
      const reference = new Reference();
      const points = Array.from({ length: 500 }, (_, i) => point(T + i * 7 * MINUTE, { pm25: i }));
      await series.write(points);
      reference.write(points);
      for (const everyMs of [1000, 7 * MINUTE, HOUR, 90 * MINUTE, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR, 12_345]) {
        const query = ask({ everyMs, aggregate: 'max', from: T + 3 * MINUTE, to: T + 48 * HOUR });
        expect(await series.query(query)).toEqual(reference.query(query));
      }
    });

    it('leave out what is not good, but for the count, which tells the worst', async () => {
      const { series } = await open();
      const graded = (i: number, quality?: Quality) =>
        point(T + i * MINUTE, { pm25: i }, quality ? { quality: { pm25: quality } } : {});
      await series.write([
        graded(1),
        graded(2, 'suspect'),
        graded(3, 'missing'),
        graded(4),
        graded(70, 'suspect'),
        graded(71, 'fault'),
        graded(130),
      ]);
      const bins = (aggregate: SeriesQuery['aggregate']) =>
        series.query(ask({ everyMs: HOUR, ...(aggregate && { aggregate }) }));
      expect(await bins(undefined)).toEqual([
        { time: T, value: 2.5 },
        { time: T + 2 * HOUR, value: 130 },
      ]);
      expect(await bins('median')).toEqual(await bins('mean'));
      expect(await bins('last')).toEqual([
        { time: T, value: 4 },
        { time: T + 2 * HOUR, value: 130 },
      ]);
      expect(await bins('count')).toEqual([
        { time: T, value: 4, quality: 'missing' },
        { time: T + HOUR, value: 2, quality: 'fault' },
        { time: T + 2 * HOUR, value: 1 },
      ]);
    });
  });
}
