import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type Incident, type Notice, topics } from '#hub/contracts';
import {
  addPerson,
  eventually,
  freePort,
  startHub,
  startModem,
  type TestHub,
  type TestModem,
  type TestPerson,
} from '#hub/testkit';

/** A day without Internet: the gateway is set up and cannot be reached. */
describe('a text message on a day without Internet', () => {
  let hub: TestHub;
  let modem: TestModem;
  let station: MqttClient;
  let hanh: TestPerson;

  const read = async <T>(path: string): Promise<T> => (await (await hub.fetch(`/api${path}`)).json()) as T;
  const text = (state: Notice['state']) =>
    eventually(
      `the text message to be ${state}`,
      async () => {
        const [incident] = (await read<{ incidents: Incident[] }>('/incidents')).incidents;
        const path = `/incidents/${encodeURIComponent(incident?.id ?? '')}/notices`;
        return (await read<{ notices?: Notice[] }>(path)).notices?.find(({ channel }) => channel === 'sms');
      },
      (notice) => notice?.state === state,
      15_000,
    );

  beforeAll(async () => {
    modem = await startModem();
    const SMS_URL = `http://127.0.0.1:${await freePort()}/send`;
    hub = await startHub({
      env: { RULES: 'test/acceptance/rules-emergency.json', SMS_URL, SMS_MODEM: modem.path },
    });
    const grants = [{ role: 'operator', scope: { kind: 'commune' as const, id: '*' } }];
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', phone: '0912 345 678', grants });
    // people are known anew when somebody asks for the bell
    await hanh.send('POST', '/api/push/test');
    const { device, secret } = await hub.addDevice('air-1', { profile: 'air-station', hamlet: 'Thôn Đông' });
    station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'air-1', password: secret });
    await station.publishAsync(topics.telemetry(device.commune, 'air-1'), '{"pm25":180}', { qos: 1 });
  }, 60_000);
  afterAll(async () => {
    await station?.endAsync(true);
    await hub?.stop();
    await modem?.stop();
  });

  it('leaves by the modem, and the notice says by which way', async () => {
    const { reason, name } = (await text('sent'))!;
    expect([name, reason]).toEqual(['Lê Thị Hạnh', 'qua modem; cổng tin nhắn: không nối được (ECONNREFUSED)']);
    expect(modem.texts).toEqual([{ phone: '84912345678', text: expect.stringMatching(/Thon Dong/) }]);
  });

  it('is delivered when the network says so', async () => {
    modem.says('+CDS: 6,0,"+84912345678",145,"26/11/26,14:00:05+28","26/11/26,14:00:09+28",0');
    const { sentAt, deliveredAt } = (await text('delivered'))!;
    expect(deliveredAt).toBeGreaterThanOrEqual(sentAt!);
  });

  it('leaves no number in the log', () => {
    expect(hub.output()).toContain('sms: qua modem');
    expect(hub.output()).not.toMatch(/912345678|912 345 678|Hạnh/);
  });
});
