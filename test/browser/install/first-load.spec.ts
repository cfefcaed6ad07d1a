import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Manifest } from 'vite';
import { describeWith } from '#hub/testkit';
import { filesOf, firstScriptsOf } from '../../../apps/web/page-files.js';
import { launch } from '../browser.js';
import { setStage, type Stage } from './stage.js';

const WEB = 'dist/web';
const read = (file: string) => readFileSync(join(WEB, file));
const manifest = () => JSON.parse(read('.vite/manifest.json').toString()) as Manifest;

describe('what a phone loads of the installer’s page', () => {
  it('is at most 150 kB of scripts, gzipped, before it can be used', () => {
    const scripts = [...firstScriptsOf(manifest(), 'install.html')].filter((file) => file.endsWith('.js'));
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
    console.log(
      `first load of /install: ${(bytes / 1000).toFixed(1)} kB of scripts, gzipped, in ${scripts.length} files`,
    );
    expect(bytes).toBeLessThanOrEqual(150_000);
  });

  it('has no schema library in it', () => {
    const scripts = [...filesOf(manifest(), 'install.html')].filter((file) => file.endsWith('.js'));
    expect(scripts.filter((file) => read(file).includes('invalid_type'))).toEqual([]);
  });

  it('is all that stays on the phone: nothing of wall or desk', () => {
    const kept = [
      ...read('install-worker.js')
        .toString()
        .matchAll(/"url":"([^"]+)"/g),
    ].map((match) => match[1]!);
    const own = filesOf(manifest(), 'install.html');
    const scripts = [...own].filter((file) => /\.(js|css)$/.test(file));
    expect(kept).toEqual(expect.arrayContaining(['install.html', 'install.webmanifest', ...scripts]));
    expect(kept.filter((file) => file.startsWith('assets/') && !own.has(file))).toEqual([]);
  });
});

describeWith('chromium', 'the installer’s page on a slow line', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  }, 60_000);
  afterAll(() => stage?.end());

  it('gets scripts packed, and as they are where somebody cannot unpack them', async () => {
    const script = manifest()['install.html']!.file;
    const ask = (encoding: string) => fetch(`${stage.hub.url}/${script}`, { headers: { 'accept-encoding': encoding } });
    const [packed, plain] = [await ask('gzip, br'), await ask('identity')];
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    for (const answer of [packed, plain]) {
      expect(answer.headers.get('content-type')).toMatch(/javascript/);
      expect(answer.headers.get('cache-control')).toMatch(/immutable/);
      expect(await answer.text()).toBe(read(script).toString());
    }
  });

  it('shows words long before its scripts are there, at 400 kbit/s', async () => {
    const browser = await launch();
    const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
    const slow = await page.context().newCDPSession(page);
    await slow.send('Network.enable');
    const line = { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 };
    await slow.send('Network.emulateNetworkConditions', line);
    await page.goto(`${stage.hub.url}/install`, { waitUntil: 'commit' });
    await page.getByText('Đang mở…').waitFor({ timeout: 20_000 });
    // the words are there while the scripts are still on their way
    const scripts = `performance.getEntriesByType('resource').filter((r) => r.name.endsWith('.js') && r.responseEnd > 0).length`;
    const painted = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`;
    const ms = await page.evaluate<number>(
      `new Promise((done) => { const look = () => { const at = ${painted}; if (at) done(at); else setTimeout(look, 20); }; look(); })`,
    );
    const loaded = await page.evaluate<number>(scripts);
    console.log(`first paint of /install at 400 kbit/s, 300 ms: ${(ms / 1000).toFixed(2)} s`);
    expect(loaded).toBeLessThan([...firstScriptsOf(manifest(), 'install.html')].length);
    // a stranger is led to the sign-in page in the end
    await page.waitForURL(/sign-in/, { timeout: 60_000 });
    await browser.close();
  }, 90_000);
});
