import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { type Command, type Grant, type Incident, type Notice, topics } from '#hub/contracts';
import {
  addPerson,
  eventually,
  startHub,
  startModem,
  startProvider,
  startPushService,
  type TestBrowser,
  type TestHub,
  type TestModem,
  type TestPerson,
  type TestProvider,
  type TestPushService,
} from '#hub/testkit';

const operator: Grant[] = [{ role: 'operator', scope: { kind: 'commune', id: '*' } }];

describe('a hub that tells nobody (NOTIFY_DRY_RUN)', () => {
  let hub: TestHub;
  let service: TestPushService;
  let provider: TestProvider;
  let modem: TestModem;
  let hanh: TestPerson;
  let station: MqttClient;
  let phone: TestBrowser;

  beforeAll(async () => {
    [service, provider, modem] = await Promise.all([startPushService(), startProvider(), startModem()]);
    const { url } = provider;
    phone = service.browser();
    hub = await startHub({
      env: {
        ...{ NOTIFY_DRY_RUN: 'true', RULES: 'test/acceptance/rules-emergency.json', PUSH_SERVICES: service.origin },
        ...{ SMS_URL: url, SMS_MODEM: modem.path, CALL_URL: url, PUBLIC_URL: 'http://hub.example' },
        ...{ WEBHOOK_URL: url, WEBHOOK_SECRET: 'sixteen characters or more' },
        ...{ ZALO_APP_ID: 'a', ZALO_SECRET_KEY: 'b', ZALO_TEMPLATE: 'c', ZALO_REFRESH_TOKEN: 'd' },
        ...{ ZALO_URL: url, ZALO_OAUTH_URL: url },
      },
    });
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', phone: '0912 345 678', grants: operator });
    expect((await hanh.send('POST', '/api/push/subscriptions', phone.subscription)).status).toBe(204);
    // also what somebody asks for stays here
    expect((await hanh.send('POST', '/api/push/test')).ok).toBe(true);
    await hub.addDevice('coi-dong', { profile: 'siren', name: 'Còi Thôn Đông', hamlet: 'Thôn Đông' });
    const { device, secret } = await hub.addDevice('air-1', { profile: 'air-station', hamlet: 'Thôn Đông' });
    station = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'air-1', password: secret });
    await station.publishAsync(topics.telemetry(device.commune, 'air-1'), '{"pm25":180}', { qos: 1 });
  }, 60_000);
  afterAll(async () => {
    await station?.endAsync(true);
    await hub?.stop();
    await Promise.all([service?.stop(), provider?.stop(), modem?.stop()]);
  });

  it('decides and writes down all that it would tell, and says so', async () => {
    const read = async <T>(path: string): Promise<T> => (await (await hub.fetch(`/api${path}`)).json()) as T;
    const incident = await eventually(
      'an incident',
      async () => (await read<{ incidents: Incident[] }>('/incidents')).incidents[0],
      (one) => one !== undefined,
    );
    const wanted = ['call', 'push', 'siren', 'sms', 'webhook'];
    const notices = await eventually(
      'what would be told',
      async () => (await read<{ notices: Notice[] }>(`/incidents/${encodeURIComponent(incident!.id)}/notices`)).notices,
      (all) => all.length >= wanted.length && all.every(({ state }) => state !== 'queued'),
    );
    const seen = notices.map(({ channel, state, dryRun }) => ({ channel, state, dryRun }));
    expect(seen.sort((a, b) => a.channel.localeCompare(b.channel))).toEqual(
      wanted.map((channel) => ({ channel, state: 'sent', dryRun: true })),
    );
    expect((await read<{ commands: Command[] }>('/commands')).commands).toEqual([]);
  });

  it('lets nothing leave', () => {
    expect(provider.asked).toEqual([]);
    expect(phone.pushed).toEqual([]);
    expect(modem.heard).toEqual([]);
  });
});
