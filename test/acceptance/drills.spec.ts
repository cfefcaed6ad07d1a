import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type Device, type Drill, type Grant, type HubStatus, type Incident, topics } from '#hub/contracts';
import {
  addPerson,
  eventually,
  startHub,
  startPushService,
  type TestBrowser,
  type TestHub,
  type TestPerson,
  type TestPushService,
} from '#hub/testkit';

const operator: Grant[] = [{ role: 'operator', scope: { kind: 'commune', id: '*' } }];

/** From a sensor that the hub runs itself, over its own broker, to a real push service and a phone, and back. */
describe('a drill', () => {
  let hub: TestHub;
  let service: TestPushService;
  let phone: TestBrowser;
  let hanh: TestPerson;

  const read = async <T>(path: string): Promise<T> => (await (await hub.fetch(`/api${path}`)).json()) as T;
  const post = (path: string, body: unknown) =>
    hub.fetch(`/api${path}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    });
  const plan = async (wish: object): Promise<Drill> => {
    const answer = await post('/drills', wish);
    expect(answer.status).toBe(201);
    return (await answer.json()) as Drill;
  };
  const drill = (id: string, what: string, is: (one: Drill) => boolean) =>
    eventually(
      `the drill ${what}`,
      async () => (await read<{ drills: Drill[] }>('/drills')).drills.find((one) => one.id === id)!,
      is,
      20_000,
    );
  const pushed = (kind: string, count = 1) =>
    eventually(
      `a push: ${kind}`,
      () => phone.pushed.map(({ payload }) => payload).filter((payload) => payload.kind === kind),
      (all) => all.length >= count,
      15_000,
    ).then((all) => all.at(-1)!);
  const device = async (id: string) =>
    (await read<{ devices: Device[] }>('/devices')).devices.find((one) => one.id === id);
  const take = (incident: string) =>
    hanh.send('POST', `/api/incidents/${encodeURIComponent(incident)}/acknowledge`, {});

  beforeAll(async () => {
    service = await startPushService();
    phone = service.browser();
    hub = await startHub({
      env: { RULES: 'test/acceptance/rules-emergency.json', PUSH_SERVICES: service.origin },
    });
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', grants: operator });
    expect((await hanh.send('POST', '/api/push/subscriptions', phone.subscription)).status).toBe(204);
    // whoever has the watch is awake, at whatever hour this runs
    const teams = [{ person: hanh.id }];
    const shifts = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ id: `ca-${day}`, day, from: '00:00', to: '00:00', teams }));
    const roster = { version: 0, rotationFrom: '2026-01-05', bellMin: 10, shifts, swaps: [] };
    const kept = await hub.fetch('/api/roster', {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(roster) },
    });
    expect(kept.status).toBe(200);
    await hanh.send('POST', '/api/push/test');
    await pushed('test-bell');
  }, 60_000);
  afterAll(async () => {
    await hub?.stop();
    await service?.stop();
  });

  it('goes the whole way: what is told says that it is one, and it ends when somebody takes it', async () => {
    const { id } = await plan({ severity: 'warning' });
    const page = await pushed('page');
    expect(page).toMatchObject({ title: 'DIỄN TẬP: Báo động thử', silent: false });
    expect(page.body).toMatch(/^DIỄN TẬP: /);
    // while it goes on: a station as any other, and no mark of simulated data on the screens
    expect(await device('dien-tap-canh-bao')).toMatchObject({ simulated: true, state: 'installed' });
    expect((await read<HubStatus>('/status')).simulated).toBe(false);
    const { incident } = await drill(id, 'to have an incident', (one) => one.incident !== undefined);
    const [shown] = (await read<{ incidents: Incident[] }>('/incidents')).incidents;
    expect(shown).toMatchObject({ id: incident, cause: 'drill', drill: true, simulated: true });
    await post('/push/receipts', { token: page.token, state: 'delivered' });
    await drill(id, 'to be delivered', ({ times }) => times.delivered !== undefined);
    expect((await take(incident!)).status).toBe(200);
    const over = await drill(id, 'to be over', ({ state }) => state !== 'running');
    expect(over).toMatchObject({ state: 'passed', by: 'Quản trị', startedAt: expect.any(Number) });
    const { packet, alert, incident: opened, queued, sent, delivered, acknowledged, over: ended } = over.times;
    const order = [packet, alert, opened, queued, sent, delivered, acknowledged, ended];
    expect([...order].sort((a, b) => a! - b!)).toEqual(order);
    const end = await pushed('ended');
    expect(end.title).toMatch(/^DIỄN TẬP · Đã kết thúc/);
    // back in the cupboard: nobody signs in as it
    expect(await device('dien-tap-canh-bao')).toMatchObject({ state: 'retired' });
  });

  it('counts in no figure, and is kept as a file', async () => {
    const day = 86_400_000;
    const figures = await read<object>(`/alert-figures?from=${Date.now() - day}&to=${Date.now() + day}`);
    expect(figures).toMatchObject({ opened: 0, told: 0, operators: 0, due: 0, worst: [] });
    const csv = await (await hub.fetch('/api/drills/export')).text();
    const [headings, line] = csv.split('\r\n');
    expect(headings).toMatch(/^\ufeff?id,planned,started,ended,severity,state,by,incident,packet,alert,alert s/);
    expect(line).toMatch(/,warning,passed,.*,passed$/);
  });

  it('at a time of its own comes back each month; what is planned can be taken back', async () => {
    const plannedAt = Date.now() + 1500;
    const { id } = await plan({ severity: 'warning', plannedAt, repeat: 'monthly' });
    const { startedAt, incident } = await drill(id, 'to begin', (one) => one.incident !== undefined);
    expect(startedAt).toBeGreaterThanOrEqual(plannedAt);
    await take(incident!);
    await drill(id, 'to be over', ({ state }) => state === 'failed' || state === 'passed');
    const { drills } = await read<{ drills: Drill[] }>('/drills');
    const [next] = drills;
    expect(next).toMatchObject({ state: 'planned', repeat: 'monthly', severity: 'warning' });
    expect(next!.plannedAt - plannedAt).toBeGreaterThan(27 * 86_400_000);
    expect((await post(`/drills/${next!.id}/cancel`, {})).status).toBe(200);
    expect((await post(`/drills/${next!.id}/cancel`, {})).status).toBe(404);
    expect((await post('/drills', { severity: 'warning', plannedAt: Date.now() - 3_600_000 })).status).toBe(400);
  });

  it('survives the hub’s end', async () => {
    const { id } = await plan({ severity: 'emergency' });
    const { incident } = await drill(id, 'to have told', ({ times }) => times.sent !== undefined);
    await hub.kill9();
    await hub.restart();
    await eventually(
      'the incident',
      () => read<{ incidents: Incident[] }>('/incidents'),
      ({ incidents }) => incidents.some((one) => one.id === incident),
    );
    expect((await take(incident!)).status).toBe(200);
    const { times } = await drill(id, 'to be over', ({ state }) => state === 'passed' || state === 'failed');
    expect(times.over).toBeGreaterThanOrEqual(times.acknowledged!);
  }, 60_000);

  describe('and a real emergency', () => {
    let station: MqttClient;
    let measure: (pm25: number) => Promise<unknown>;
    beforeAll(async () => {
      const { device: added, secret } = await hub.addDevice('air-1', { profile: 'air-station', hamlet: 'Thôn Đông' });
      station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'air-1', password: secret });
      const topic = topics.telemetry(added.commune, 'air-1');
      measure = (pm25) => station.publishAsync(topic, JSON.stringify({ pm25 }), { qos: 1 });
    });
    afterAll(() => station?.endAsync(true));

    it('that comes ends it, and is told at once in a message of its own', async () => {
      const { id } = await plan({ severity: 'emergency' });
      const { incident: own } = await drill(id, 'to be told', ({ times }) => times.queued !== undefined);
      const before = phone.pushed.filter(({ payload }) => payload.kind === 'page').length;
      const measuredAt = Date.now();
      await measure(180);
      const page = await pushed('page', before + 1);
      expect(page.title).not.toContain('DIỄN TẬP');
      expect(page.title).not.toContain('việc');
      expect(Date.now() - measuredAt).toBeLessThan(3000);
      expect(await drill(id, 'to be over', ({ state }) => state !== 'running')).toMatchObject({ state: 'cut-short' });
      const { incidents } = await eventually(
        'the incident of the drill to be closed',
        () => read<{ incidents: Incident[] }>('/incidents'),
        (all) => (all.incidents.find(({ id: one }) => one === own)?.state ?? 'closed') === 'closed',
      );
      expect(incidents.some(({ cause, state }) => cause === 'air' && state === 'unacknowledged')).toBe(true);
    }, 60_000);

    it('that goes on calls off the next', async () => {
      const { id } = await plan({ severity: 'warning' });
      await drill(id, 'to be called off', ({ state }) => state === 'called-off');
    });
  });
});
