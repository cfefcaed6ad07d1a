import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AirHours, AirPicture, Metric } from '#hub/contracts';
import type { Point } from '#hub/time-series';
import { addPerson, startHub, type TestHub, writeSeries } from '#hub/testkit';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let hub: TestHub;
/** As a stranger asks: without a session. */
const ask = (path = '') => fetch(`${hub.url}/api/air${path}`);
const picture = async () => (await (await ask()).json()) as AirPicture;

const points = (
  device: string,
  commune: string,
  values: Partial<Record<Metric, number>>,
  simulated = false,
): Point[] => {
  const last = Math.ceil(Date.now() / HOUR) * HOUR + 2 * HOUR;
  // an hour may end while this runs: it is there as well
  return Array.from({ length: (last - (Date.now() - 3 * DAY)) / (2 * MINUTE) }, (_, i) => ({
    ...{ kind: 'air', commune, device, ts: last - i * 2 * MINUTE, received: last - i * 2 * MINUTE, values, simulated },
  }));
};

beforeAll(async () => {
  hub = await startHub();
  await hub.fetch('/api/profiles/two-minutes', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ id: 'two-minutes', kind: 'air', vi: 'Trạm', en: 'Station', intervalMs: 2 * MINUTE },
      metrics: { pm25: {}, co: {}, humidity: {} },
    }),
  });
  const at = { lat: 20.456789, lon: 106.254321, hamlet: 'Thôn Đông', place: 'gần chợ', installedAt: 0 };
  const { device } = await hub.addDevice('air-real', { profile: 'two-minutes', name: 'Trạm chợ', ...at });
  await hub.addDevice('air-played', { profile: 'two-minutes', name: 'Trạm mô phỏng', simulated: true, installedAt: 0 });
  await hub.addDevice('air-mute', { profile: 'two-minutes', name: 'Trạm mới', installedAt: 0 });
  await hub.addDevice('mast', { profile: 'weather-mast', name: 'Cột khí tượng' });
  await hub.kill9();
  await writeSeries(hub.dir, [
    ...points('air-real', device.commune, { pm25: 55.7, co: 4.5, humidity: 97 }),
    ...points('air-played', device.commune, { pm25: 600 }, true),
  ]);
  await hub.restart();
}, 60_000);
afterAll(() => hub?.stop());

describe('the air, for anybody', () => {
  it('is told with the index of each station, its worst pollutant, the day before, and what counts against a limit', async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    const { stations, worst, hour, now } = (await answer.json()) as AirPicture;
    expect(now - hour).toBeLessThan(HOUR + MINUTE);
    const real = stations.find(({ name }) => name === 'Trạm chợ')!;
    expect(real.now).toMatchObject({ index: 110, band: 'poor', main: 'pm25', until: hour, fog: { humidity: 97 } });
    // the hub keeps mg/m³: 4.5 of them are 4500 µg/m³
    expect(real.now!.parts[1]).toEqual({ pollutant: 'co', index: 23, value: expect.closeTo(4500, 3) });
    expect(real.hours.map(({ index }) => index)).toEqual(Array(24).fill(110));
    expect(real.hours.at(-1)!.at).toBe(hour);
    expect(real.yesterday).toMatchObject({ index: 110, main: 'pm25' });
    expect(real.yesterday!.limits).toContainEqual({
      ...{ pollutant: 'pm25', period: '24h', value: expect.closeTo(55.7, 3), limit: 45, above: true },
    });
    expect(stations.map(({ name }) => name)).toEqual(['Trạm mô phỏng', 'Trạm chợ', 'Trạm mới']);
    expect(stations[0]).toMatchObject({ simulated: true, now: { index: 500, band: 'hazardous' } });
    expect(stations[worst!]!.name).toBe('Trạm chợ');
    expect(stations[2]).toMatchObject({ absence: { reason: 'too-few-hours' } });
  });

  it('tells a stranger nothing of boxes, and of places no more than a hundred metres', async () => {
    const text = await (await ask()).text();
    for (const hidden of ['air-real', 'air-played', 'air-mute', 'two-minutes', '20.4567', '106.2543'])
      expect(text).not.toContain(hidden);
    expect((await picture()).stations.find(({ name }) => name === 'Trạm chợ')).toMatchObject({
      ...{ lat: 20.457, lon: 106.254, hamlet: 'Thôn Đông', place: 'gần chợ' },
    });
  });

  it('forgets a station that is being repaired as soon as it is', async () => {
    const state = (to: string) =>
      hub.fetch('/api/devices/air-real/state', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ state: to }),
      });
    expect((await state('calibrating')).status).toBeLessThan(300);
    const real = (await picture()).stations.find(({ name }) => name === 'Trạm chợ')!;
    expect(real).toMatchObject({ absence: { reason: 'out-of-service', state: 'calibrating' } });
    expect(real).not.toHaveProperty('now');
    expect((await state('installed')).status).toBeLessThan(300);
    expect((await picture()).stations.find(({ name }) => name === 'Trạm chợ')!.now).toMatchObject({ index: 110 });
  });

  it('is given hour by hour to those who may read stations, of their own alone', async () => {
    const to = Date.now();
    const query = `/hours?from=${to - 5 * HOUR}&to=${to}`;
    expect((await ask(query)).status).toBe(401);
    const { stations } = (await (await hub.fetch(`/api/air${query}`)).json()) as AirHours;
    const real = stations.find(({ device }) => device === 'air-real')!;
    expect(real.hours).toHaveLength(5);
    expect(real.hours[4]).toMatchObject({ index: 110, band: 'poor', main: 'pm25' });
    expect(real.hours[4]!.until).toBe(real.hours[4]!.at);
    expect((await hub.fetch(`/api/air/hours?from=0&to=${to}`)).status).toBe(422);
    const hamlet = { role: 'village-head', scope: { kind: 'hamlet' as const, id: 'elsewhere' } };
    const head = await addPerson(hub, { grants: [hamlet] });
    expect(await (await head.fetch(`/api/air${query}`)).json()).toEqual({ stations: [] });
  });

  it('is not given to one address without end', async () => {
    const statuses: number[] = [];
    let refused: Response | undefined;
    for (let i = 0; i < 200 && !refused; i++) {
      const answer = await ask();
      statuses.push(answer.status);
      if (answer.status === 429) refused = answer;
    }
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(60);
    expect(refused!.headers.get('cache-control')).toBe('no-store');
    expect(Number(refused!.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
