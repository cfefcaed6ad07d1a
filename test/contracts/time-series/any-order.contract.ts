import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { QUALITIES, type Metric, type Quality } from '#hub/contracts';
import { AGGREGATES, type Point, type TimeSeries } from '#hub/time-series';
import type { Open } from './engines.js';
import { ask, expectSame, HOUR, hour, MINUTE, point, T } from './points.js';
import { Reference } from './reference.js';

const quality = fc.option(fc.constantFrom<Quality>(...QUALITIES), {
  freq: 3,
  nil: undefined,
});
/** A sensor has no minus zero, nor has line protocol. */
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
/** Few times, devices and metrics, so that points meet. */
const anyPoint = fc
  .record({
    slot: fc.integer({ min: 0, max: 40 }),
    device: fc.constantFrom('air-1', 'air-2'),
    pm25: fc.option(fc.record({ value: number, quality })),
    co: fc.option(fc.record({ value: fc.integer({ min: 0, max: 9 }), quality })),
    simulated: fc.boolean(),
  })
  .map(({ slot, device, simulated, ...metrics }): Point => {
    const values: Point['values'] = {};
    const grades: NonNullable<Point['quality']> = {};
    for (const [name, measured] of Object.entries(metrics)) {
      if (!measured) continue;
      values[name as Metric] = measured.value;
      if (measured.quality) grades[name as Metric] = measured.quality;
    }
    return point(T + slot * 13 * MINUTE, values, { device, simulated, quality: grades });
  });
const step = fc.record({
  op: fc.constantFrom('write', 'write', 'write', 'write', 'rollUp', 'expire', 'restart'),
  points: fc.array(anyPoint, { minLength: 1, maxLength: 30 }),
  hours: fc.integer({ min: 0, max: 6 }),
});

async function compare(series: TimeSeries, reference: Reference, expiredBefore: number): Promise<void> {
  for (const device of ['air-1', 'air-2'])
    for (const metric of ['pm25', 'co'] as const) {
      const of = { device, metric };
      const raw = ask({ ...of, from: T - 1 });
      expect(await series.query(raw)).toEqual(reference.query({ ...raw, from: Math.max(raw.from, expiredBefore) }));
      for (const aggregate of AGGREGATES)
        for (const everyMs of [13 * MINUTE, HOUR, 3 * HOUR]) {
          const query = ask({ ...of, everyMs, aggregate, from: T - HOUR });
          const whole = everyMs % HOUR === 0 && (aggregate !== 'median' || everyMs === HOUR);
          const cut = whole ? 0 : Math.ceil(expiredBefore / everyMs) * everyMs;
          expectSame(
            await series.query(query),
            reference.query(query).filter((p) => p.time >= cut),
          );
        }
    }
}

export function answersInAnyOrder(open: Open): void {
  it('answers from what is written, whatever comes in which order, with rollups, expiry and restarts between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const store = await open();
        let { series } = store;
        const reference = new Reference();
        let expiredBefore = 0;
        const dirty = new Set<string>();
        const rollUp = async () => {
          await series.rollUp([...dirty].map((key) => JSON.parse(key)));
          dirty.clear();
        };
        for (const { op, points, hours } of steps) {
          if (op === 'write') {
            // what is older than the raw points is another test's
            const kept = points.filter((p) => p.ts >= expiredBefore);
            expect(await series.write(kept)).toEqual([]);
            reference.write(kept);
            for (const p of kept)
              dirty.add(
                JSON.stringify({ ...hour(p.ts - (p.ts % HOUR), p), ts: 0, received: 0, values: {}, quality: {} }),
              );
          } else if (op === 'rollUp') await rollUp();
          else if (op === 'restart') series = await store.restart();
          else {
            await rollUp();
            expiredBefore = Math.max(expiredBefore, T + hours * HOUR);
            await series.expire(T + hours * HOUR);
          }
        }
        await compare(series, reference, expiredBefore);
        await store.series.stop();
      }),
      { numRuns: 25 },
    );
  });
}
