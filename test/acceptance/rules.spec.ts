import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type Rule, type RulePack, topics } from '#hub/contracts';
import { eventually, startHub, type TestHub } from '#hub/testkit';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let hub: TestHub;
let station: MqttClient;
let topic: string;

async function rest<T>(path: string, method = 'GET', body?: unknown): Promise<{ status: number; body: T }> {
  const answer = await hub.fetch(`/api${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
interface Told {
  rule: Rule;
  came: Rule;
  changes: { by: string; note: string; at: number }[];
}
interface Tried {
  devices: number;
  points: number;
  total: number;
  fired: { device: string; startedAt: number; endedAt?: number; peak: number }[];
}

/** Five days ago at 10:00 in Vietnam, and the four days after: what the air was like for half an hour of each. */
const first = Math.floor((Date.now() - 5 * DAY) / DAY) * DAY + 3 * 60 * MINUTE;
const DAYS = [60, 120, 90, 150, 40];
/** Half an hour of each day, and ten minutes of clean air behind it. */
const history = DAYS.flatMap((pm25, day) =>
  Array.from({ length: 40 }, (_, i) => ({ ts: first + day * DAY + i * MINUTE, pm25: i < 30 ? pm25 : 10 })),
);

beforeAll(async () => {
  hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
  const added = await rest<{ device: { commune: string }; secret: string }>('/devices', 'POST', {
    ...{ id: 'air-1', name: 'Trạm chợ', profile: 'air-station' },
  });
  // what was measured before it was put up would not be believed
  expect((await rest('/devices/air-1', 'PATCH', { installedAt: first - DAY })).status).toBe(200);
  topic = topics.telemetry(added.body.device.commune, 'air-1');
  station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
    username: 'air-1',
    password: added.body.secret,
  });
  for (let i = 0; i < history.length; i += 50)
    await station.publishAsync(topic, JSON.stringify(history.slice(i, i + 50)), { qos: 1 });
  await eventually(
    'the past to be stored',
    () => rest<{ points: unknown[] }>(`/readings?device=air-1&metric=pm25&from=${first}&to=${Date.now()}`),
    ({ body }) => body.points.length === history.length,
    20_000,
  );
});
afterAll(async () => {
  await station?.endAsync(true);
  await hub?.stop();
});

describe('a draft of a rule', () => {
  it('is tried on the past: when it would have told of something, and of how much', async () => {
    const { status, body } = await rest<Tried>('/rules/pm25-high/try', 'POST', { change: { limit: 80, clearAt: 50 } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ devices: 1, points: history.length, total: 3 });
    expect(body.fired.map(({ startedAt, peak }) => [startedAt, peak])).toEqual([
      [first + 3 * DAY, 150],
      [first + 2 * DAY, 90],
      [first + DAY, 120],
    ]);
    expect(body.fired[0]!.endedAt).toBe(first + 3 * DAY + 30 * MINUTE);
  });

  it('may name other limits, times and windows, and changes nothing', async () => {
    const times = (change: object) =>
      rest<Tried>('/rules/pm25-high/try', 'POST', { change }).then(({ body }) => body.total);
    expect(await times({})).toBe(2);
    expect(await times({ limit: 30, clearAt: 30 })).toBe(5);
    expect(await times({ holdMs: 40 * MINUTE })).toBe(0);
    expect(await times({ windows: [{ from: 0, to: 9 * 60 }] })).toBe(0);
    expect(await times({ overrides: [{ device: 'air-1', limit: 140, source: 'gần lò gạch' }] })).toBe(1);
    const { body } = await rest<RulePack>('/rules');
    expect(body.rules[0]).toMatchObject({ limit: 100 });
  });

  it('names the field that is wrong', async () => {
    const { status, body } = await rest<{ fields: { field: string }[] }>('/rules/pm25-high/try', 'POST', {
      change: { limit: 50, clearAt: 80 },
    });
    expect([status, body.fields.map(({ field }) => field)]).toEqual([400, ['clearAt']]);
  });
});

describe('a rule that is changed', () => {
  it('decides from the next reading on, and says who changed it and why', async () => {
    const changed = await rest<Rule>('/rules/pm25-high', 'PUT', {
      ...{ version: 0, change: { limit: 55, clearAt: 50 }, note: 'mùa gặt' },
    });
    expect(changed.body).toMatchObject({ limit: 55, version: 1 });
    await station.publishAsync(topic, JSON.stringify({ pm25: 57 }), { qos: 1 });
    await eventually(
      'an alert under the new limit',
      () => rest<{ alerts: { facts: { limit: number } }[] }>('/alerts?active=true'),
      ({ body }) => body.alerts.some(({ facts }) => facts.limit === 55),
    );
    const { body } = await eventually(
      'the history',
      () => rest<Told>('/rules/pm25-high'),
      ({ body: { changes } }) => changes.length === 1,
    );
    expect(body.came).toMatchObject({ limit: 100 });
    expect(body.changes[0]).toMatchObject({ note: 'mùa gặt' });
  });

  it('is not changed by who saw an older one', async () => {
    const { status, body } = await rest<{ message: string }>('/rules/pm25-high', 'PUT', {
      ...{ version: 0, change: { limit: 70, clearAt: 50 }, note: 'chậm tay' },
    });
    expect([status, body.message]).toEqual([409, expect.stringMatching(/đã sửa luật này lúc/)]);
  });

  it('is the same after a power cut', async () => {
    await hub.kill9();
    await hub.restart();
    const { body } = await rest<RulePack>('/rules');
    expect(body.rules[0]).toMatchObject({ limit: 55, version: 1 });
  });
});
