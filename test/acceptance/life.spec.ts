import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type Alert, type Device, type LatestOfDevice, type LifeEntry, topics } from '#hub/contracts';
import { addPerson, eventually, startHub, type TestHub } from '#hub/testkit';

const SECOND = 1000;

let hub: TestHub;
const clients: MqttClient[] = [];
beforeAll(async () => void (hub = await startHub({ env: { RULES: 'test/faults/rules.json' } })));
afterAll(async () => {
  for (const client of clients) client.end(true);
  await hub?.stop();
});

const post = (body: unknown): RequestInit => ({
  ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
});
async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await hub.fetch(`/api${path}`, init)).json()) as T;
}
const change = async (id: string, wish: object, as = hub.fetch) => {
  const answer = await as(`/api/devices/${id}/state`, post(wish));
  const { state, message } = (await answer.json()) as Partial<Device> & { message?: string };
  return [answer.status, state ?? message];
};
const lifeOf = async (id: string) => (await json<{ life: LifeEntry[] }>(`/devices/${id}/life`)).life;
const device = (id: string) => json<Device>(`/devices/${id}`);

async function station(id: string, more: object = {}): Promise<(pm25: number) => Promise<void>> {
  const body = { id, name: id, profile: 'air-station', ...more };
  const added = await json<{ device: Device; secret: string }>('/devices', post(body));
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
    ...{ username: id, password: added.secret, clientId: id, reconnectPeriod: 0 },
  });
  clients.push(client);
  const topic = topics.telemetry(added.device.commune, id);
  return async (pm25) => void (await client.publishAsync(topic, JSON.stringify({ pm25 }), { qos: 1 }));
}
const latest = async (id: string) =>
  (await json<{ latest: LatestOfDevice[] }>(`/latest?device=${id}`)).latest[0]?.values.pm25;
const alerts = async (id: string) => (await json<{ alerts: Alert[] }>(`/alerts?target=${id}`)).alerts;

describe('a station in maintenance', () => {
  it('is heard and alarms nobody; when the time is up it alarms again by itself, across a restart', async () => {
    let send = await station('tram-1');
    const until = Date.now() + 20 * SECOND;
    expect(await change('tram-1', { state: 'maintenance', until, reason: 'thay lọc bụi' })).toEqual([
      200,
      'maintenance',
    ]);
    await send(400);
    const seen = await eventually(
      'the value',
      () => latest('tram-1'),
      (value) => value?.value === 400,
    );
    expect(seen).toMatchObject({ quality: 'calibrating' });
    expect(await alerts('tram-1')).toEqual([]);

    clients.pop()!.end(true);
    await hub.kill9();
    await hub.restart();
    expect(await device('tram-1')).toMatchObject({ state: 'maintenance', maintenanceUntil: until });
    await eventually(
      'that its time is up',
      () => device('tram-1'),
      ({ state }) => state === 'installed',
      60 * SECOND,
    );
    expect(Date.now()).toBeGreaterThanOrEqual(until);
    expect((await lifeOf('tram-1')).map(({ to, by, reason }) => [to, by === 'hub', reason])).toEqual([
      ['installed', true, 'hết giờ bảo trì'],
      ['maintenance', false, 'thay lọc bụi'],
      ['installed', false, undefined],
    ]);
    const { secret } = await json<{ secret: string }>('/devices/tram-1/secret', post({}));
    const { commune } = await device('tram-1');
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: 'tram-1',
      password: secret,
    });
    clients.push(client);
    send = async (pm25) =>
      void (await client.publishAsync(topics.telemetry(commune, 'tram-1'), JSON.stringify({ pm25 }), { qos: 1 }));
    await send(410);
    const [alert] = await eventually(
      'an alert',
      () => alerts('tram-1'),
      (found) => found.length > 0,
    );
    expect(alert).toMatchObject({ rule: 'pm25-high', target: 'tram-1' });
  }, 120_000);

  it('is not so for ever, nor until yesterday', async () => {
    await station('tram-2');
    const month = 31 * 24 * 3_600_000;
    expect(await change('tram-2', { state: 'maintenance', until: Date.now() + month })).toEqual([
      ...[400, expect.stringMatching(/tối đa 30 ngày/)],
    ]);
    expect(await change('tram-2', { state: 'maintenance', until: 1 })).toEqual([
      400,
      expect.stringMatching(/sau bây giờ/),
    ]);
    expect(await change('tram-2', { state: 'replaced' })).toEqual([400, expect.stringMatching(/chọn thiết bị/)]);
    expect(await change('tram-2', { state: 'maintenance' })).toEqual([200, 'maintenance']);
    const { maintenanceUntil } = await device('tram-2');
    expect(maintenanceUntil! - Date.now()).toBeLessThanOrEqual(8 * 3_600_000);
    expect(await change('tram-2', { state: 'planned' })).toEqual([
      409,
      expect.stringMatching(/không chuyển thành "Dự kiến"/),
    ]);
  });
});

describe('a station that is replaced', () => {
  it('is cut off at once; the place keeps its name and its history', async () => {
    const old = await station('hop-cu', { name: 'Trạm chợ', lat: 20.5, lon: 106.2, hamlet: 'Thôn Đông' });
    const fresh = await station('hop-moi');
    const [box] = clients.slice(-2);
    await old(12);
    await eventually(
      'its value',
      () => latest('hop-cu'),
      (value) => value?.value === 12,
    );
    const off = new Promise((resolve) => box!.once('close', () => resolve(Date.now())));
    const asked = Date.now();
    expect(await change('hop-cu', { state: 'replaced', by: 'hop-moi', reason: 'hỏng quạt' })).toEqual([
      200,
      'replaced',
    ]);
    expect(Number(await off) - asked).toBeLessThan(5 * SECOND);
    expect(await device('hop-moi')).toMatchObject({ name: 'Trạm chợ', site: 'hop-cu', lat: 20.5, hamlet: 'Thôn Đông' });
    await fresh(13);
    const from = Date.now() - 3_600_000;
    const read = () =>
      json<{ points: unknown[] }>(`/sites/hop-cu/readings?metric=pm25&from=${from}&to=${Date.now() + SECOND}`);
    await eventually('both values', read, (answer) => JSON.stringify(answer).match(/1[23]\b/g)?.length === 2);
    expect((await lifeOf('hop-moi'))[0]).toMatchObject({ other: 'hop-cu', reason: 'hỏng quạt' });
  });
});

describe('who may', () => {
  it('an installer sends one to be repaired or puts another in its place; only the desk takes one out of use', async () => {
    await station('tram-3', { lat: 20.5, lon: 106.2 });
    await station('tram-4');
    const { commune } = await device('tram-3');
    const grants = (role: string) => [{ role, scope: { kind: 'commune' as const, id: commune } }];
    const installer = await addPerson(hub, { name: 'Chị Lắp', grants: grants('installer') });
    const operator = await addPerson(hub, { grants: grants('operator') });
    const officer = await addPerson(hub, { grants: grants('security-officer') });
    expect(await change('tram-3', { state: 'faulty', reason: 'đứt dây' }, installer.fetch)).toEqual([200, 'faulty']);
    expect((await change('tram-3', { state: 'retired' }, installer.fetch))[0]).toBe(403);
    expect((await change('tram-3', { state: 'installed' }, officer.fetch))[0]).toBe(403);
    expect((await device('tram-3')).state).toBe('faulty');
    expect(await change('tram-3', { state: 'maintenance' }, operator.fetch)).toEqual([200, 'maintenance']);
    expect(await change('tram-3', { state: 'replaced', by: 'tram-1' }, operator.fetch)).toEqual([
      ...[403, expect.stringMatching(/không/)],
    ]);
    expect((await lifeOf('tram-3'))[1]).toMatchObject({ to: 'faulty', reason: 'đứt dây', byName: 'Chị Lắp' });
    expect(await change('tram-3', { state: 'replaced', by: 'tram-4' }, installer.fetch)).toEqual([200, 'replaced']);
    expect(await change('tram-3', { state: 'installed' }, installer.fetch)).toEqual([
      403,
      expect.stringMatching(/không/),
    ]);
  });
});
