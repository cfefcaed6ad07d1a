import { expect, it } from '@jest/globals';
import { eventually } from '#hub/testkit';
import { StoreUnavailableError } from '#hub/time-series';
import type { Open } from './engines.js';
import { ask, HOUR, hour, point, T } from './points.js';

export function lives(open: Open): void {
  it('answers while it is written to, and what was acknowledged is seen at once', async () => {
    const { series } = await open();
    let written = 0;
    let writing = true;
    const write = async () => {
      for (let batch = 0; batch < 60; batch++) {
        const points = Array.from({ length: 1000 }, (_, i) => batch * 1000 + i).map((i) =>
          point(T + i, { pm25: 1, co: i }, { device: `air-${i % 4}` }),
        );
        await series.write(points);
        written += points.length;
      }
      writing = false;
    };
    const read = async (device: string) => {
      let answers = 0;
      while (writing) {
        const acknowledged = written / 4;
        const query = ask({ device, everyMs: 24 * HOUR, aggregate: 'count' });
        const [bin] = await series.query(query);
        expect(bin?.value ?? 0).toBeGreaterThanOrEqual(acknowledged);
        const newest = await series.query(ask({ device, metric: 'co', newest: true, limit: 100 }));
        const steps = newest.slice(1).map((p, i) => p.value - newest[i]!.value);
        expect(new Set(steps)).toEqual(new Set(steps.length > 0 ? [4] : []));
        answers++;
      }
      return answers;
    };
    const [, ...answers] = await Promise.all([write(), ...[0, 1, 2, 3].map((i) => read(`air-${i}`))]);
    for (const n of answers) expect(n).toBeGreaterThan(0);
    for (const i of [0, 1, 2, 3])
      expect(await series.query(ask({ device: `air-${i}`, everyMs: 24 * HOUR, aggregate: 'count' }))).toEqual([
        { time: T, value: 15_000 },
      ]);
  });

  it('is the same after a restart', async () => {
    const { series, restart } = await open();
    await series.write([point(T, { pm25: 1 }), point(T + 1, { pm25: 2 }, { quality: { pm25: 'fault' } })]);
    const again = await restart();
    await again.write([point(T + 2, { pm25: 3, do: 6 }), point(T, { pm25: 4 }, { device: 'air-2' })]);
    expect(await again.query(ask())).toEqual([
      { time: T, value: 1 },
      { time: T + 1, value: 2, quality: 'fault' },
      { time: T + 2, value: 3 },
    ]);
    expect(await again.query(ask({ device: 'air-2' }))).toEqual([{ time: T, value: 4 }]);
    expect(await again.query(ask({ metric: 'do' }))).toEqual([{ time: T + 2, value: 6 }]);
  });

  it('may be stopped twice', async () => {
    const { series } = await open();
    await series.stop();
    await series.stop();
  });

  it('says that it cannot write now, and takes everything when it can again', async () => {
    const { series, restart, leave, comeBack, silent } = await open();
    await series.write([point(T, { pm25: 1 })]);
    await leave();
    const later = [point(T + 1, { pm25: 2 })];
    await expect(series.write(later)).rejects.toThrow(StoreUnavailableError);
    await expect(series.write(later)).rejects.toMatchObject({ retry: true });
    await expect(series.rollUp([hour(T)])).rejects.toThrow(StoreUnavailableError);
    await expect(series.expire(T)).rejects.toThrow(StoreUnavailableError);
    if (silent) await expect(series.query(ask())).rejects.toThrow(StoreUnavailableError);
    else expect(await series.query(ask())).toEqual([{ time: T, value: 1 }]);
    // a hub that starts meanwhile starts
    const started = await restart();
    await expect(started.write(later)).rejects.toThrow(StoreUnavailableError);
    await comeBack();
    await eventually(
      'the store to take points again',
      () => started.write(later),
      (rejected) => rejected.length === 0,
    );
    expect((await started.query(ask())).map((p) => p.value)).toEqual([1, 2]);
  });
}
