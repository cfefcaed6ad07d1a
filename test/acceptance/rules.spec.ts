import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type Rule, type RulePack, topics } from '#hub/contracts';
import { eventually, startHub, type TestHub, writeSeries } from '#hub/testkit';

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
  recorded: number;
  fired: { device: string; startedAt: number; endedAt?: number; peak?: number }[];
}

/** Five days ago at 10:00 in Vietnam, and the four days after: what the air was like for half an hour of each. */
const first = Math.floor((Date.now() - 5 * DAY) / DAY) * DAY + 3 * 60 * MINUTE;
const DAYS = [60, 120, 90, 150, 40];
/** Half an hour of each day, and ten minutes of clean air behind it; what was measured on the third day came hours late. */
const LATE_DAY = 2;
const history = DAYS.flatMap((pm25, day) =>
  Array.from({ length: 40 }, (_, i) => ({ ts: first + day * DAY + i * MINUTE, pm25: i < 30 ? pm25 : 10, day })),
);
const dir = mkdtempSync(join(tmpdir(), 'rules-'));
const pack = JSON.parse(readFileSync('test/faults/rules.json', 'utf8')) as { rules: object[] };
const common = { severity: 'watch', kinds: ['*'], holdMs: 0, source: 'test', evidence: 'local' };
const RULES = join(dir, 'rules.json');
writeFileSync(
  RULES,
  JSON.stringify({
    ...pack,
    rules: [
      ...pack.rules,
      { ...common, id: 'silent', type: 'silence', intervals: 3, template: 'device-silent' },
      { ...common, id: 'offline', type: 'offline', template: 'camera-offline' },
      { ...common, id: 'smoke', type: 'event', event: 'smoke', template: 'camera-smoke' },
    ],
  }),
);

beforeAll(async () => {
  hub = await startHub({ env: { RULES } });
  const added = await rest<{ device: { commune: string }; secret: string }>('/devices', 'POST', {
    ...{ id: 'air-1', name: 'Trạm chợ', profile: 'air-station' },
  });
  const { commune } = added.body.device;
  // the past as it came then, and not as it would come now
  await hub.kill9();
  const came = ({ ts, day }: { ts: number; day: number }) => ts + (day === LATE_DAY ? 180 * MINUTE : 500);
  await writeSeries(
    hub.dir,
    history.map((one) => ({
      ...{ kind: 'air', commune, device: 'air-1', ts: one.ts, received: came(one) },
      ...{ values: { pm25: one.pm25 }, simulated: false },
    })),
  );
  await hub.restart();
  topic = topics.telemetry(commune, 'air-1');
  station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
    username: 'air-1',
    password: added.body.secret,
  });
}, 60_000);
afterAll(async () => {
  await station?.endAsync(true);
  await hub?.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('a draft of a rule', () => {
  it('is tried on the past: when it would have told of something, and of how much', async () => {
    const { status, body } = await rest<Tried>('/rules/pm25-high/try', 'POST', { change: { limit: 80, clearAt: 50 } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ devices: 1, points: history.length, dataFrom: first, total: 2 });
    expect(body.fired.map(({ startedAt, peak }) => [startedAt, peak])).toEqual([
      [first + 3 * DAY, 150],
      [first + DAY, 120],
    ]);
    expect(body.fired[0]!.endedAt).toBe(first + 3 * DAY + 30 * MINUTE);
  });

  it('pages nobody of what came hours late: that is only written down', async () => {
    const { body } = await rest<Tried>('/rules/pm25-high/try', 'POST', { change: { limit: 80, clearAt: 50 } });
    expect(body.recorded).toBe(1);
  });

  it('on silence is tried on when things came', async () => {
    const tried = (change: object) =>
      rest<Tried>('/rules/silent/try', 'POST', { change }).then(({ body }) => body.fired.map((f) => f.startedAt));
    const last = (day: number) => first + day * DAY + 39 * MINUTE;
    // of the late day all came by three hours later, minute by minute
    const spells = [last(4), last(3), last(2) + 180 * MINUTE, last(1), last(0)];
    expect(await tried({})).toEqual(spells);
    // how long it is silent by now depends on the hour
    const over = async (change: object) => (await tried(change)).filter((startedAt) => startedAt !== last(4));
    expect(await over({ holdMs: 25 * 60 * MINUTE })).toEqual([last(1)]);
    // one minute of each day: it was heard of before the next but for the day whose values came late
    expect(await over({ windows: [{ from: 640, to: 641 }] })).toEqual([last(1)]);
  });

  it('on events or connections is refused in words', async () => {
    for (const [rule, why] of [
      ['smoke', /không giữ từng lần camera phát hiện/],
      ['offline', /không giữ lịch sử lúc nào gateway/],
    ] as const) {
      const { status, body } = await rest<{ message: string }>(`/rules/${rule}/try`, 'POST', { change: {} });
      expect([status, body.message]).toEqual([422, expect.stringMatching(why)]);
    }
  });

  it('may name other limits, times and windows, and changes nothing', async () => {
    const times = (change: object) =>
      rest<Tried>('/rules/pm25-high/try', 'POST', { change }).then(({ body }) => body.total);
    expect(await times({})).toBe(2);
    expect(await times({ limit: 30, clearAt: 30 })).toBe(4);
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
