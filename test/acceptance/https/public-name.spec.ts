import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually, startCaddy, startNetwork, type TestCaddy, type TestNetwork } from '#hub/testkit';
import { Installed } from './installed.js';

const run = promisify(execFile);
const NAME = 'hub.example.test';

/** Answers with what it was asked, as the hub would see it. */
const ECHO = `require('node:http').createServer((q, s) => s.end(JSON.stringify(q.headers))).listen(3000, '127.0.0.1')`;
const GET = `const r = await fetch(process.argv[1], { redirect: 'manual' });
console.log(JSON.stringify({ status: r.status, location: r.headers.get('location'), body: await r.text() }))`;

describeWith(['caddy', 'a network of its own'], 'HTTPS under a public name', () => {
  let dir: string;
  let network: TestNetwork;
  let hub: ChildProcess;
  let authority: TestCaddy;
  let caddy: TestCaddy;
  let root: string;
  const started: TestCaddy[] = [];

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'acme-'));
    network = await startNetwork(['acme.example.test', NAME]);
    const { within } = network;
    const [program, ...args] = [...within, process.execPath, '-e', ECHO];
    hub = spawn(program!, args, { stdio: 'ignore' });
    authority = await startCaddy({
      config: 'test/acceptance/https/authority.caddy',
      home: join(dir, 'authority'),
      env: {},
      within,
    });
    started.push(authority);
    root = join(authority.data, 'pki/authorities/local/root.crt');
    await eventually(
      'the authority’s root',
      () => readFileSync(root, 'utf8').length,
      (length) => length > 0,
    );

    // the command is run outside, where its systemd is a script: only what it wrote counts here
    const installed = new Installed('HTTP_PORT=3000\n');
    const { code, said } = await installed.run('public', NAME);
    expect([code, said]).toEqual([0, expect.stringContaining(`https://${NAME}`)]);
    expect(installed.settings['PUBLIC_URL']).toBe(`https://${NAME}`);
    caddy = await startCaddy({
      config: 'deploy/tls/Caddyfile.public',
      home: join(dir, 'caddy'),
      env: {
        ...installed.caddySettings,
        HUB_ACME: 'https://acme.example.test:8443/acme/local/directory',
        SSL_CERT_FILE: root,
      },
      within,
    });
    started.push(caddy);
    installed.remove();
  }, 60_000);
  afterAll(async () => {
    for (const one of started) await one.stop();
    hub?.kill('SIGKILL');
    await network?.stop();
    if (dir) rmSync(dir, { recursive: true, force: true });
  });

  async function get(url: string): Promise<{ status: number; location: string | null; body: string }> {
    const [program, ...args] = [...network.within, process.execPath, '--input-type=module', '-e', GET, url];
    const { stdout } = await run(program!, args, { env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: root } });
    return JSON.parse(stdout) as { status: number; location: string | null; body: string };
  }

  it('the certificate is fetched from a real ACME server, and the hub answers behind it', async () => {
    const answer = await eventually(
      'the page',
      () => get(`https://${NAME}/wall`),
      ({ status }) => status === 200,
      30_000,
    );
    expect(JSON.parse(answer.body)).toMatchObject({ host: NAME, 'x-forwarded-proto': 'https' });
  }, 60_000);

  it('whoever comes without HTTPS is sent to it', async () => {
    expect(await get(`http://${NAME}/wall?lang=en`)).toMatchObject({
      status: 308,
      location: `https://${NAME}/wall?lang=en`,
    });
  });

  it('what the broker is given is that certificate, and given again it is left alone', () => {
    const target = join(dir, 'tls');
    const hand = () => execFileSync('sh', ['deploy/tls/hand-certificate', NAME, caddy.data, target]);
    hand();
    const handed = readFileSync(join(target, 'hub.crt'), 'utf8');
    expect(handed).toContain('BEGIN CERTIFICATE');
    expect(readFileSync(join(target, 'hub.key'), 'utf8')).toContain('PRIVATE KEY');
    hand();
    expect(readFileSync(join(target, 'hub.crt'), 'utf8')).toBe(handed);
    const nobody = () =>
      execFileSync('sh', ['deploy/tls/hand-certificate', 'other.test', caddy.data, target], { stdio: 'pipe' });
    expect(nobody).toThrow(/no certificate for other\.test/);
  });
});
