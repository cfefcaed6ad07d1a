import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { type Device, type HubStatus, topics } from '#hub/contracts';
import { LmdbEventLog } from '#hub/event-log';
import { systemClock } from '#hub/service-kit';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertsOf, get, storedTimes } from './asking.js';

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

  it('five minutes wrong: the time of the device is kept, ahead or behind', async () => {
    const { send, close } = await connected(hub, 'ahead');
    const now = Date.now();
    await send({ ts: now + 5 * MINUTE, pm25: 21 });
    const ahead = await eventually(
      'the value at its own time',
      () => points(hub, 'ahead', now, now + 6 * MINUTE),
      (p) => p.length === 1,
    );
    expect(ahead[0]).toMatchObject({ time: now + 5 * MINUTE, value: 21 });
    expect(ahead[0]!.quality ?? 'good').toBe('good');
    await close();
  });

  it('three years wrong: kept at the time it came, marked suspect, and it never alarms', async () => {
    const { send, close } = await connected(hub, 'lost-battery');
    for (const ts of [Date.now() + 3 * YEAR, Date.now() - 3 * YEAR]) {
      const now = Date.now();
      await send({ ts, pm25: 900 });
      const kept = await eventually(
        'the value at its arrival',
        () => points(hub, 'lost-battery', now - 1000, Date.now() + 1000),
        (p) => p.length === 1,
      );
      expect(kept[0]).toMatchObject({ value: 900, quality: 'suspect' });
      await new Promise((resolve) => setTimeout(resolve, 1100));
    }
    expect(await alertsOf(hub, 'lost-battery')).toEqual([]);
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

describe("the hub's own clock behind its last record (a dead CMOS battery after a power cut)", () => {
  const dir = mkdtempSync(join(tmpdir(), 'clock-'));
  let hub: TestHub;

  beforeAll(async () => {
    // a log whose last record is from an hour ahead: what a hub finds whose clock fell back
    const log = new LmdbEventLog({ dir: join(dir, 'log'), clock: systemClock, commitMs: 0 });
    await log.start();
    await log.append('telemetry', [{ type: 'tick', received: Date.now() + 3_600_000, clock: 'ok' }]);
    await log.stop();
    hub = await startHub({ dataDir: dir, env: { RULES: 'test/faults/rules-silence.json' } });
  }, 60_000);
  afterAll(async () => {
    await hub?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('keeps appending, says so, and suspends silence until somebody confirms the time', async () => {
    await eventually(
      'the status to say that the clock is wrong',
      () => get<HubStatus>(hub, '/api/status'),
      (s) => s.clock === 'behind',
    );
    const { send, close } = await connected(hub, 'quiet');
    const now = Date.now();
    await send({ ts: now, pm25: 20 });
    await eventually(
      'the value in the store',
      () => storedTimes(hub, 'quiet', 'pm25', now, now + 1),
      (t) => t.size === 1,
    );
    await close();
    // the rule would page after two minutes of silence; the test profile's interval makes it the floor
    await new Promise((resolve) => setTimeout(resolve, 5000));
    expect(await alertsOf(hub, 'quiet')).toEqual([]);
    const confirmed = await fetch(`${hub.url}/api/clock/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ by: 'quản trị' }),
    });
    expect(confirmed.ok).toBe(true);
    await eventually(
      'the clock taken as right',
      () => get<HubStatus>(hub, '/api/status'),
      (s) => s.clock === 'ok',
    );
  }, 60_000);
});
