import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '#hub/service-kit';
import { describeWith, eventually, freePort, startHub, type TestHub } from '#hub/testkit';

const WEB = join(ROOT, 'dist/web');
let hub: TestHub;
let boxPort: number;
beforeAll(async () => {
  boxPort = await freePort();
  hub = await startHub({ env: { INGEST_HTTP_HOST: '0.0.0.0', INGEST_HTTP_PORT: String(boxPort) } });
});
afterAll(() => hub?.stop());

/** Headers of an answer, as a browser reads them. */
async function headersOf(path: string, said: Record<string, string> = {}, method = 'GET') {
  const response = await hub.fetch(path, { method, headers: said, redirect: 'manual' });
  await response.arrayBuffer();
  return response.headers;
}
const SOCKET = '/socket.io/?EIO=4&transport=';
/** Of the last three a line that is opened, and two that are refused. */
const SOCKETS = [`${SOCKET}polling`, `${SOCKET}carrier-pigeon`, `${SOCKET}polling&sid=nobody`];
const ALL = [
  ...['/', '/wall', '/api/health', '/api/devices', '/api/nothing', '/nothing', '/metrics', '/api/docs'],
  ...SOCKETS,
];

describe('what a browser is told about every page and answer', () => {
  it.each(ALL)(
    '%s: nobody may frame it, nothing foreign runs in it, and no address of ours is passed on',
    async (path) => {
      const headers = await headersOf(path);
      const policy = headers.get('content-security-policy')!;
      for (const part of ["default-src 'self'", "script-src 'self'", "frame-ancestors 'none'", "object-src 'none'"])
        expect(policy.split(';')).toContain(part);
      expect(policy).not.toContain('unsafe-eval');
      expect(/script-src[^;]*/.exec(policy)![0]).not.toContain('unsafe-inline');
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringMatching(/camera=\(self\).*geolocation=\(self\).*microphone=\(\)/),
      });
      expect(headers.has('x-powered-by')).toBe(false);
    },
  );

  it.each(['/farms', '/nothing/at/all', '/Wall'])('%s: a browser is shown that there is no such page', async (path) => {
    const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const page = await hub.fetch(path, { headers: navigation });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, expect.stringMatching(/^text\/html/)]);
    expect(await page.text()).toContain('<script type="module"');
    for (const accept of ['*/*', 'application/json']) {
      const headers = { accept };
      const answer = await hub.fetch(path, { headers });
      expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ error: 'not-found' })]);
    }
    const api = await hub.fetch(`/api${path}`, { headers: navigation });
    expect([api.status, api.headers.get('content-type')]).toEqual([404, expect.stringMatching(/^application\/json/)]);
  });

  it('only the documentation may style itself inline', async () => {
    expect((await headersOf('/api/docs')).get('content-security-policy')).toContain("style-src 'self' 'unsafe-inline'");
    expect((await headersOf('/wall')).get('content-security-policy')).toContain("style-src 'self';");
  });

  it('the pages keep to it: no script, style or handler stands in them', () => {
    const pages = readdirSync(WEB).filter((name) => name.endsWith('.html'));
    expect(pages).toContain('index.html');
    for (const name of pages)
      expect(readFileSync(join(WEB, name), 'utf8')).not.toMatch(
        /<script(?![^>]*\bsrc=)|<style|\son[a-z]+=|\sstyle=|=\s*["']?javascript:/i,
      );
  });

  it('an answer stays in no cache; a page is asked for anew; what has a hash in its name is kept', async () => {
    for (const path of ['/api/health', '/api/devices', '/api/nothing', '/metrics', ...SOCKETS])
      expect([path, (await headersOf(path)).get('cache-control')]).toEqual([path, 'no-store']);
    expect((await headersOf('/wall')).get('cache-control')).toBe('no-cache');
    const [asset] = /\/assets\/[^"]+/.exec(readFileSync(join(WEB, 'index.html'), 'utf8'))!;
    expect((await headersOf(asset)).get('cache-control')).toMatch(/immutable/);
  });

  it('scripts come compressed to whoever can read that, and as they are to others', async () => {
    const [asset] = /\/assets\/[^"]+\.js/.exec(readFileSync(join(WEB, 'index.html'), 'utf8'))!;
    const plain = await headersOf(asset, { 'accept-encoding': 'identity' });
    const small = await headersOf(asset, { 'accept-encoding': 'gzip' });
    expect(plain.has('content-encoding')).toBe(false);
    expect(small.get('content-encoding')).toBe('gzip');
    for (const headers of [plain, small]) {
      expect(headers.get('content-type')).toMatch(/^text\/javascript/);
      expect(headers.get('vary')).toMatch(/accept-encoding/i);
    }
    const read = await hub.fetch(asset, { headers: { 'accept-encoding': 'gzip' } });
    expect(await read.text()).toBe(readFileSync(join(WEB, asset), 'utf8'));
    expect((await headersOf('/assets/nothing.js', { 'accept-encoding': 'gzip' })).has('content-encoding')).toBe(false);
  });

  it('HTTPS is insisted on where the request came by HTTPS, and nowhere else', async () => {
    for (const path of ['/wall', '/api/health', '/api/docs', ...SOCKETS]) {
      expect((await headersOf(path)).has('strict-transport-security')).toBe(false);
      const secure = await headersOf(path, { 'x-forwarded-proto': 'https' });
      expect(secure.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    }
  });
});

/** A box that does not know its secret, so that the hub notes where it called from. */
function wrongSecretFrom(host: string, port: number, said: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: 'Bearer wrong', ...said };
    request({ host, port, path: '/api/ingest/nobody', method: 'POST', headers }, (response) => {
      response.resume();
      response.on('end', resolve);
    })
      .on('error', reject)
      .end();
  });
}
const noted = (address: string) =>
  eventually(
    `a refusal of ${address}`,
    async () => (await (await hub.fetch('/api/refusals')).json()) as { refusals: { address: string }[] },
    ({ refusals }) => refusals.some((refusal) => refusal.address === address),
  );

describe('where a request came from', () => {
  it('a proxy on this machine is believed', async () => {
    await wrongSecretFrom('127.0.0.1', boxPort, { 'x-forwarded-for': '203.0.113.7' });
    await noted('203.0.113.7');
  });
  it('of what was in the header before the proxy wrote to it, nothing is', async () => {
    await wrongSecretFrom('127.0.0.1', boxPort, { 'x-forwarded-for': '203.0.113.8, 203.0.113.9' });
    const { refusals } = await noted('203.0.113.9');
    expect(refusals.map(({ address }) => address)).not.toContain('203.0.113.8');
  });
});

describeWith('a network address', 'where a request from the network came from', () => {
  const own = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

  it('is what the network says, whatever the request says', async () => {
    await wrongSecretFrom(own!, boxPort, { 'x-forwarded-for': '203.0.113.10' });
    const { refusals } = await noted(own!);
    expect(refusals.map(({ address }) => address)).not.toContain('203.0.113.10');
  });
});
