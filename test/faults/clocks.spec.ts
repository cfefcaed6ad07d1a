import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { type Device, topics } from '#hub/contracts';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { alertsOf, decided, get, storedTimes } from './asking.js';

const MINUTE = 60_000;
const YEAR = 365 * 86_400_000;

interface Connected {
  device: Device;
  send(item: unknown): Promise<unknown>;
  close(): Promise<void>;
}
async function connected(hub: TestHub, id: string): Promise<Connected> {
  const { device, secret } = await hub.addDevice(id, { profile: 'air-station' });
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: id, password: secret });
  const send = (item: unknown) =>
    client.publishAsync(topics.telemetry(device.commune, id), JSON.stringify(item), { qos: 1 });
  return { device, send, close: () => client.endAsync(true) };
}
const points = async (hub: TestHub, device: string, from: number, to: number) =>
  (
    await get<{ points: { time: number; value: number; quality?: string }[] }>(
      hub,
      `/api/readings?device=${device}&metric=pm25&from=${from}&to=${to}`,
    )
  ).points;

describe('device clocks', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
  }, 60_000);
  afterAll(() => hub?.stop());

  it.each([
    ['ahead', 5 * MINUTE],
    ['behind', -5 * MINUTE],
  ])('five minutes %s: the time of the device is kept, and it alarms', async (id, wrong) => {
    const { send, close } = await connected(hub, id);
    const first = Date.now() + wrong;
    await send({ ts: first, pm25: 21 });
    await send({ ts: first + 1000, pm25: 300 });
    const stored = await eventually(
      'both values at their own times',
      () => points(hub, id, first - 1000, first + 2000),
      (p) => p.length === 2,
    );
    expect(stored.map(({ time, value }) => [time, value])).toEqual([
      [first, 21],
      [first + 1000, 300],
    ]);
    expect(stored.map(({ quality }) => quality ?? 'good')).toEqual(['good', 'good']);
    const alerts = await eventually(
      'an alert',
      () => alertsOf(hub, id),
      (list) => list.length > 0,
    );
    expect(alerts).toMatchObject([{ startedAt: first + 1000, backdated: false, state: 'unacknowledged' }]);
    await close();
  });

  it.each([
    ['three-years-ahead', 3 * YEAR],
    ['three-years-behind', -3 * YEAR],
  ])('%s: kept at the time it came, marked suspect, and it never alarms', async (id, wrong) => {
    const { send, close } = await connected(hub, id);
    const now = Date.now();
    await send({ ts: now + wrong, pm25: 900 });
    const kept = await eventually(
      'the value at its arrival',
      () => points(hub, id, now - 1000, Date.now() + 1000),
      (p) => p.length > 0,
    );
    expect(kept).toMatchObject([{ value: 900, quality: 'suspect' }]);
    expect(await points(hub, id, now + wrong - MINUTE, now + wrong + MINUTE)).toEqual([]);
    await decided(hub);
    expect(await alertsOf(hub, id)).toEqual([]);
    await close();
  });

  it('duplicates and packets out of order give the same points and the same incidents', async () => {
    const orders = { sorted: [0, 1, 2, 3, 4, 5], mixed: [3, 0, 0, 5, 1, 1, 4, 2, 3] };
    const base = Date.now() - 60_000;
    for (const [id, order] of Object.entries(orders)) {
      const { send, close } = await connected(hub, id);
      for (const i of order) await send({ ts: base + i * 5000, pm25: i >= 2 && i < 4 ? 300 : 20 });
      await eventually(
        'six points',
        () => storedTimes(hub, id, 'pm25', base, base + 60_000),
        (t) => t.size === 6,
      );
      await close();
    }
    const intervals = async (id: string) =>
      (
        await eventually(
          `the incident of ${id}`,
          () => alertsOf(hub, id),
          (a) => a.length > 0 && a.every((x) => x.endedAt !== undefined),
        )
      ).map((a) => [a.startedAt, a.endedAt]);
    expect(await intervals('sorted')).toEqual([[base + 10_000, base + 20_000]]);
    expect(await intervals('mixed')).toEqual(await intervals('sorted'));
  });
});
