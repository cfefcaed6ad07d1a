import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type Escalation, type Grant, type Incident, type Notice, topics } from '#hub/contracts';
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

/** From a sensor in the field to a phone in somebody's pocket, and back to all who were told. */
describe('a station above its limit', () => {
  let hub: TestHub;
  let service: TestPushService;
  let phone: TestBrowser;
  let station: MqttClient;
  let hanh: TestPerson;
  let sau: TestPerson;
  let measure: (pm25: number) => Promise<unknown>;

  const read = async <T>(path: string): Promise<T> => (await (await hub.fetch(`/api${path}`)).json()) as T;
  const pushed = (kind: string) =>
    eventually(
      `a push: ${kind}`,
      () => phone.pushed.map(({ payload }) => payload),
      (all) => all.some((payload) => payload.kind === kind),
      15_000,
    ).then((all) => all.filter((payload) => payload.kind === kind));
  /** Kinds of what came, the bells aside: shortly after midnight the shift has one of its own. */
  const told = () => phone.pushed.map(({ payload }) => payload.kind).filter((kind) => kind !== 'test-bell');
  const incident = (state: Incident['state']) =>
    eventually(
      `an incident that is ${state}`,
      () => read<{ incidents: Incident[] }>('/incidents'),
      ({ incidents }) => incidents[0]?.state === state,
    ).then(({ incidents }) => incidents[0]!);

  beforeAll(async () => {
    service = await startPushService();
    phone = service.browser();
    hub = await startHub({ env: { RULES: 'test/faults/rules.json', PUSH_SERVICES: service.origin } });
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', grants: operator });
    sau = await addPerson(hub, { name: 'Trần Văn Sáu', grants: operator });
    expect((await hanh.send('POST', '/api/push/subscriptions', phone.subscription)).status).toBe(204);
    const teams = [{ person: hanh.id }];
    const shifts = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ id: `ca-${day}`, day, from: '00:00', to: '00:00', teams }));
    const roster = { version: 0, rotationFrom: '2026-01-05', bellMin: 10, shifts, swaps: [] };
    const kept = await hub.fetch('/api/roster', {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(roster) },
    });
    expect(kept.status).toBe(200);
    // as at the start of a shift: she knows that she can be reached
    await hanh.send('POST', '/api/push/test');
    await pushed('test-bell');
    const { device, secret } = await hub.addDevice('air-1', {
      ...{ name: 'Trạm chợ', profile: 'air-station', hamlet: 'Thôn Đông', place: 'gần chợ' },
    });
    station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'air-1', password: secret });
    const topic = topics.telemetry(device.commune, 'air-1');
    measure = (pm25) => station.publishAsync(topic, JSON.stringify({ pm25 }), { qos: 1 });
  }, 60_000);
  afterAll(async () => {
    await station?.endAsync(true);
    await hub?.stop();
    await service?.stop();
  });

  it('wakes whoever is on duty, with the sentence and the way to the incident', async () => {
    await measure(150);
    const { id, text } = await incident('unacknowledged');
    const [page] = await pushed('page');
    expect(page).toMatchObject({ title: expect.stringContaining(text.title), silent: false });
    expect(page!.body).toContain('Thôn Đông');
    expect(page!.url).toContain(encodeURIComponent(id));
    const { notices, escalation } = await eventually(
      'who was told',
      () => read<{ notices: Notice[]; escalation?: Escalation }>(`/incidents/${encodeURIComponent(id)}/notices`),
      ({ notices: all }) => all.some(({ channel, state }) => channel === 'push' && state === 'sent'),
    );
    expect(notices.find(({ channel }) => channel === 'push')).toMatchObject({ person: hanh.id, name: 'Lê Thị Hạnh' });
    expect(escalation).toMatchObject({ incident: id, step: 0 });
    expect(escalation?.stopped).toBeUndefined();
  });

  it('says to whoever was told that somebody has it, and calls nobody else', async () => {
    const { id } = await incident('unacknowledged');
    const path = `/api/incidents/${encodeURIComponent(id)}`;
    expect((await sau.send('POST', `${path}/acknowledge`, {})).status).toBe(200);
    await pushed('taken');
    await eventually(
      'the escalation to stop',
      () => read<{ escalation?: Escalation }>(`/incidents/${encodeURIComponent(id)}/notices`),
      ({ escalation }) => escalation?.stopped === 'acknowledged',
    );
    const late = await hanh.send('POST', `${path}/acknowledge`, {});
    expect([late.status, ((await late.json()) as { message: string }).message]).toEqual([
      409,
      expect.stringMatching(/^Trần Văn Sáu đã tiếp nhận/),
    ]);
  });

  it('says when it is over; nothing was told twice', async () => {
    await measure(20);
    await incident('closed');
    await pushed('ended');
    expect(told()).toEqual(['page', 'taken', 'ended']);
  });

  it('of the simulation is on the screens and on no phone', async () => {
    const { device, secret } = await hub.addDevice('air-sim', { profile: 'air-station', simulated: true });
    const simulated = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      ...{ username: 'air-sim', password: secret },
    });
    await simulated.publishAsync(topics.telemetry(device.commune, 'air-sim'), '{"pm25":180}', { qos: 1 });
    const { id } = await incident('unacknowledged');
    await simulated.endAsync();
    const { notices } = await eventually(
      'what was not told',
      () => read<{ notices: Notice[] }>(`/incidents/${encodeURIComponent(id)}/notices`),
      ({ notices: all }) => all.length > 0,
    );
    expect(new Set(notices.map(({ state }) => state))).toEqual(new Set(['skipped']));
    expect(told()).toEqual(['page', 'taken', 'ended']);
  });
});
