import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith, startInflux, type TestInflux } from '#hub/testkit';
import { type Point, StoreUnavailableError } from '../time-series.js';
import { InfluxTimeSeries } from './influx-time-series.js';

const T = Date.UTC(2026, 2, 4);
const HOUR = 3_600_000;
const point = (ts: number, values: Point['values'], more: Partial<Point> = {}): Point => ({
  kind: 'air',
  commune: '00001',
  device: 'air-1',
  ts,
  received: ts + 1500,
  values,
  simulated: false,
  ...more,
});
const ask = { kind: 'air', device: 'air-1', metric: 'pm25', from: T, to: T + 24 * HOUR } as const;

/** As an administrator would, with the server's own client. */
async function influxQl(url: string, query: string, database = ''): Promise<unknown[][]> {
  const answer = await fetch(`${url}/query?${new URLSearchParams({ db: database, q: query, epoch: 'ms' })}`, {
    method: 'POST',
  });
  const body = (await answer.json()) as { results: { error?: string; series?: { values: unknown[][] }[] }[] };
  if (body.results[0]!.error) throw new Error(body.results[0]!.error);
  return body.results[0]!.series?.[0]!.values ?? [];
}

describeWith('influxd', 'InfluxTimeSeries on a real server', () => {
  let server: TestInflux;
  const open: InfluxTimeSeries[] = [];
  const store = async (database: string, url = server.url) => {
    const series = new InfluxTimeSeries({ url: `${url}/${database}` });
    open.push(series);
    await series.start();
    return series;
  };
  beforeAll(async () => {
    server = await startInflux({ http: ['max-body-size = 20000'] });
  }, 60_000);
  afterAll(async () => {
    for (const series of open) await series.stop();
    await server?.stop();
  });

  it('makes its database, and leaves fields that other tools can read', async () => {
    const series = await store('fields');
    await series.write([
      point(T, { pm25: 12.5, co: 1 }, { quality: { co: 'suspect' }, simulated: true }),
      point(T + 1000, { pm25: 13 }, { received: T + 7_200_000 }),
    ]);
    const columns = 'pm25, co, co_q, received, simulated, commune, device';
    expect(await influxQl(server.url, `SELECT ${columns} FROM air`, 'fields')).toEqual([
      [T, 12.5, 1, 'suspect', null, true, '00001', 'air-1'],
      [T + 1000, 13, null, null, T + 7_200_000, null, '00001', 'air-1'],
    ]);
    await series.rollUp([{ kind: 'air', commune: '00001', device: 'air-1', hour: T }]);
    const rollup = 'SELECT pm25_count, pm25_good, pm25_sum, pm25_max, pm25_median, co_good, commune FROM air_1h';
    expect(await influxQl(server.url, rollup, 'fields')).toEqual([[T, 2, 2, 25.5, 13, 12.75, 0, '00001']]);
  });

  it('makes the bins with marked values from the values, and the others in the server', async () => {
    const series = await store('marked');
    const bad = new Set([70, 71, 190]);
    await series.write(
      Array.from({ length: 240 }, (_, i) =>
        point(T + i * 60_000, { pm25: i }, bad.has(i) ? { quality: { pm25: 'suspect' } } : {}),
      ),
    );
    const hourly = (aggregate: 'mean' | 'count' | 'max') => series.query({ ...ask, everyMs: HOUR, aggregate });
    const sum = (from: number) => Array.from({ length: 60 }, (_, k) => from + k).filter((v) => !bad.has(v));
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(await hourly('mean')).toEqual(
      [0, 60, 120, 180].map((v, h) => ({ time: T + h * HOUR, value: mean(sum(v)) })),
    );
    expect(await hourly('count')).toEqual([
      { time: T, value: 60 },
      { time: T + HOUR, value: 60, quality: 'suspect' },
      { time: T + 2 * HOUR, value: 60 },
      { time: T + 3 * HOUR, value: 60, quality: 'suspect' },
    ]);
  });

  it('lets a value turn good that a former run of the hub marked', async () => {
    const before = await store('regraded');
    await before.write([point(T, { pm25: 900 }, { quality: { pm25: 'suspect' } })]);
    const after = await store('regraded');
    await after.write([point(T, { pm25: 12 })]);
    expect(await after.query(ask)).toEqual([{ time: T, value: 12 }]);
    expect(await after.query({ ...ask, everyMs: HOUR })).toEqual([{ time: T, value: 12 }]);
  });

  it('sends what is too large for the server in smaller bodies', async () => {
    const series = await store('bodies');
    expect(await series.write(Array.from({ length: 3000 }, (_, i) => point(T + i, { pm25: i })))).toEqual([]);
    expect(await series.query({ ...ask, everyMs: 24 * HOUR, aggregate: 'count' })).toEqual([{ time: T, value: 3000 }]);
  });

  it('names the points whose fields the server knows by another type, and stores all others', async () => {
    const series = await store('types');
    // somebody wrote text where numbers belong
    const strange = await fetch(`${server.url}/write?db=types&precision=ms`, {
      method: 'POST',
      body: `air,commune=00001,device=old co="none" ${T}`,
    });
    expect(strange.status).toBe(204);
    const points = Array.from({ length: 200 }, (_, i) => point(T + i, i % 67 === 5 ? { co: i } : { pm25: i }));
    const rejected = await series.write(points);
    expect(rejected.map((r) => r.point)).toEqual([points[5], points[72], points[139]]);
    for (const { reason } of rejected) expect(reason).toMatch(/^InfluxDB từ chối: .*field type conflict/);
    expect(await series.query(ask)).toHaveLength(197);
  });

  it('takes names for what they are', async () => {
    const series = await store('odd "name"');
    const odd = { kind: `a "b" c`, device: `it's, x=y` };
    expect(await series.write([point(T, { pm25: 1 }, odd)])).toEqual([]);
    expect(await series.query({ ...ask, ...odd })).toEqual([{ time: T, value: 1 }]);
    const attempt = { ...ask, ...odd, device: `' OR "device" != '` };
    expect(await series.query(attempt)).toEqual([]);
  });

  it('makes its database again when somebody dropped it', async () => {
    const series = await store('dropped');
    await series.write([point(T, { pm25: 1 })]);
    await influxQl(server.url, 'DROP DATABASE dropped');
    await expect(series.write([point(T, { pm25: 2 })])).rejects.toThrow(StoreUnavailableError);
    expect(await series.write([point(T, { pm25: 2 })])).toEqual([]);
    await influxQl(server.url, 'DROP DATABASE dropped');
    await expect(series.query(ask)).rejects.toThrow(StoreUnavailableError);
    expect(await series.query(ask)).toEqual([]);
  });

  it('leaves what others keep in the same database when raw points expire', async () => {
    const series = await store('shared');
    await series.write([point(T, { pm25: 1 })]);
    await fetch(`${server.url}/write?db=shared&precision=ms`, { method: 'POST', body: `theirs value=1 ${T}` });
    await series.rollUp([{ kind: 'air', commune: '00001', device: 'air-1', hour: T }]);
    await series.expire(T + HOUR);
    expect(await series.query(ask)).toEqual([]);
    expect(await influxQl(server.url, 'SELECT value FROM theirs', 'shared')).toEqual([[T, 1]]);
  });

  it('asks a fresh server after the old one is gone, over connections that were kept', async () => {
    const series = await store('kept');
    await series.write([point(T, { pm25: 1 })]);
    await series.query(ask);
    await server.pause();
    await server.resume();
    expect(await series.write([point(T + 1, { pm25: 2 })])).toEqual([]);
    expect(await series.query(ask)).toHaveLength(2);
  });

  it('pages through more rows than one answer should hold', async () => {
    const series = await store('pages');
    const all = Array.from({ length: 12_345 }, (_, i) => point(T + i * 100, { pm25: i }));
    await series.write(all);
    expect((await series.query(ask)).map((p) => p.value)).toEqual(all.map((p) => p.values.pm25));
    await series.rollUp([{ kind: 'air', commune: '00001', device: 'air-1', hour: T }]);
    expect(await influxQl(server.url, 'SELECT pm25_count FROM air_1h', 'pages')).toEqual([[T, 12_345]]);
  });
});

describeWith('influxd', 'InfluxTimeSeries and sign-in', () => {
  let server: TestInflux;
  beforeAll(async () => {
    server = await startInflux({ http: ['auth-enabled = true'] });
    await influxQl(server.url, `CREATE USER admin WITH PASSWORD 'quản trị' WITH ALL PRIVILEGES`);
  }, 60_000);
  afterAll(() => server?.stop());
  const as = (account: string) => server.url.replace('://', `://${account}@`);

  it('signs in as the URL says', async () => {
    const series = new InfluxTimeSeries({ url: `${as(`admin:${encodeURIComponent('quản trị')}`)}/signed` });
    await series.start();
    expect(await series.write([point(T, { pm25: 1 })])).toEqual([]);
    expect(await series.query(ask)).toHaveLength(1);
    await series.stop();
  });

  it('is unavailable to a wrong password: nothing is wrong with the points', async () => {
    const series = new InfluxTimeSeries({ url: `${as('admin:wrong')}/signed` });
    await series.start();
    await expect(series.write([point(T, { pm25: 1 })])).rejects.toThrow(StoreUnavailableError);
    await expect(series.query(ask)).rejects.toThrow(StoreUnavailableError);
    await series.stop();
  });
});

describe('InfluxTimeSeries', () => {
  it('says at once what is wrong with its address', () => {
    expect(() => new InfluxTimeSeries({ url: 'http://127.0.0.1:8086' })).toThrow('INFLUX_URL');
  });
});
