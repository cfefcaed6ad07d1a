import { describe, expect, it } from '@jest/globals';
import type { Metric, Quality } from '#hub/contracts';
import type { SeriesQuery } from '#hub/time-series';
import type { Open } from './engines.js';
import { ask, HOUR, hour, point, T } from './points.js';

export function keepsValues(open: Open): void {
  describe('values as they came', () => {
    it('are read back in the order of time, exactly, by device, kind and metric', async () => {
      const { series } = await open();
      const odd = [0.1 + 0.2, -1e-7, 1e21, 123_456_789.123, 0, 5e-324, -20];
      const written = await series.write([
        ...odd.map((value, i) => point(T + i * 1000, { pm25: value, co: i })).reverse(),
        point(T, { pm25: 99 }, { device: 'air-10' }),
        point(T, { pm25: 98 }, { kind: 'weather' }),
        point(T + 500, { co: 7 }),
      ]);
      expect(written).toEqual([]);
      expect(await series.query(ask())).toEqual(odd.map((value, i) => ({ time: T + i * 1000, value })));
      expect(await series.query(ask({ device: 'air-10' }))).toEqual([{ time: T, value: 99 }]);
      expect(await series.query(ask({ kind: 'weather' }))).toEqual([{ time: T, value: 98 }]);
      expect(await series.query(ask({ metric: 'co', to: T + 600 }))).toEqual([
        { time: T, value: 0 },
        { time: T + 500, value: 7 },
      ]);
    });

    it('of what was never heard of are none', async () => {
      const { series } = await open();
      expect(await series.query(ask())).toEqual([]);
      await series.write([point(T, { pm25: 1 })]);
      for (const unknown of [{ device: 'air-2' }, { kind: 'soil' }, { metric: 'ph' as Metric }])
        for (const bins of [{}, { everyMs: HOUR, aggregate: 'count' as const }])
          expect(await series.query(ask({ ...unknown, ...bins }))).toEqual([]);
    });

    it('begin with `from` and end before `to`', async () => {
      const { series } = await open();
      await series.write([T - 1, T, T + 1, T + 9, T + 10, T + 11].map((ts) => point(ts, { pm25: ts - T })));
      const times = async (more: Partial<SeriesQuery>) => (await series.query(ask(more))).map((p) => p.time - T);
      expect(await times({ from: T, to: T + 10 })).toEqual([0, 1, 9]);
      expect(await times({ from: T + 10, to: T + 10 })).toEqual([]);
      expect(await times({ from: T + 10, to: T + 11 })).toEqual([10]);
      expect(await times({ from: 0, to: 8.64e15 })).toEqual([-1, 0, 1, 9, 10, 11]);
    });

    it('are cut to the oldest or the newest, in the order of time', async () => {
      const { series } = await open();
      const all = Array.from({ length: 12_000 }, (_, i) =>
        point(T + i * 1000, { pm25: i, ...(i % 7 === 0 && { co: i }) }),
      );
      await series.write(all);
      for (const limit of [1, 3, 5000, 5001, 11_999, 12_000, 12_001]) {
        const oldest = await series.query(ask({ limit }));
        expect(oldest.map((p) => p.value)).toEqual(all.slice(0, limit).map((p) => p.values.pm25));
        const newest = await series.query(ask({ limit, newest: true }));
        expect(newest.map((p) => p.value)).toEqual(all.slice(-limit).map((p) => p.values.pm25));
      }
      expect(await series.query(ask({ metric: 'co', limit: 1, newest: true, to: T + 7_000_000 }))).toEqual([
        { time: T + 6_993_000, value: 6993 },
      ]);
      expect(await series.query(ask({ everyMs: HOUR, aggregate: 'min', limit: 2, newest: true }))).toEqual([
        { time: T + 2 * HOUR, value: 7200 },
        { time: T + 3 * HOUR, value: 10_800 },
      ]);
    });
  });

  describe('when a point came', () => {
    it('is told where it is asked for, and was more than a minute after its time', async () => {
      const { series } = await open();
      const came = (ts: number, ms: number) => point(ts, { pm25: 1, co: 2 }, { received: ts + ms });
      await series.write([came(T, 900), came(T + 1000, HOUR), came(T + 2000, 60_000), came(T + 3000, 60_001)]);
      const received = async (more: Partial<SeriesQuery>) => (await series.query(ask(more))).map((p) => p.received);
      const late = [undefined, T + 1000 + HOUR, undefined, T + 63_001];
      expect(await received({ withReceived: true })).toEqual(late);
      expect(await received({ withReceived: true, metric: 'co' })).toEqual(late);
      expect(await received({ withReceived: true, newest: true, limit: 2 })).toEqual(late.slice(2));
      expect(await received({})).toEqual([undefined, undefined, undefined, undefined]);
    });
  });

  describe('a point written again', () => {
    it('keeps its last value and quality, and is there once', async () => {
      const { series } = await open();
      await series.write([point(T, { pm25: 1 }), point(T, { pm25: 2 })]);
      expect(await series.query(ask())).toEqual([{ time: T, value: 2 }]);
      await series.write([point(T, { pm25: 3 })]);
      expect(await series.query(ask())).toEqual([{ time: T, value: 3 }]);
      expect(await series.query(ask({ everyMs: HOUR, aggregate: 'count' }))).toEqual([{ time: T, value: 1 }]);
    });

    it('that was suspect and turns good, or was good and turns suspect, is what it is now', async () => {
      const { series } = await open();
      const suspect = { quality: { pm25: 'suspect' } } as const;
      await series.write([point(T, { pm25: 10, co: 1 }, suspect), point(T + 1000, { pm25: 20, co: 2 })]);
      await series.write([point(T, { pm25: 11, co: 1 }), point(T + 1000, { pm25: 20, co: 2 }, suspect)]);
      expect(await series.query(ask())).toEqual([
        { time: T, value: 11 },
        { time: T + 1000, value: 20, quality: 'suspect' },
      ]);
      expect(await series.query(ask({ everyMs: HOUR, aggregate: 'sum' }))).toEqual([{ time: T, value: 11 }]);
      expect(await series.query(ask({ everyMs: HOUR, aggregate: 'count' }))).toEqual([
        { time: T, value: 2, quality: 'suspect' },
      ]);
      // and back, and worse
      await series.write([point(T + 1000, { pm25: 20 }), point(T, { pm25: 11 }, { quality: { pm25: 'fault' } })]);
      expect(await series.query(ask({ everyMs: HOUR, aggregate: 'sum' }))).toEqual([{ time: T, value: 20 }]);
      expect(await series.query(ask({ everyMs: HOUR, aggregate: 'count' }))).toEqual([
        { time: T, value: 2, quality: 'fault' },
      ]);
      expect(await series.query(ask({ metric: 'co', everyMs: HOUR, aggregate: 'sum' }))).toEqual([
        { time: T, value: 3 },
      ]);
    });

    it('in parts keeps them all, each with its own quality', async () => {
      const { series, restart } = await open();
      await series.write([point(T, { pm25: 5 }, { quality: { pm25: 'calibrating' } }), point(T, { co: 0.5 })]);
      await series.write([point(T, { humidity: 80, co: 0.6 })]);
      await series.rollUp([hour(T)]);
      await series.write([point(T, { temperature: 31 })]);
      for (const store of [series, await restart()]) {
        expect(await store.query(ask())).toEqual([{ time: T, value: 5, quality: 'calibrating' }]);
        expect(await store.query(ask({ metric: 'co' }))).toEqual([{ time: T, value: 0.6 }]);
        expect(await store.query(ask({ metric: 'humidity' }))).toEqual([{ time: T, value: 80 }]);
        expect(await store.query(ask({ metric: 'temperature' }))).toEqual([{ time: T, value: 31 }]);
      }
    });
  });

  it('names the points it will never take, and takes the others', async () => {
    const { series } = await open();
    const bad = [
      point(T, { pm25: Number.NaN }),
      point(T, { pm25: 1, co: Number.POSITIVE_INFINITY }),
      point(Number.NaN, { pm25: 1 }),
      point(-5, { pm25: 1 }),
      point(T + 0.5, { pm25: 1 }),
      point(T, { pm25: 1 }, { received: Number.NaN }),
      point(T, { pm25: 1 }, { quality: { pm25: 'splendid' as Quality } }),
    ];
    const rejected = await series.write([bad[0]!, point(T + 1, { pm25: 7 }), ...bad.slice(1), point(T + 2, {})]);
    expect(rejected.map((r) => r.point)).toEqual(bad);
    for (const { reason } of rejected) expect(reason).toMatch(/\S{2}/);
    expect(await series.query(ask({ from: 0 }))).toEqual([{ time: T + 1, value: 7 }]);
    expect(await series.write([])).toEqual([]);
  });
}
