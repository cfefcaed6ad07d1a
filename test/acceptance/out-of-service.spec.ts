import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type OutOfService, topics } from '#hub/contracts';
import { addPerson, eventually, startHub, type TestHub, type TestPerson } from '#hub/testkit';
import { LiveClient } from '../faults/live-client.js';

describe('a rule out of service on a device', () => {
  let hub: TestHub;
  let live: LiveClient;
  let station: MqttClient;
  let hanh: TestPerson;
  let measure: (pm25: number) => Promise<unknown>;
  const told: { change: string; entry: OutOfService; by: string }[] = [];

  const send = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await hanh.send(method, `/api${path}`, body);
    return { status: answer.status, body: (await answer.json()) as T };
  };
  const standing = async () =>
    (await send<{ alerts: { rule: string }[] }>('GET', '/alerts?active=true')).body.alerts.map(({ rule }) => rule);
  const figure = async () => {
    const span = `from=${Date.now() - 86_400_000}&to=${Date.now()}`;
    return (await send<{ outOfService: number }>('GET', `/alert-figures?${span}`)).body.outOfService;
  };

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
    const grants = [{ role: 'operator', scope: { kind: 'commune', id: '*' } as const }];
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', grants });
    const { device, secret } = await hub.addDevice('air-1', { profile: 'air-station', hamlet: 'Thôn Đông' });
    station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'air-1', password: secret });
    measure = (pm25) =>
      station.publishAsync(topics.telemetry(device.commune, 'air-1'), JSON.stringify({ pm25 }), { qos: 1 });
    live = await LiveClient.open(hub);
    live.socket.on('service', (event) => told.push(event));
    await measure(180);
    await eventually('an alert', standing, (rules) => rules.includes('pm25-high'));
  }, 60_000);
  afterAll(async () => {
    live?.close();
    await station?.endAsync(true);
    await hub?.stop();
  });

  it('ends what it told, and says who did it and why, live, in the list and in the figures', async () => {
    const out = await send<OutOfService>('POST', '/devices/air-1/out-of-service', {
      ...{ rule: 'pm25-high', reason: 'quạt hút kẹt' },
    });
    expect(out.status).toBe(200);
    expect(out.body).toMatchObject({ device: 'air-1', rule: 'pm25-high', reason: 'quạt hút kẹt', by: 'Lê Thị Hạnh' });
    await measure(190);
    await eventually('nothing', standing, (rules) => rules.length === 0);
    expect(told).toMatchObject([{ change: 'out', by: 'Lê Thị Hạnh', entry: out.body }]);
    expect((await send('GET', '/out-of-service')).body).toEqual({ entries: [out.body] });
    expect(await figure()).toBe(1);
    // what is simulated counts nowhere
    await hub.addDevice('air-thu', { profile: 'air-station', hamlet: 'Thôn Đông', simulated: true });
    const practice = await send('POST', '/devices/air-thu/out-of-service', { rule: 'pm25-high', reason: 'thử' });
    expect(practice.status).toBe(200);
    await eventually(
      'both',
      () => send<{ entries: unknown[] }>('GET', '/out-of-service'),
      ({ body }) => body.entries.length === 2,
    );
    expect(await figure()).toBe(1);
    await send('POST', '/devices/air-thu/in-service', { rule: 'pm25-high', note: 'xong' });
  });

  it('is refused in words where it is out already, and where there is no such thing', async () => {
    const again = { rule: 'pm25-high', reason: 'lần nữa' };
    const twice = await send<{ message: string }>('POST', '/devices/air-1/out-of-service', again);
    expect([twice.status, twice.body.message]).toEqual([
      409,
      expect.stringMatching(/^Lê Thị Hạnh đã ngừng theo dõi lúc/),
    ]);
    // a deed is noted before it is done, and so that it was tried
    const log = await hub.fetch('/api/audit?target=air-1&action=device.service-out');
    expect(((await log.json()) as { entries: unknown[] }).entries).toHaveLength(2);
    expect((await send('POST', '/devices/air-9/out-of-service', again)).status).toBe(404);
    expect((await send('POST', '/devices/air-1/out-of-service', { ...again, rule: 'x' })).status).toBe(404);
    expect((await send('POST', '/devices/air-1/out-of-service', { rule: 'pm25-high' })).status).toBe(400);
  });

  it('is the same after a power cut, and tells of what holds when it is taken back', async () => {
    await hub.kill9();
    await hub.restart();
    expect((await send<{ entries: unknown[] }>('GET', '/out-of-service')).body.entries).toHaveLength(1);
    await station.endAsync(true);
    const back = await send('POST', '/devices/air-1/in-service', { rule: 'pm25-high', note: 'đã thay quạt' });
    expect(back.status).toBe(200);
    await eventually('the alert again', standing, (rules) => rules.includes('pm25-high'));
    expect((await send('GET', '/out-of-service')).body).toEqual({ entries: [] });
    expect(await figure()).toBe(0);
  });
});
