import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { topics } from '#hub/contracts';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { alertsOf, decided, storedTimes } from './asking.js';
import { LiveClient } from './live-client.js';

const MINUTE = 60_000;

describe('backlogs: history complete, and nobody is woken for what is over', () => {
  let hub: TestHub;
  let live: LiveClient;

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules-held.json' } });
    live = await LiveClient.open(hub);
  }, 60_000);
  afterAll(async () => {
    live?.close();
    await hub?.stop();
  });

  const device = async (id: string, profile: string) => {
    const added = await hub.addDevice(id, { profile, installedAt: 0 });
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: id,
      password: added.secret,
    });
    const send = (items: unknown) =>
      client.publishAsync(topics.telemetry(added.device.commune, id), JSON.stringify(items), { qos: 1 });
    return { send, close: () => client.endAsync() };
  };

  it("an hour's backlog at once: all of it stored, the burst that is over is recorded, nobody is paged", async () => {
    const { send, close } = await device('gone-dark', 'air-station');
    const end = Date.now() - 30_000;
    const start = end - 60 * MINUTE;
    // one value every 10 s; above the limit from minute 10 to minute 25
    const items = Array.from({ length: 361 }, (_, i) => {
      const ts = start + i * 10_000;
      const minute = (ts - start) / MINUTE;
      return { ts, pm25: minute >= 10 && minute < 25 ? 300 : 20 };
    });
    for (let i = 0; i < items.length; i += 30) await send(items.slice(i, i + 30));
    await eventually(
      '361 values stored',
      () => storedTimes(hub, 'gone-dark', 'pm25', start, end + 1),
      (t) => t.size === 361,
    );
    const [alert, ...more] = await eventually(
      'the record',
      () => alertsOf(hub, 'gone-dark'),
      (list) => list.length > 0,
    );
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ backdated: true, startedAt: start + 10 * MINUTE, endedAt: start + 25 * MINUTE });
    await decided(hub);
    expect(live.pages.filter((e) => e.alert.target === 'gone-dark')).toEqual([]);
    await close();
  });

  it('a backlog that ends above the limit opens one alert that begins in the past', async () => {
    const { send, close } = await device('still-burning', 'air-station');
    const now = Date.now();
    const started = now - 40 * MINUTE;
    const items = Array.from({ length: 361 }, (_, i) => {
      const ts = now - 60 * MINUTE + i * 10_000;
      return { ts, pm25: ts >= started ? 300 : 20 };
    });
    for (let i = 0; i < items.length; i += 30) await send(items.slice(i, i + 30));
    const alerts = await eventually(
      'an alert',
      () => alertsOf(hub, 'still-burning'),
      (list) => list.length > 0,
    );
    expect(alerts).toHaveLength(1);
    expect(alerts[0]!.backdated).toBe(false);
    expect(Math.abs(alerts[0]!.startedAt - started)).toBeLessThan(10_001);
    expect(alerts[0]!.learntAt - alerts[0]!.startedAt).toBeGreaterThan(30 * MINUTE);
    expect(alerts[0]!.text.sentence).toContain('nhận tin');
    await decided(hub);
    expect(live.pages.filter((e) => e.alert.target === 'still-burning')).toHaveLength(1);
    await close();
  });

  it('a holding time is not satisfied by sending old values quickly', async () => {
    const { send, close } = await device('hasty', 'air-station');
    const now = Date.now();
    // 200 values within 20 s of event time: the rule holds 60 s
    for (let i = 0; i < 200; i++) await send({ ts: now - 20_000 + i * 100, pm25: 300 });
    await eventually(
      '200 values stored',
      () => storedTimes(hub, 'hasty', 'pm25', now - 20_000, now),
      (t) => t.size === 200,
    );
    await decided(hub);
    expect(await alertsOf(hub, 'hasty')).toEqual([]);
    await close();
  });

  it('a logger that uploads once an hour still alarms', async () => {
    const { send, close } = await device('hourly', 'hourly-logger');
    const now = Date.now();
    const items = Array.from({ length: 12 }, (_, i) => ({
      ts: now - (12 - i) * 5 * MINUTE,
      water_level: i >= 6 ? 5.5 : 1,
    }));
    await send(items);
    const alerts = await eventually(
      'an alert of the hourly logger',
      () => alertsOf(hub, 'hourly'),
      (list) => list.length > 0,
    );
    expect(alerts[0]).toMatchObject({ backdated: false, startedAt: now - 30 * MINUTE });
    await decided(hub);
    expect(live.pages.filter((e) => e.alert.target === 'hourly')).toHaveLength(1);
    await close();
  });
});
