import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import type { Browser } from 'playwright-core';
import { STREAM, topics } from '#hub/contracts';
import {
  addPerson,
  appendToLog,
  aTrust,
  describeWith,
  found,
  startHub,
  type TestHub,
  type TestPerson,
} from '#hub/testkit';
import { violations } from './axe.js';
import { launch, openWall, picture } from './browser.js';
import { DESK, PHONE, visit } from './visit.js';

describeWith('chromium', 'what people see of a probe of low trust', () => {
  let hub: TestHub;
  let browser: Browser;
  let admin: TestPerson;

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/acceptance/rules-emergency.json' } });
    const { secret } = await hub.addDevice('bui-1', {
      ...{ profile: 'purpleair', name: 'Trạm bụi nhà văn hóa', hamlet: 'Thôn Đông', lat: 20.448, lon: 106.255 },
      commune: '10807',
    });
    await hub.addDevice('nuoc-1', { profile: 'water-quality', name: 'Trạm nước cống Đoài', hamlet: 'Thôn Đoài' });
    admin = await addPerson(hub, {
      ...{ name: 'Lê Thị Hạnh', grants: [{ role: 'administrator', scope: { kind: 'commune', id: '*' } as const }] },
    });
    await hub.addDevice('nuoc-2', { profile: 'water-quality', name: 'Trạm nước cầu Sỏi', hamlet: 'Thôn Đoài' });
    await hub.kill9();
    const at = Date.now() - 5 * 3_600_000;
    const dry = { key: 'air', points: -90, figures: { ec: 0.003, saturation: 0.98 } };
    await appendToLog(hub.dir, STREAM.findings, [
      found(aTrust('bui-1', { startedAt: at })),
      found(
        aTrust('bui-1', {
          ...{ startedAt: at, id: 'trust-bui-1-temperature', metric: 'temperature', score: 75, low: false },
          ...{
            reasons: [{ key: 'apart', points: -25, figures: { value: 34.2, neighbours: 29.1 } }],
            maintenance: 'apart',
          },
        }),
      ),
      {
        ...{ type: 'trust-look', device: 'nuoc-2', at: at + 4 * 3_600_000 },
        scores: (['ph', 'ec', 'do'] as const).map((metric) => ({ metric, score: 100 })),
      },
      found(aTrust('nuoc-1', { startedAt: at, metric: 'ph', score: 10, reasons: [dry], maintenance: 'air' })),
    ]);
    await hub.restart();
    const box = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'bui-1', password: secret });
    const packet = { pm25_a: 190, pm25_b: 210, pm10: 240, temperature: 34.2, humidity: 71 };
    await box.publishAsync(topics.telemetry('10807', 'bui-1'), JSON.stringify(packet), { qos: 1 });
    await box.endAsync();
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it.each([
    ['vi', DESK, 'desk'],
    ['en', PHONE, 'phone'],
    ['vi', PHONE, 'phone'],
  ] as const)(
    'its page has score, reasons and what to do (%s, %o)',
    async (lang, size, name) => {
      const url = `${hub.url}/admin/thiet-bi/bui-1?lang=${lang}`;
      const { page, problems, context } = await visit(browser, url, { size, cookie: admin.cookie });
      const words = lang === 'vi' ? 'Hai kênh đếm bụi lệch nhau: A 41, B 83' : 'Its two counters disagree: A 41, B 83';
      await page.getByText(words).scrollIntoViewIfNeeded({ timeout: 15_000 });
      await picture(page, `trust-device-${name}-${lang}`);
      const said = await page.locator('.trust-list').innerText();
      for (const one of lang === 'vi' ? ['45/100', '−45', 'Đề nghị bảo trì'] : ['45/100', 'Maintenance proposed'])
        expect(said.replaceAll('\n', '')).toContain(one);
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
      await context.close();
    },
    60_000,
  );

  it.each([
    ['vi', 'Độ tin cậy 100/100 – không có dấu hiệu bất thường'],
    ['en', 'Trust 100/100 – no sign of anything unusual'],
  ] as const)(
    'of which nothing is wrong has its score, and when that was looked at (%s)',
    async (lang, words) => {
      const { page, problems, context } = await visit(browser, `${hub.url}/admin`, {
        size: DESK,
        cookie: admin.cookie,
      });
      const refused: string[] = [];
      page.on('response', (answer) => {
        // this hub has no commune
        if (answer.status() >= 400 && !answer.url().endsWith('/api/commune'))
          refused.push(`${answer.status()} ${answer.url()}`);
      });
      await page.goto(`${hub.url}/admin/thiet-bi/nuoc-2?lang=${lang}`);
      const sound = page.locator('.trust-sound');
      await sound.scrollIntoViewIfNeeded({ timeout: 15_000 });
      expect((await sound.innerText()).replaceAll(/\s+/g, ' ')).toBe(words);
      await page.getByText(lang === 'vi' ? /^Xem lần cuối/ : /^Last looked at/).waitFor();
      await picture(page, `trust-sound-${lang}`);
      expect(await violations(page)).toEqual([]);
      await page.goto(`${hub.url}/admin/thiet-bi/nuoc-2/mat-khau?lang=${lang}`);
      await page.waitForLoadState('networkidle');
      expect(refused).toEqual([]);
      expect(problems).toEqual([]);
      await context.close();
    },
    60_000,
  );

  it('stands among what needs a look, with what to do', async () => {
    const { page, problems, context } = await visit(browser, `${hub.url}/admin`, { size: DESK, cookie: admin.cookie });
    await page.getByText('Trạm nước cống Đoài: pH kém tin cậy (10/100)').waitFor({ timeout: 15_000 });
    await page.getByText('Đầu đo có thể đang hở trên không').waitFor();
    await picture(page, 'trust-overview');
    expect(problems).toEqual([]);
    await context.close();
  }, 60_000);

  it.each(['vi', 'en'] as const)(
    'over a limit it is information at the duty desk, and why (%s)',
    async (lang) => {
      const { page, problems, context } = await visit(browser, `${hub.url}/operations?lang=${lang}`, {
        ...{ size: DESK, cookie: admin.cookie },
      });
      await page.locator('.queue-row').first().click();
      await page.locator('.trust-list').waitFor({ timeout: 15_000 });
      await page.waitForTimeout(500);
      await picture(page, `trust-desk-${lang}`);
      const row = await page.locator('.queue-row').first().innerText();
      expect(row).toContain(lang === 'vi' ? 'Cảm biến kém tin cậy, chưa báo ai' : 'Sensor of low trust, nobody told');
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
      await context.close();
    },
    60_000,
  );

  it('on the wall too', async () => {
    const { page, problems } = await openWall(browser, hub);
    await page.locator('.card').first().waitFor({ timeout: 15_000 });
    await page.waitForTimeout(500);
    await picture(page, 'trust-wall');
    expect(await page.locator('.card').first().innerText()).toMatch(/Thông tin[\s\S]*kém tin cậy/i);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
