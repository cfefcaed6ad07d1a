import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { insert, latestWithin, Series } from './series.js';

const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 5, 2);

/** What sensors send, and what is hard to keep in little room: long decimals, huge figures, half milliseconds, years. */
const samples = fc.array(
  fc.record({
    ts: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 60 }).map((n) => T0 + n * 60_000) },
      { weight: 1, arbitrary: fc.constantFrom(T0 + 0.5, T0 + 30 * 24 * HOUR, T0 + 400 * 24 * HOUR) },
    ),
    value: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: -5000, max: 5000 }).map((n) => n / 1000) },
      { weight: 1, arbitrary: fc.constantFrom(0.1 + 0.2, 1 / 3, 1e12, -3e6, 0.0001) },
    ),
    keep: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 8 }),
  }),
  { maxLength: 200 },
);

it('holds just what was put in, however it is packed, shortened and written down', () => {
  fc.assert(
    fc.property(samples, (story) => {
      let series = new Series();
      let plain: [ts: number, value: number][] = [];
      for (const { ts, value, keep } of story) {
        insert(series, ts, value, { index: 0 });
        plain = [...plain.filter(([t]) => t !== ts), [ts, value] as [number, number]].sort((a, b) => a[0] - b[0]);
        if (keep !== null) {
          plain = plain.slice(-keep);
          series.keep(Math.max(series.length - keep, 0), series.length);
          const again = new Series();
          again.take(structuredClone(series.written()));
          series = again;
        }
        const { ts: times, values } = series.written();
        expect(Array.from(times, (t, i) => [t, values[i]])).toEqual(plain);
        expect(series.newest).toBe(plain.at(-1)![0]);
        expect(latestWithin(series, series.newest, 1)).toBe(plain.length - 1);
      }
    }),
    { numRuns: 300 },
  );
});
