import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Alert, Device } from '#hub/contracts';
import { describeWith, eventually, freePort, startHub, type TestHub } from '#hub/testkit';

describeWith('openssl', 'the hub’s own certificates', () => {
  let dir: string;
  let hub: TestHub;
  let web: Server;
  const cert = () => join(dir, 'hub.crt');
  const key = () => join(dir, 'hub.key');
  const renewFor = (days: number) => {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    const all = ['req', '-x509', '-nodes', '-days', String(days), '-subj', '/CN=hub', '-keyout', key(), '-out', cert()];
    execFileSync('openssl', [...all, ...curve], { stdio: 'ignore' });
  };
  const get = async <T>(path: string) => (await (await hub.fetch(`/api${path}`)).json()) as T;
  const alerts = async (target: string) =>
    (await get<{ alerts: Alert[] }>(`/alerts?active=true&target=${target}`)).alerts
      .map(({ rule, severity }) => `${rule} ${severity}`)
      .sort();

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'certificates-'));
    renewFor(10);
    // what people are shown ends in ten days, and what devices are shown will end in five
    web = createServer({ cert: readFileSync(cert()), key: readFileSync(key()) });
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    renewFor(5);
    const { port } = web.address() as AddressInfo;
    const MQTTS_PORT = String(await freePort());
    hub = await startHub({
      env: { PUBLIC_URL: `https://localhost:${port}`, MQTTS_PORT, MQTTS_CERT: cert(), MQTTS_KEY: key() },
    });
  });
  afterAll(async () => {
    web?.close();
    await hub?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('raise an alert before they end, the nearer the louder', async () => {
    await eventually(
      'the page’s',
      () => alerts('hub-web'),
      (all) => all.join() === 'certificate-ending watch',
    );
    await eventually(
      'the devices’',
      () => alerts('hub-mqtts'),
      (all) => all.join() === 'certificate-ended warning,certificate-ending watch',
    );
    const {
      alerts: [alert],
    } = await get<{ alerts: Alert[] }>('/alerts?active=true&target=hub-web');
    expect(alert!.text.sentence).toMatch(/^Chứng thư số tại trang web của hub còn 9 ngày mà chưa được gia hạn/);
    expect(alert!.facts).toMatchObject({ metric: 'certificate_days', value: 9, limit: 21 });
  });

  it('are there as devices, which nobody can sign in as', async () => {
    expect(await get<Device>('/devices/hub-mqtts')).toMatchObject({ profile: 'hub', state: 'installed' });
  });

  it('when one is renewed its alerts are over by themselves', async () => {
    renewFor(90);
    await hub.kill9();
    await hub.restart();
    await eventually(
      'nothing of the devices’ any more',
      () => alerts('hub-mqtts'),
      (all) => all.length === 0,
    );
    expect(await alerts('hub-web')).toEqual(['certificate-ending watch']);
  });
});
