import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import mqtt, { type MqttClient } from 'mqtt';
import { type Alert, type DeadLetter, topics } from '#hub/contracts';
import { ROUTES } from './routes.js';
import { eventually, freePort, startHub, type TestHub } from '#hub/testkit';

interface Answer<T> {
  status: number;
  body: T;
}
interface Problem {
  error: string;
  message: string;
  fields?: { field: string; problem: string }[];
}
interface Points {
  points: { time: number; value: number; quality: string }[];
}

let hub: TestHub;
let boxPort: number;
const clients: MqttClient[] = [];

async function rest<T>(path: string, method = 'GET', body?: unknown): Promise<Answer<T>> {
  const response = await hub.fetch(`/api${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
}

async function signIn(username: string, password: string): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username, password });
  clients.push(client);
  return client;
}

beforeAll(async () => {
  boxPort = await freePort();
  hub = await startHub({
    env: { RULES: 'test/faults/rules.json', INGEST_HTTP_HOST: '127.0.0.1', INGEST_HTTP_PORT: String(boxPort) },
  });
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await hub?.stop();
});

describe('devices', () => {
  it('are registered, read, changed and retired; the secret is shown once', async () => {
    const added = await rest<{ device: { id: string }; secret: string }>('/devices', 'POST', {
      id: 'air-1',
      name: 'Trạm chợ',
      profile: 'air-station',
    });
    expect(added.status).toBe(201);
    const { body: device } = await rest<Record<string, unknown>>('/devices/air-1');
    expect(device).toMatchObject({ id: 'air-1', profile: 'air-station', state: 'installed', name: 'Trạm chợ' });
    expect(device['commune']).toMatch(/^\d{5}$/);
    expect(JSON.stringify(device)).not.toContain(added.body.secret);

    const changed = await rest<{ place: string }>('/devices/air-1', 'PATCH', { place: 'gần chợ' });
    expect(changed.body.place).toBe('gần chợ');

    await signIn('air-1', added.body.secret);
    expect((await rest('/devices/air-1', 'DELETE')).status).toBe(204);
    expect((await rest<{ state: string }>('/devices/air-1')).body.state).toBe('retired');
    await expect(
      mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'air-1', password: added.body.secret }, false),
    ).rejects.toThrow(/Not authorized|Bad user/i);
  });

  it.each<[what: string, body: unknown, status: number, error: string, says: RegExp]>([
    ['an id with blanks', { id: 'air 1', name: 'x', profile: 'air-station' }, 400, 'invalid-input', /id: chỉ gồm chữ/],
    ['no profile', { id: 'air-9', name: 'x' }, 400, 'invalid-input', /profile/],
    ['a profile that is not', { id: 'air-9', name: 'x', profile: 'toaster' }, 422, 'unknown-profile', /toaster/],
    ['a taken id', { id: 'air-1', name: 'x', profile: 'air-station' }, 409, 'id-taken', /air-1/],
  ])('%s is refused in words', async (_, body, status, error, says) => {
    const answer = await rest<Problem>('/devices', 'POST', body);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(answer.body.message).toMatch(says);
  });

  it('a body that is no JSON, an address that is not, and a device that is not', async () => {
    const broken = await hub.fetch('/api/devices', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"id":',
    });
    expect([broken.status, ((await broken.json()) as Problem).error]).toEqual([400, 'not-json']);
    expect(await rest<Problem>('/nothing')).toMatchObject({ status: 404, body: { error: 'not-found' } });
    expect(await rest<Problem>('/devices/nobody')).toMatchObject({ status: 404, body: { error: 'not-found' } });
  });
});

describe('the last packets of a device', () => {
  interface Packets {
    packets: {
      received: number;
      payload: string;
      decoded: { values: object }[];
      problem?: { kind: string; reason: string };
    }[];
  }

  it('are shown as they came, beside what was read out of them or why nothing was', async () => {
    const { device, secret } = await hub.addDevice('air-7', { profile: 'air-station' });
    const client = await signIn(device.id, secret);
    const topic = topics.telemetry(device.commune, device.id);
    await client.publishAsync(topic, '{"pm25":12}', { qos: 1 });
    await client.publishAsync(topic, '<img src=x>', { qos: 1 });
    const { body } = await eventually(
      'both packets, decided',
      () => rest<Packets>('/devices/air-7/packets?limit=5'),
      ({ body }) => body.packets.length === 3 && body.packets.every((p) => p.problem || p.decoded.length > 0),
    );
    // the hub says that it is online when it comes to it
    const wanted = [
      expect.objectContaining({ payload: '<img src=x>', decoded: [] }),
      expect.objectContaining({ payload: '{"pm25":12}' }),
      expect.objectContaining({ payload: '{"online":true}' }),
    ];
    expect(body.packets).toEqual(expect.arrayContaining(wanted));
    const times = body.packets.map((packet) => packet.received);
    expect(times).toEqual([...times].sort((x, y) => y - x));
    expect(body.packets[0]!.problem).toMatchObject({ kind: 'undecodable', reason: expect.stringMatching(/JSON/) });
    const read = body.packets.find(({ payload }) => payload === '{"pm25":12}')!;
    expect(read.decoded[0]!.values).toEqual({ pm25: 12 });
    expect((await rest('/devices/nobody/packets')).status).toBe(404);
  });
});

describe('readings', () => {
  const from = Date.UTC(2026, 9, 1);
  const query = (more: string) => rest<Points & Problem>(`/readings?device=canal-1&metric=water_level&${more}`);

  beforeAll(async () => {
    const { device, secret } = await hub.addDevice('canal-1', { profile: 'canal-level', installedAt: 0 });
    const client = await signIn(device.id, secret);
    const backlog = Array.from({ length: 60 }, (_, i) => ({ ts: from + i * 60_000, water_level: 1 + i / 100 }));
    await client.publishAsync(topics.telemetry(device.commune, device.id), JSON.stringify(backlog), { qos: 1 });
    await eventually(
      'an hour of readings',
      () => query(`from=${from}&to=${from + 3_600_000}`),
      ({ body }) => body.points.length === 60,
    );
  });

  it('are asked for in milliseconds or ISO 8601, with the same answer', async () => {
    const inMs = await query(`from=${from}&to=${from + 180_000}`);
    const inIso = await query('from=2026-10-01T00:00:00Z&to=2026-10-01T07:03:00%2B07:00');
    expect(inMs.body.points).toEqual([
      { time: from, value: 1, quality: 'good' },
      { time: from + 60_000, value: 1.01, quality: 'good' },
      { time: from + 120_000, value: 1.02, quality: 'good' },
    ]);
    expect(inIso.body).toEqual(inMs.body);
  });

  it.each([
    ['mean', 1.095],
    ['min', 1],
    ['max', 1.19],
    ['count', 20],
    ['last', 1.19],
  ])('are gathered by %s in bins of 20 minutes', async (aggregate, first) => {
    const { body } = await query(`from=${from}&to=${from + 3_600_000}&every=20m&aggregate=${aggregate}`);
    expect(body.points.map((p) => p.time)).toEqual([from, from + 1_200_000, from + 2_400_000]);
    expect(body.points[0]!.value).toBeCloseTo(first, 9);
  });

  it.each([
    ['from=yesterday', /from: mili giây hoặc ISO 8601/],
    ['every=often', /every: dạng 15m, 1h, 30d/],
    ['aggregate=guess', /aggregate/],
    [`from=0&to=${from}&every=1s`, /Hơn 200000 điểm/],
  ])('%s is refused in words', async (question, says) => {
    const { status, body } = await query(question);
    expect([400, 422]).toContain(status);
    expect(body.message).toMatch(says);
  });

  it('say that they are simulated where the device is, and nothing of it where they are measured', async () => {
    const { device, secret } = await hub.addDevice('canal-2', { profile: 'canal-level', simulated: true });
    const client = await signIn(device.id, secret);
    await client.publishAsync(topics.telemetry(device.commune, device.id), '{"water_level":1.5}', { qos: 1 });
    const { body: simulated } = await eventually(
      'a simulated reading',
      () => rest<Points & { simulated?: true }>('/readings?device=canal-2&metric=water_level'),
      ({ body }) => body.points.length === 1,
    );
    expect(simulated.simulated).toBe(true);
    const { body: measured } = await query(`from=${from}&to=${from + 60_000}`);
    expect(measured.points).toHaveLength(1);
    expect(measured).not.toHaveProperty('simulated');
  });

  it('of a device or metric that is not', async () => {
    expect((await rest('/readings?device=nobody&metric=pm25')).status).toBe(404);
    expect((await rest('/readings?device=canal-1&metric=happiness')).status).toBe(400);
  });
});

describe('a box whose packets no map knows', () => {
  it('waits as unrecognised, gets its field map, and nothing is lost', async () => {
    const { body: added } = await rest<{ secret: string }>('/gateways', 'POST', {
      id: 'box-1',
      name: 'Hộp ao',
      codec: 'generic',
      topics: ['pond/#'],
    });
    await hub.addDevice('pond-1', { profile: 'rs485-logger', gateway: 'box-1', address: 'P1', installedAt: 0 });
    const box = await signIn('box-1', added.secret);
    const time = Math.floor(Date.now() / 1000) - 5;
    await box.publishAsync('pond/up', JSON.stringify({ sn: 'P1', time, x: { '1': '02C8' } }), { qos: 1 });

    const { body: waiting } = await eventually(
      'the packet among those that are not recognised',
      () => rest<{ deadLetters: DeadLetter[]; total: number }>('/dead-letters?kind=unrecognised'),
      ({ body }) => body.total === 1,
    );
    const { id } = waiting.deadLetters[0] as unknown as { id: string };
    expect(JSON.stringify(waiting.deadLetters[0])).toContain('box-1');

    const tooEarly = await rest<{ resolved: boolean; reason: string }>(
      `/dead-letters/${encodeURIComponent(id)}/replay`,
      'POST',
    );
    expect(tooEarly.body.resolved).toBe(false);
    expect(tooEarly.body.reason).toMatch(/chưa có bảng trường/);

    const fieldMap = {
      devicePath: 'sn',
      timePath: 'time',
      fields: [{ metric: 'ph', path: 'x.1', register: { offset: 0, type: 'uint16' }, scale: 0.01 }],
    };
    expect((await rest('/gateways/box-1', 'PATCH', { fieldMap })).status).toBe(200);
    const replayed = await rest<{ resolved: boolean }>(`/dead-letters/${encodeURIComponent(id)}/replay`, 'POST');
    expect(replayed.body.resolved).toBe(true);
    const { body } = await eventually(
      'its value',
      () => rest<Points>(`/readings?device=pond-1&metric=ph&from=${time * 1000}`),
      (answer) => answer.body.points.length === 1,
    );
    expect(body.points[0]).toEqual({ time: time * 1000, value: 7.12, quality: 'good' });
    expect((await rest<{ total: number }>('/dead-letters?kind=unrecognised')).body.total).toBe(0);
  });

  it('may post instead, to an address where nothing else answers', async () => {
    const { body: added } = await rest<{ secret: string }>('/gateways', 'POST', {
      id: 'box-2',
      name: 'Hộp HTTP',
      codec: 'generic',
      topics: ['box-2/#'],
    });
    const fieldMap = { fields: [{ metric: 'ph', path: 'ph' }] };
    await rest('/gateways/box-2', 'PATCH', { fieldMap });
    await hub.addDevice('pond-2', { profile: 'rs485-logger', gateway: 'box-2', address: 'P2', installedAt: 0 });
    const post = (path: string, secret: string) =>
      fetch(`http://127.0.0.1:${boxPort}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: '{"ph":"7,4"}',
      });
    expect((await post('/api/ingest/box-2', 'guess')).status).toBe(401);
    expect((await post('/api/ingest/box-2', added.secret)).status).toBe(204);
    expect((await post('/api/devices', added.secret)).status).toBe(404);
    await eventually(
      'what was posted',
      () => rest<Points>('/readings?device=pond-2&metric=ph'),
      ({ body }) => body.points[0]?.value === 7.4,
    );
  });
});

describe('alerts', () => {
  it('are filtered, accepted once with a note, and keep what happened to them', async () => {
    const { device, secret } = await hub.addDevice('air-2', { profile: 'air-station' });
    const client = await signIn(device.id, secret);
    const send = (pm25: number) =>
      client.publishAsync(topics.telemetry(device.commune, device.id), JSON.stringify({ ts: Date.now(), pm25 }), {
        qos: 1,
      });
    await send(180);
    const { body } = await eventually(
      'an open alert',
      () => rest<{ alerts: Alert[]; total: number }>('/alerts?active=true&target=air-2'),
      (answer) => answer.body.total === 1,
    );
    const [alert] = body.alerts;
    expect(alert).toMatchObject({ rule: 'pm25-high', severity: 'warning', state: 'unacknowledged' });
    expect((await rest<{ total: number }>('/alerts?active=true&severity=emergency')).body.total).toBe(0);

    const path = `/alerts/${encodeURIComponent(alert!.id)}`;
    expect(await rest<Problem>(`${path}/acknowledge`, 'POST', { note: 'x'.repeat(501) })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('note: nhiều nhất 500 ký tự') },
    });
    const taken = await rest<Alert>(`${path}/acknowledge`, 'POST', { by: 'somebody else', note: 'đang ra đồng' });
    expect(taken.body.state).toBe('acknowledged');
    expect((await rest(`${path}/acknowledge`, 'POST', {})).status).toBe(409);

    await send(20);
    const over = await eventually(
      'the return to normal',
      () => rest<{ alert: Alert; events: { change: string; by?: string; note?: string }[] }>(path),
      (answer) => answer.body.events.some((e) => e.change === 'returned'),
    );
    expect(over.body.events.find((e) => e.change === 'acknowledged')).toMatchObject({
      by: 'Quản trị',
      note: 'đang ra đồng',
    });
    expect((await rest<{ total: number }>('/alerts?active=true&target=air-2')).body.total).toBe(0);
  });
});

describe('who is answered', () => {
  /** `fetch` does not let a caller choose the Host. */
  const statusFor = (headers: Record<string, string>, path = '/api/health') =>
    new Promise<number>((resolve, reject) => {
      request(`${hub.url}${path}`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      })
        .on('error', reject)
        .end();
    });

  it('is whoever asks from a page of our own, or from none', async () => {
    const { host } = new URL(hub.url);
    expect(await statusFor({ host })).toBe(200);
    expect(await statusFor({ host, origin: 'https://evil.example' })).toBe(403);
    expect(await statusFor({ host, origin: hub.url })).toBe(200);
    const socket = '/socket.io/?EIO=4&transport=polling';
    expect(await statusFor({ host, origin: hub.url }, socket)).toBe(200);
    expect(await statusFor({ host, origin: 'https://evil.example' }, socket)).toBe(403);
  });
});

describe('what describes it', () => {
  interface Operation {
    summary?: string;
    requestBody?: unknown;
    parameters?: { name: string }[];
    responses: Record<string, { content?: unknown }>;
  }

  it('is OpenAPI with every route, its inputs and its answers', async () => {
    const { body } = await rest<{
      paths: Record<string, Record<string, Operation>>;
    }>('/docs-json');
    const described = Object.entries(body.paths).map(([path, methods]) => [
      path,
      Object.keys(methods).sort().join(' '),
    ]);
    expect(Object.fromEntries(described)).toEqual(ROUTES);
    for (const [path, methods] of Object.entries(body.paths))
      for (const [method, { summary, requestBody, responses }] of Object.entries(methods)) {
        expect([path, method, summary]).not.toContain(undefined);
        if (method === 'patch' || method === 'put') expect([path, requestBody]).not.toContain(undefined);
        const answer = responses['200'] ?? responses['201'];
        if (answer) expect([method, path, answer.content]).not.toContain(undefined);
      }
    const parameters = body.paths['/api/readings']!['get']!.parameters!.map((p) => p.name);
    expect(parameters).toEqual(expect.arrayContaining(['device', 'metric', 'from', 'to', 'every', 'aggregate']));
  });

  it('are figures that Prometheus reads', async () => {
    const text = await (await hub.fetch('/metrics')).text();
    for (const name of ['commune_mqtt_packets_total', 'commune_log_behind', 'process_cpu_seconds_total'])
      expect(text).toMatch(new RegExp(`^${name}`, 'm'));
  });
});
