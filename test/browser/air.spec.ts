import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Manifest } from 'vite';
import type { AirPicture, Metric } from '#hub/contracts';
import { describeWith, startHub, type TestHub, writeSeries } from '#hub/testkit';
import { filesOf, firstScriptsOf } from '../../apps/web/page-files.js';
import { violations } from './axe.js';
import { launch, picture, watchProblems } from './browser.js';
import { type Line, startLine } from './install/line.js';
import { PHONE, TELEVISION } from './visit.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SLOW = { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 };

const read = (file: string) => readFileSync(`dist/web/${file}`);
const manifest = () => JSON.parse(read('.vite/manifest.json').toString()) as Manifest;
const own = () => filesOf(manifest(), 'air.html');

describe('what a phone loads of the page of the air', () => {
  const scripts = () => [...own()].filter((file) => file.endsWith('.js'));

  it('is at most 100 kB of scripts, gzipped, and no map and no schema library', () => {
    const bytes = scripts().reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
    console.log(`all scripts of /khong-khi: ${(bytes / 1000).toFixed(1)} kB, gzipped, in ${scripts().length} files`);
    expect(bytes).toBeLessThanOrEqual(100_000);
    expect(scripts().filter((file) => /invalid_type|leaflet/.test(read(file).toString()))).toEqual([]);
  });

  it('stays on the phone, and nothing of any other page', () => {
    const kept = [
      ...read('air-worker.js')
        .toString()
        .matchAll(/"url":"([^"]+)"/g),
    ].map((match) => match[1]!);
    expect(kept).toEqual(expect.arrayContaining(['air.html', 'air.webmanifest', ...scripts()]));
    expect(kept.filter((file) => file.startsWith('assets/') && !own().has(file))).toEqual([]);
  });
});

describeWith('chromium', 'the page of the air', () => {
  let hub: TestHub;
  let line: Line;
  let browser: Browser;
  let problems: string[] = [];

  type Way = { size?: { width: number; height: number }; scheme?: 'light' | 'dark'; lang?: 'vi' | 'en'; url?: string };
  async function open({ size = PHONE, scheme = 'light', lang = 'vi', url = line.url }: Way = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: size, colorScheme: scheme, hasTouch: size === PHONE });
    const page = await context.newPage();
    problems = watchProblems(page);
    await page.goto(`${url}/khong-khi?lang=${lang}`, { waitUntil: 'load' });
    return page;
  }
  /** The hub's answer, changed on its way to the phone. */
  const told = (change: (answer: AirPicture) => void) =>
    line.alter('/api/air', (text) => {
      const answer = JSON.parse(text) as AirPicture;
      change(answer);
      return JSON.stringify(answer);
    });
  const asItIs = () => line.alter('/api/air', (text) => text);
  /** The whole page, as tall as it is. */
  async function pictures(page: Page, name: string) {
    await picture(page, name);
    await page.screenshot({ path: `test-output/screens/${name}-whole.png`, fullPage: true });
  }

  beforeAll(async () => {
    hub = await startHub();
    const put = (path: string, body: unknown) =>
      hub.fetch(path, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const map = { type: 'FeatureCollection', features: [] };
    const { code } = (await (await hub.fetch('/api/commune')).json().catch(() => ({}))) as { code?: string };
    await put('/api/commune', { code: code ?? '12345', name: 'Xã Đồng Xanh', province: 'Tỉnh Thử', map });
    const at = (lat: number, lon: number) => ({ lat, lon, installedAt: 0, commune: code ?? '12345' });
    const add = (id: string, name: string, hamlet: string, place: string, more = {}) =>
      hub.addDevice(id, { profile: 'air-station', name, hamlet, place, ...at(20.4567, 106.2543), ...more });
    const { device } = await add('air-1', 'Trạm chợ Đồng', 'Thôn Đông', 'gần chợ');
    await add('air-2', 'Trạm nhà văn hóa', 'Thôn Tây', 'gần nhà văn hóa', { profile: 'sds011' });
    await add('air-3', 'Trạm trường học', 'Thôn Bắc', 'cạnh trường tiểu học');
    await add('air-4', 'Trạm đê', 'Thôn Nam', 'chân đê');
    await hub.kill9();
    const end = Math.ceil(Date.now() / HOUR) * HOUR + HOUR;
    const points = (id: string, of: (back: number) => Partial<Record<Metric, number>>, from = 0) =>
      Array.from({ length: 60 * 60 - from }, (_, i) => {
        const ts = end - (i + from) * MINUTE;
        return { kind: 'air', commune: device.commune, device: id, ts, received: ts, values: of(i), simulated: false };
      });
    const wave = (i: number, low: number, high: number) => low + ((high - low) * (1 + Math.sin(i / 220))) / 2;
    await writeSeries(hub.dir, [
      ...points('air-1', (i) => ({ pm25: wave(i, 24, 62), pm10: wave(i, 40, 90), co: 0.9, humidity: 78 })),
      ...points('air-2', (i) => ({ pm25: wave(i + 200, 14, 30), humidity: 97 })),
      ...points('air-3', (i) => ({ pm25: wave(i, 12, 30) }), 7 * 60),
    ]);
    await hub.restart();
    await hub.fetch('/api/devices/air-4/state', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ state: 'calibrating' }),
    });
    line = await startLine(hub.url);
    browser = await launch();
  }, 90_000);
  afterEach(async () => {
    asItIs();
    line?.mend();
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await line?.close();
    await hub?.stop();
  });

  it('shows the worst place, what to do, and every station, light and dark, in both languages', async () => {
    for (const [scheme, lang] of [
      ['light', 'vi'],
      ['dark', 'vi'],
      ['light', 'en'],
    ] as const) {
      const page = await open({ scheme, lang });
      await page.getByRole('heading', { name: 'Trạm chợ Đồng' }).waitFor();
      const [worst, sensor] =
        lang === 'vi'
          ? ['Nơi xấu nhất, lúc', 'VN_AQI tham khảo (cảm biến)']
          : ['The worst place, at', 'VN_AQI, indicative (sensor)'];
      await page.getByText(worst).waitFor();
      await page.getByText(sensor).first().waitFor();
      await page.getByText(lang === 'vi' ? 'Mọi người' : 'Everybody', { exact: true }).waitFor();
      await page.getByText(lang === 'vi' ? 'Mất tín hiệu' : 'No signal').waitFor();
      await page.getByText(lang === 'vi' ? 'Đang hiệu chuẩn' : 'Calibrating', { exact: true }).waitFor();
      // the bands of the decision stand behind the hours, and yesterday has its own worst place
      const chart = page.locator('.air-columns .air-chart');
      await chart.getByText(lang === 'vi' ? 'Trung bình' : 'Moderate', { exact: true }).waitFor();
      await page.locator('.air-yesterday').getByText('Trạm chợ Đồng').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
      await pictures(page, `air-${scheme}-${lang}`);
      await page.getByText('Trạm nhà văn hóa').click();
      await page.getByText(lang === 'vi' ? 'số đo bụi không tin cậy' : 'particles are not reliable').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
    }
  }, 60_000);

  it('lists every pollutant, and each target is wide enough for a thumb', async () => {
    const before = line.asked.length;
    const page = await open();
    const table = page.locator('.air-columns .air-parts');
    await table.waitFor();
    // while its scripts were on their way, and not again when they were there
    expect(line.asked.slice(before).filter((one) => one === 'GET /api/air')).toHaveLength(1);
    expect(await table.locator('tbody tr').count()).toBe(3);
    expect(await table.locator('tr.main').innerText()).toMatch(/PM2\.5/);
    for (const target of await page.locator('summary, button').all())
      expect((await target.boundingBox())!.height).toBeGreaterThanOrEqual(56);
    await page.getByText('Cách tính và nguồn số liệu').click();
    await page.getByText('Quyết định 1459/QĐ-TCMT').first().waitFor();
    await pictures(page, 'air-method');
  });

  it('fills a wide screen', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const page = await open({ size: TELEVISION, scheme });
      await page.getByRole('heading', { name: 'Trạm chợ Đồng' }).waitFor();
      await picture(page, `air-wide-${scheme}`);
      expect(await violations(page)).toEqual([]);
    }
  });

  it('says to stay in where the air is hazardous', async () => {
    told((answer) => {
      const worst = answer.stations[answer.worst!]!;
      worst.now = {
        ...worst.now!,
        ...{ index: 412, band: 'hazardous', parts: [{ pollutant: 'pm25', index: 412, value: 368 }] },
      };
      worst.hours = worst.hours.map(({ at }, i) => ({ at, index: i < 3 ? null : Math.round(20 + i * 17) }));
    });
    for (const scheme of ['light', 'dark'] as const) {
      const page = await open({ scheme });
      await page.getByText('412').first().waitFor();
      await page.getByText('đóng cửa ra vào và cửa sổ').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await pictures(page, `air-hazardous-${scheme}`);
    }
  });

  it('has “—” and a reason where there is no index, and says so where there is no station', async () => {
    told((answer) => {
      answer.stations = answer.stations.map(({ now: _, ...station }) => ({
        ...station,
        absence: station.absence ?? { reason: 'no-particles' },
        hours: station.hours.map(({ at }) => ({ at, index: null })),
      }));
      delete answer.worst;
    });
    const page = await open();
    await page.getByText('Lúc này không trạm nào có chỉ số').waitFor();
    await page.getByText('không có bụi thì không có chỉ số').first().waitFor();
    // nobody has an index now, and yesterday was all the same
    await page.locator('.air-yesterday').getByText('Trạm chợ Đồng').waitFor();
    await pictures(page, 'air-none');
    expect(await violations(page)).toEqual([]);
    told((answer) => {
      answer.stations = [];
      delete answer.worst;
    });
    const empty = await open();
    await empty.getByText('Xã chưa có trạm đo không khí.').waitFor();
    await pictures(empty, 'air-empty');
    expect(await violations(empty)).toEqual([]);
  });

  it('marks what nobody measured', async () => {
    told((answer) => {
      for (const station of answer.stations) station.simulated = true;
    });
    const page = await open();
    const mark = page.getByText('DỮ LIỆU MÔ PHỎNG');
    await mark.waitFor();
    await page.getByText('Cách tính và nguồn số liệu').scrollIntoViewIfNeeded();
    expect((await mark.boundingBox())!.y).toBe(0);
    await pictures(page, 'air-simulated');
  });

  it('opens without a network with what it last knew and when, and says that it is old', async () => {
    const page = await open();
    await page.getByRole('heading', { name: 'Trạm chợ Đồng' }).waitFor();
    await page.waitForFunction(`navigator.serviceWorker.ready.then((one) => one.active?.state === 'activated')`);
    line.cut();
    await page.reload();
    await page.getByRole('heading', { name: 'Trạm chợ Đồng' }).waitFor();
    // an answer may be kept by the browser for a minute; whoever asks again learns that nobody answers
    const askAgain = `window.dispatchEvent(new Event('online'))`;
    await page.evaluate(askAgain);
    await page.getByText('Không hỏi được trung tâm').waitFor({ timeout: 20_000 });
    expect(await page.getByText('SỐ LIỆU CŨ –').count()).toBe(0);
    // the same phone six hours later
    await page.evaluate(
      `localStorage.setItem('air-1', JSON.stringify({ ...JSON.parse(localStorage.getItem('air-1')), receivedAt: Date.now() - ${6 * HOUR} }))`,
    );
    // …whose browser keeps no answer for so long
    await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache');
    await page.reload();
    await page.getByText('SỐ LIỆU CŨ –').waitFor();
    await pictures(page, 'air-old');
    expect(await violations(page)).toEqual([]);
    line.mend();
    await page.evaluate(askAgain);
    await page.getByText('SỐ LIỆU CŨ –').waitFor({ state: 'detached' });
    await page.getByText('Không hỏi được trung tâm').waitFor({ state: 'detached' });
  }, 60_000);

  it('says whom to tell where it never knew anything', async () => {
    line.alter('/api/air', () => 'nothing that can be read');
    const page = await open();
    await page.getByText('Chưa hỏi được trung tâm').waitFor();
    await picture(page, 'air-unreachable');
  });

  it('shows words long before its scripts are there, at 400 kbit/s', async () => {
    const page = await (await browser.newContext({ viewport: PHONE })).newPage();
    const slow = await page.context().newCDPSession(page);
    await slow.send('Network.enable');
    await slow.send('Network.emulateNetworkConditions', SLOW);
    await page.goto(`${hub.url}/khong-khi`, { waitUntil: 'commit' });
    await page.getByText('Đang mở…').waitFor({ timeout: 20_000 });
    const scripts = `performance.getEntriesByType('resource').filter((r) => r.name.endsWith('.js') && r.responseEnd > 0).length`;
    const painted = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`;
    const ms = await page.evaluate<number>(
      `new Promise((done) => { const look = () => { const at = ${painted}; if (at) done(at); else setTimeout(look, 20); }; look(); })`,
    );
    // the largest of them, React, is still on its way
    expect(await page.evaluate<number>(scripts)).toBeLessThan(firstScriptsOf(manifest(), 'air.html').size);
    await page.getByRole('heading', { name: 'Trạm chợ Đồng' }).waitFor({ timeout: 30_000 });
    const shown = await page.evaluate<number>('performance.now()');
    const seconds = (time: number) => (time / 1000).toFixed(2);
    console.log(`/khong-khi at 400 kbit/s, 300 ms: words after ${seconds(ms)} s, the index after ${seconds(shown)} s`);
  }, 60_000);
});
