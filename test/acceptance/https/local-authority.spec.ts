import { createHash, X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { io } from 'socket.io-client';
import { LIVE_NAMESPACE, type LiveSnapshot } from '#hub/contracts';
import { ADMIN, describeWith, eventually, freePort, startHub, type TestCaddy, type TestHub } from '#hub/testkit';
import { ask, Installed } from './installed.js';

describeWith('caddy', 'HTTPS in a local network, by one command', () => {
  let hub: TestHub;
  let installed: Installed;
  let caddy: TestCaddy;
  let said: string;
  let http: string;
  let https: string;
  /** The root, as a phone fetches it. */
  let ca: string;

  beforeAll(async () => {
    hub = await startHub();
    installed = new Installed(`HTTP_PORT=${new URL(hub.url).port}\nPUBLIC_URL=\n`);
    const run = await installed.runWithCaddy('lan', '127.0.0.1', 'localhost');
    ({ caddy, said } = run);
    http = `http://127.0.0.1:${run.httpPort}`;
    https = `https://127.0.0.1:${run.httpsPort}`;
    const { body } = await ask(`${http}/chung-chi/hub-root.crt`);
    ca = new X509Certificate(body).toString();
  }, 90_000);
  afterAll(async () => {
    await caddy?.stop();
    await hub?.stop();
    installed?.remove();
  });

  const signedIn = async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(`${https}/api/session`, { ca, method: 'POST', headers }, JSON.stringify(ADMIN));
    return answer.headers['set-cookie']!.map((line) => line.split(';', 1)[0]!).join('; ');
  };

  it('the root can be fetched without it, with words for each kind of phone and the fingerprint to compare', async () => {
    const page = await ask(`${http}/chung-chi/`);
    expect(page.status).toBe(200);
    const text = page.body.toString();
    const root = await ask(`${http}/chung-chi/hub-root.crt`);
    const fingerprint = createHash('sha256').update(root.body).digest('hex').toUpperCase().match(/../g)!.join(':');
    expect(new X509Certificate(root.body).fingerprint256).toBe(fingerprint);
    for (const words of [fingerprint, 'Android', 'iPhone', 'Windows', 'Chromium', 'In English', 'https://127.0.0.1'])
      expect(text).toContain(words);
    expect(text).not.toMatch(/@[A-Z]+@|<script|\sstyle=/);
    // on paper it is the same, and by HTTPS as well
    expect(said).toContain(fingerprint);
    expect((await ask(`${https}/chung-chi/hub-root.crt`, { ca })).body.equals(root.body)).toBe(true);
    expect(root.headers['content-type']).toBe('application/x-x509-ca-cert');
    expect(new X509Certificate(root.body).subject).toBe('CN=Hub 127.0.0.1');
  });

  it('and nothing else that lies with it: not the key, not the folder above', async () => {
    const paths = ['root.key', '../root.key', '..%2froot.key', '..%2f..%2fcaddy', '%2e%2e/', '%2e%2e%2f.env'];
    for (const path of paths)
      for (const base of [http, https]) {
        const { status } = await ask(base, { ca, path: `/chung-chi/${path}` });
        expect([path, status]).not.toEqual([path, 200]);
      }
  });

  it('everything else without HTTPS is sent to it', async () => {
    for (const path of ['/', '/wall?lang=en', '/api/health']) {
      const { status, headers } = await ask(`${http}${path}`);
      expect([status, headers.location]).toEqual([308, `${https}${path}`]);
    }
  });

  it('pages and REST answer to whoever trusts the root, and to nobody who does not', async () => {
    const wall = await ask(`${https}/wall`, { ca });
    expect([wall.status, wall.headers['strict-transport-security']]).toEqual([
      200,
      expect.stringMatching(/^max-age=31536000/),
    ]);
    const [asset] = /\/assets\/[^"]+\.js/.exec(wall.body.toString())!;
    const script = await ask(`${https}${asset}`, { ca, headers: { 'accept-encoding': 'gzip' } });
    expect([script.status, script.headers['content-encoding']]).toEqual([200, 'gzip']);
    const health = await ask(`${https}/api/health`, { ca, headers: { 'accept-encoding': 'gzip' } });
    expect([health.status, health.headers['content-encoding']]).toEqual([200, undefined]);
    await expect(ask(`${https}/wall`)).rejects.toThrow(/certificate|issuer|signed/i);
    // by its other name, too
    const { port } = new URL(https);
    expect((await ask(`https://localhost:${port}/api/health`, { ca })).status).toBe(200);
  });

  it('who signs in over it gets a cookie that no other line ever carries; without HTTPS it does not pretend to', async () => {
    const signIn = async (base: string) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await ask(`${base}/api/session`, { ca, method: 'POST', headers }, JSON.stringify(ADMIN));
      expect(answer.status).toBe(200);
      return answer.headers['set-cookie']!;
    };
    for (const cookie of await signIn(https)) {
      expect(cookie).toMatch(/^__Host-hub_(session|device)=/);
      for (const part of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/'])
        expect(cookie.split('; ')).toContain(part);
    }
    for (const cookie of await signIn(hub.url)) {
      expect(cookie).toMatch(/^hub_(session|device)=/);
      expect(cookie).not.toContain('Secure');
    }
    const { body } = await ask(`${https}/api/me`, { ca, headers: { cookie: await signedIn() } });
    expect(JSON.parse(body.toString())).toMatchObject({ state: 'signed-in' });
  });

  it('live events go through it', async () => {
    const extraHeaders = { cookie: await signedIn() };
    const options = { transports: ['websocket'], forceNew: true, ca, extraHeaders };
    const socket = io(`${https}${LIVE_NAMESPACE}`, options as object);
    const snapshots: LiveSnapshot[] = [];
    socket.on('connect', () => socket.emit('resume', null));
    socket.on('snapshot', (snapshot: LiveSnapshot) => snapshots.push(snapshot));
    await eventually(
      'a snapshot',
      () => snapshots.length,
      (n) => n > 0,
    );
    let beats = 0;
    socket.on('status', () => beats++);
    await eventually(
      'the hub’s state again and again',
      () => beats,
      (n) => n >= 2,
    );
    socket.disconnect();
  });

  it('the hub knows the client’s own address, whatever the client says of it', async () => {
    const headers = { authorization: 'Bearer wrong', 'x-forwarded-for': '203.0.113.7' };
    await ask(`${https}/api/ingest/nobody`, { ca, method: 'POST', headers });
    const { refusals } = await eventually(
      'the refusal',
      async () => (await (await hub.fetch('/api/refusals')).json()) as { refusals: { address: string }[] },
      (answer) => answer.refusals.length > 0,
    );
    expect(refusals.map(({ address }) => address)).toEqual(['127.0.0.1']);
  });

  it('the certificate lives long enough to be watched, and not longer than phones take', async () => {
    const file = join(caddy.data, 'certificates/local/127.0.0.1/127.0.0.1.crt');
    const { validTo, validFrom } = new X509Certificate(readFileSync(file));
    expect((Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000).toBeCloseTo(90, 1);
  });

  it('MQTT is what it was; with the same certificate devices have TLS as well', async () => {
    const { device, secret } = await hub.addDevice('canal-1', { profile: 'canal-level' });
    await (
      await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: device.id, password: secret })
    ).endAsync();

    const tls = join(installed.dir, 'tls');
    execFileSync('sh', ['deploy/tls/hand-certificate', '127.0.0.1', caddy.data, tls]);
    const MQTTS_PORT = String(await freePort());
    const secure = await startHub({
      env: { MQTTS_PORT, MQTTS_CERT: join(tls, 'hub.crt'), MQTTS_KEY: join(tls, 'hub.key') },
    });
    try {
      const added = await secure.addDevice('canal-2', { profile: 'canal-level' });
      const account = { username: 'canal-2', password: added.secret, reconnectPeriod: 0 };
      const client = await mqtt.connectAsync(`mqtts://127.0.0.1:${MQTTS_PORT}`, { ...account, ca });
      await client.endAsync();
      await expect(mqtt.connectAsync(`mqtts://127.0.0.1:${MQTTS_PORT}`, account)).rejects.toThrow(
        /certificate|issuer|signed/i,
      );
    } finally {
      await secure.stop();
    }
  }, 60_000);

  it('a hub that is not there is said in words', async () => {
    await hub.kill9();
    const { status, body } = await ask(`${https}/wall`, { ca });
    expect([status, body.toString()]).toEqual([503, expect.stringContaining('Hub chưa chạy')]);
    await hub.restart();
    await eventually(
      'the wall',
      async () => (await ask(`${https}/wall`, { ca })).status,
      (s) => s === 200,
    );
  }, 60_000);

  it('the command wrote what systemd and the hub need, and takes it back', async () => {
    expect(installed.settings).toMatchObject({ PUBLIC_URL: 'https://127.0.0.1', HTTP_HOST: '127.0.0.1' });
    expect(installed.exists('etc/systemd/system/caddy.service.d/hub.conf')).toBe(true);
    expect((await installed.run('mqtts')).said).toContain('mqtts://127.0.0.1:8883');
    expect(installed.settings).toMatchObject({ MQTTS_PORT: '8883', MQTTS_CERT: '/var/lib/commune-hub/tls/hub.crt' });
    expect((await installed.run('show')).said).toMatch(/http:\/\/127\.0\.0\.1\/chung-chi/);
    expect((await installed.run('lan', 'hub } import evil')).code).not.toBe(0);
    expect((await installed.run('off')).code).toBe(0);
    expect(installed.settings).toMatchObject({
      PUBLIC_URL: '',
      HTTP_HOST: '',
      MQTTS_PORT: '',
      MQTTS_CERT: '',
      MQTTS_KEY: '',
    });
    expect(installed.exists('etc/systemd/system/caddy.service.d/hub.conf')).toBe(false);
    expect(installed.asked.at(-1)).toBe('restart commune-hub');
  });
});
