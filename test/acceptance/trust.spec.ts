import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type DeviceTrust, type Incident, type ProbeTrust, STREAM, topics } from '#hub/contracts';
import {
  addPerson,
  appendToLog,
  aTrust,
  eventually,
  found,
  startHub,
  type TestHub,
  type TestPerson,
} from '#hub/testkit';

const LOOKED = Date.parse('2026-11-26T09:00:00+07:00');

describe('a probe of low trust', () => {
  let hub: TestHub;
  let operator: TestPerson;
  let elsewhere: TestPerson;
  const boxes = new Map<string, MqttClient>();
  const secrets = new Map<string, string>();

  const open = async (id: string) => {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      ...{ username: id, password: secrets.get(id)! },
    });
    boxes.set(id, client);
  };
  const measure = (id: string, values: object) =>
    boxes.get(id)!.publishAsync(topics.telemetry('10807', id), JSON.stringify(values), { qos: 1 });
  const trust = async (who: Pick<TestPerson, 'fetch'>, query = '') => {
    const answer = await who.fetch(`/api/trust${query}`);
    const { probes, looked } = (await answer.json()) as { probes?: ProbeTrust[]; looked?: DeviceTrust };
    return { status: answer.status, probes, looked };
  };
  const incidents = async () => {
    const answer = await operator.fetch('/api/incidents?active=true');
    return ((await answer.json()) as { incidents: Incident[] }).incidents;
  };

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/acceptance/rules-emergency.json' } });
    for (const [id, hamlet] of [
      ['bui-1', 'Thôn Đông'],
      ['bui-2', 'Thôn Đông'],
    ] as const)
      secrets.set(id, (await hub.addDevice(id, { profile: 'purpleair', commune: '10807', hamlet })).secret);
    const grants = (id: string) => [{ role: 'operator', scope: { kind: 'commune', id } as const }];
    operator = await addPerson(hub, { name: 'Lê Thị Hạnh', grants: grants('*') });
    elsewhere = await addPerson(hub, {
      ...{ name: 'Anh Tư', grants: [{ role: 'leader', scope: { kind: 'hamlet', id: 'doai' } as const }] },
    });
    await hub.kill9();
    await appendToLog(hub.dir, STREAM.findings, [
      found(aTrust('bui-1', { commune: '10807' })),
      { type: 'trust-look', device: 'bui-2', at: LOOKED, scores: [{ metric: 'pm25', score: 100 }] },
    ]);
    await hub.restart();
    for (const id of secrets.keys()) await open(id);
  }, 90_000);
  afterAll(async () => {
    for (const box of boxes.values()) await box.endAsync(true);
    await hub?.stop();
  });

  it('is listed with its score, reasons in words and what to do, for whoever may see the device', async () => {
    const { probes } = await eventually(
      'it',
      () => trust(operator),
      (answer) => answer.probes?.length === 1,
    );
    expect(probes![0]).toMatchObject({
      ...{ device: 'bui-1', metric: 'pm25', score: 45, low: true },
      maintenance: { vi: expect.stringMatching(/^Hai kênh đếm bụi lệch nhau: vệ sinh/) },
    });
    expect(probes![0]!.reasons.map(({ vi }) => vi)).toEqual([
      'Hai kênh đếm bụi lệch nhau: A 41, B 83 µg/m³; các trạm bên cạnh giống kênh A',
      expect.stringMatching(/đã 371 ngày, hạn 365 ngày/),
    ]);
    // of one that nothing is wrong with: how far it is to be trusted, and since when that is known
    const sound = await trust(operator, '?device=bui-2');
    expect(sound).toMatchObject({ probes: [], looked: { at: LOOKED, scores: [{ metric: 'pm25', score: 100 }] } });
    expect((await trust(elsewhere)).probes).toEqual([]);
    expect((await trust(elsewhere, '?device=bui-1')).status).toBe(404);
  });

  it('over a limit is shown and pages nobody, until the station beside it says the same', async () => {
    await measure('bui-1', { pm25_a: 190, pm25_b: 210 });
    const [alone] = await eventually('it', incidents, (all) => all.length === 1);
    expect(alone).toMatchObject({ severity: 'info', doubted: true, target: 'bui-1' });
    expect(alone!.text.sentence).toMatch(/200\u00a0µg\/m³.*Cảm biến đang kém tin cậy nên chưa báo cho ai/);
    const told = async (id: string) => {
      const answer = await operator.fetch(`/api/incidents/${encodeURIComponent(id)}/notices`);
      return (await answer.json()) as { escalation?: { stopped?: string } };
    };
    await eventually(
      'no page',
      () => told(alone!.id),
      ({ escalation }) => escalation?.stopped === 'record-only',
    );
    await measure('bui-2', { pm25_a: 150, pm25_b: 156 });
    const [both] = await eventually('both', incidents, ([one]) => one?.severity === 'emergency');
    expect(both).toMatchObject({ id: alone!.id, target: 'bui-2', counts: { alerts: 2 } });
    expect(both).not.toHaveProperty('doubted');
    await eventually(
      'a page',
      () => told(alone!.id),
      ({ escalation }) => escalation?.stopped !== 'record-only',
    );
  });

  it('whose two counters fall apart is doubted at once, and the other values of the box are not', async () => {
    await measure('bui-2', { pm25_a: 300, pm25_b: 2, humidity: 60 });
    const latest = async () => {
      const answer = await operator.fetch('/api/latest');
      const { latest: all } = (await answer.json()) as {
        latest: { device: string; values: Record<string, { value: number; quality?: string }> }[];
      };
      return all.find(({ device }) => device === 'bui-2')?.values;
    };
    const values = await eventually('the values', latest, (now) => now?.['humidity']?.value === 60);
    expect(values).toMatchObject({ pm25: { value: 151, quality: 'doubted' }, pm25_a: { value: 300 } });
    expect(values!['humidity']).not.toHaveProperty('quality');
  });
});
