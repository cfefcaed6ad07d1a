import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { SmokeReport } from '#hub/contracts';
import { describeWith } from '#hub/testkit';
import { violations } from './axe.js';
import { launch, picture } from './browser.js';
import { type IncidentStage, setIncidentStage } from './incident-stage.js';
import { takePhone } from './install/phone.js';
import { DESK, visit } from './visit.js';

const AREA = {
  type: 'Polygon',
  coordinates: [
    [
      [106.24, 20.44],
      [106.25, 20.44],
      [106.25, 20.45],
      [106.24, 20.45],
      [106.24, 20.44],
    ],
  ],
};

describeWith('chromium', 'smoke that a resident tells of', () => {
  let stage: IncidentStage;
  let browser: Browser;

  beforeAll(async () => {
    stage = await setIncidentStage();
    const post = (body: object) =>
      stage.hub.fetch('/api/registry/hamlet', {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      });
    expect((await post({ id: 'dong', name: 'Thôn Đông', area: AREA })).status).toBe(201);
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.end();
  });

  it.each(['vi', 'en'] as const)(
    'is written down at the duty desk in %s: a hamlet or a place on the map, when, and what',
    async (lang) => {
      const vi = lang === 'vi';
      const { hub, operator } = stage;
      const { page, problems, context } = await visit(browser, `${hub.url}/operations?lang=${lang}`, {
        ...{ size: DESK, cookie: operator.cookie },
      });
      await page.locator('.desk-state').filter({ hasText: /\S/ }).waitFor();
      await picture(page, `smoke-report-foot-${lang}`);
      await page.keyboard.press('k');
      const dialog = page.getByRole('dialog');
      await dialog.locator('.leaflet-holder').waitFor();
      await page.waitForTimeout(500);
      await picture(page, `smoke-report-${lang}`);

      const save = dialog.getByRole('button', { name: vi ? 'Ghi tin' : 'Write it down', exact: true });
      await dialog.getByLabel(vi ? 'Thấy gì' : 'What was seen').fill('bà Tám, 0912 345 678');
      await save.click();
      await dialog.getByText(vi ? 'Hãy chỉ trên bản đồ.' : 'Show it on the map.').waitFor();
      await dialog
        .getByText(vi ? 'Không ghi số điện thoại của người báo.' : 'Leave out the caller’s number.')
        .waitFor();
      await picture(page, `smoke-report-wrong-${lang}`);
      expect(await violations(page)).toEqual([]);

      const note = vi ? 'khói trắng sau nhà văn hóa' : 'đốt rơm ngoài đồng';
      await dialog.getByLabel(vi ? 'Thấy gì' : 'What was seen').fill(note);
      if (vi) await dialog.getByLabel('Thôn').selectOption({ label: 'Thôn Đông' });
      else await dialog.locator('.leaflet-holder').click({ position: { x: 120, y: 120 } });
      await page.waitForTimeout(300);
      await picture(page, `smoke-report-placed-${lang}`);
      const before = Date.now();
      const answered = page.waitForResponse('**/api/smoke-reports');
      await save.click();
      await page
        .getByText(
          vi
            ? 'Đã ghi. Sẽ được tính vào phân tích trong một phút.'
            : 'Written down. The analysis counts it within a minute.',
        )
        .waitFor();
      expect(await dialog.count()).toBe(0);
      await picture(page, `smoke-report-saved-${lang}`);
      const report = (await (await answered).json()) as SmokeReport;
      expect(report).toMatchObject({ note, by: operator.id });
      expect(Math.abs(report.seenAt - before)).toBeLessThan(2 * 60_000);
      if (vi) expect([report.lat, report.lon]).toEqual([20.445, 106.245]);

      await page.keyboard.press('k');
      const row = dialog.locator('.told-lately li').filter({ hasText: note });
      await row.getByText(vi ? 'Thôn Đông' : 'In the fields').waitFor();
      await row.scrollIntoViewIfNeeded();
      await picture(page, `smoke-report-lately-${lang}`);
      expect(await violations(page)).toEqual([]);
      await row.getByRole('button', { name: vi ? 'Bỏ tin này' : 'Take it back' }).click();
      await row.waitFor({ state: 'detached' });
      expect(((await (await operator.fetch('/api/smoke-reports')).json()) as { reports: object[] }).reports).toEqual(
        [],
      );
      expect(problems).toEqual([]);
      await context.close();
    },
    60_000,
  );

  it.each(['vi', 'en'] as const)(
    'is written down in %s by an officer who stands near it',
    async (lang) => {
      const { hub, officer } = stage;
      const vi = lang === 'vi';
      const phone = await takePhone({ at: { latitude: 20.455, longitude: 106.255, accuracy: 10 }, lang });
      await phone.signIn(officer, hub.url);
      const { page } = phone;
      await page.goto(`${hub.url}/security?lang=${lang}`);
      await page
        .getByRole('link', { name: vi ? 'Ghi tin báo khói' : 'Write down a report of smoke' })
        .scrollIntoViewIfNeeded();
      await picture(page, `smoke-report-phone-home-${lang}`);
      await page.getByRole('link', { name: vi ? 'Ghi tin báo khói' : 'Write down a report of smoke' }).click();
      await page.getByText(vi ? 'Đã có vị trí.' : 'The position is known.').waitFor();
      await page.getByLabel(vi ? 'Thấy gì' : 'What was seen').fill('khói trắng ngoài đồng');
      await picture(page, `smoke-report-phone-${lang}`);
      expect(await violations(page)).toEqual([]);
      const answered = page.waitForResponse('**/api/smoke-reports');
      await page.getByRole('button', { name: vi ? 'Ghi tin' : 'Write it down' }).click();
      expect(await (await answered).json()).toMatchObject({ lat: 20.455, lon: 106.255, by: officer.id });
      await page.getByText(vi ? 'Đã ghi. Sẽ được tính' : 'Written down. The analysis').waitFor();
      await picture(page, `smoke-report-phone-saved-${lang}`);
      await page.getByRole('button', { name: vi ? 'Ghi nhầm: bỏ tin vừa ghi' : 'A mistake: take it back' }).click();
      await page.getByText(vi ? 'Đã bỏ tin' : 'Taken back').waitFor();
      await picture(page, `smoke-report-phone-taken-back-${lang}`);
      expect(((await (await officer.fetch('/api/smoke-reports')).json()) as { reports: object[] }).reports).toEqual([]);
      await page.getByRole('button', { name: vi ? 'Xong' : 'Done' }).click();
      await page.getByRole('link', { name: vi ? 'Ghi tin báo khói' : 'Write down a report of smoke' }).waitFor();
      await phone.throwAway();
    },
    60_000,
  );
});
