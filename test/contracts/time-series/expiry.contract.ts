import { describe, expect, it } from '@jest/globals';
import { AGGREGATES } from '#hub/time-series';
import type { Open } from './engines.js';
import { ask, expectSame, HOUR, hour, MINUTE, point, T } from './points.js';
import { Reference } from './reference.js';

export function expires(open: Open): void {
  describe('when raw points expire', () => {
    const cut = T + 10 * HOUR;
    /** A day of one value a minute, rolled up, and its first ten hours expired a bit before the eleventh ends. */
    async function expired() {
      const store = await open();
      const reference = new Reference();
      const day = Array.from({ length: 1440 }, (_, i) =>
        point(T + i * MINUTE, { pm25: Math.sin(i) * 20, co: i }, i % 5 === 0 ? { quality: { pm25: 'suspect' } } : {}),
      );
      await store.series.write(day);
      reference.write(day);
      await store.series.rollUp(Array.from({ length: 24 }, (_, i) => hour(T + i * HOUR)));
      await store.series.expire(cut + 59 * MINUTE);
      return { ...store, reference };
    }

    it('raw queries end, and hourly rollups answer as the points did', async () => {
      const { series, restart, reference } = await expired();
      for (const store of [series, await restart()]) {
        expect(await store.query(ask({ limit: 1 }))).toEqual(reference.query(ask({ from: cut, limit: 1 })));
        for (const metric of ['pm25', 'co'] as const)
          for (const aggregate of AGGREGATES)
            for (const everyMs of [HOUR, 2 * HOUR, 4 * HOUR, 24 * HOUR]) {
              const query = ask({ metric, everyMs, aggregate });
              const wanted = reference.query(query);
              // what rollups cannot tell is left out rather than guessed: medians over several hours
              const lost = aggregate === 'median' && everyMs > HOUR;
              expectSame(await store.query(query), lost ? wanted.filter((p) => p.time >= cut) : wanted);
            }
      }
    });

    it('a bin that is no whole number of hours is left out, and the first that is all raw is there', async () => {
      const { series, reference } = await expired();
      for (const everyMs of [MINUTE, 15 * MINUTE, 90 * MINUTE]) {
        const query = ask({ everyMs, aggregate: 'mean' });
        const firstWhole = Math.ceil(cut / everyMs) * everyMs;
        expectSame(
          await series.query(query),
          reference.query(query).filter((p) => p.time >= firstWhole),
        );
      }
    });

    it('of the hours at both ends only those asked for in full are used', async () => {
      const { series, reference } = await expired();
      const query = ask({ everyMs: HOUR, aggregate: 'sum', from: T + 30 * MINUTE, to: T + 4 * HOUR + 30 * MINUTE });
      expectSame(await series.query(query), reference.query({ ...query, from: T + HOUR, to: T + 4 * HOUR }));
    });

    it('a straggler does not replace what was made of all, and a new history is rolled up', async () => {
      const { series, reference } = await expired();
      await series.write([point(T + 30_000, { pm25: 1000 })]);
      await series.rollUp([hour(T)]);
      const old = Array.from({ length: 60 }, (_, i) => point(T - HOUR + i * MINUTE, { pm25: i }));
      await series.write(old);
      reference.write(old);
      await series.rollUp([hour(T - HOUR)]);
      await series.expire(cut);
      const query = ask({ everyMs: HOUR, aggregate: 'mean', from: T - 2 * HOUR });
      expectSame(await series.query(query), reference.query(query));
    });

    it('expiring less than before changes nothing', async () => {
      const { series, reference } = await expired();
      await series.expire(T + HOUR);
      const query = ask({ everyMs: HOUR, aggregate: 'max' });
      expectSame(await series.query(query), reference.query(query));
      expect(await series.query(ask({ to: cut }))).toEqual([]);
    });
  });
}
