import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { RulePack } from '#hub/contracts';
import { describeWith, eventually, startHub, type TestHub, writeSeries } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { openDesk, PHONE, violations } from './desk.js';

const MINUTE = 60_000;

describeWith('chromium', 'alert rules on the administration page', () => {
  let hub: TestHub;
  let browser: Browser;
  const ask = async <T>(path: string) => (await (await hub.fetch(`/api${path}`)).json()) as T;

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
    const { device } = await hub.addDevice('air-1', { name: 'Trạm chợ', profile: 'air-station' });
    // three hours of air, twice above 80 µg/m³ and never above 100
    const from = Date.now() - 180 * MINUTE;
    const past = Array.from({ length: 180 }, (_, i) => ({ ts: from + i * MINUTE, pm25: i % 90 < 20 ? 90 : 30 }));
    await hub.kill9();
    await writeSeries(
      hub.dir,
      past.map(({ ts, pm25 }) => ({
        ...{ kind: 'air', commune: device.commune, device: 'air-1', ts, received: ts },
        ...{ values: { pm25 }, simulated: false },
      })),
    );
    await hub.restart();
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('are tried on the past as a draft, and saved with a reason', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/luat');
    await page.getByRole('link', { name: /pm25-high/ }).click();
    await page.getByLabel(/^Báo khi cao hơn/).fill('80');
    // of the two the one that no longer fits is marked, before anybody is asked
    await page.getByText('Nằm sai phía của ngưỡng').waitFor();
    await picture(page, 'admin-rules-wrong');
    await page.getByLabel(/^Hết khi về tới/).fill('60,5');
    expect(await page.getByText('Nằm sai phía của ngưỡng').count()).toBe(0);
    await page.getByRole('button', { name: 'Thử trên 30 ngày qua' }).click();
    await page.getByText('2 lần báo ở 1 trạm trong 30 ngày').waitFor();
    // of three hours nobody can say how often in a week
    expect(await page.locator('.rule-total').textContent()).toMatch(/ngày · có số liệu 0,1 ngày$/);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'admin-rules-tried');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('chưa điền').waitFor();
    await page.getByLabel('Lý do sửa lần này').fill('mùa gặt, trạm cạnh sân phơi');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    const { rules } = await eventually(
      'the rule to be another',
      () => ask<RulePack>('/rules'),
      ({ rules: [rule] }) => rule?.version === 1,
    );
    expect(rules[0]).toMatchObject({ limit: 80, clearAt: 60.5 });
    await page.getByRole('link', { name: /Các lần sửa/ }).click();
    await page.getByText('mùa gặt, trạm cạnh sân phơi').waitFor();
    await page.getByText(/^ngưỡng 100 → 80; hết \d+ → 60,5$/).waitFor();
    await picture(page, 'admin-rules-history');
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('have hours and places of their own, on a phone and in English', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/luat/pm25-high?lang=en', PHONE);
    await page.getByRole('button', { name: 'Add hours' }).click();
    await page.getByLabel('Sun', { exact: true }).uncheck();
    await page.getByRole('button', { name: 'Add a place' }).click();
    await page.getByLabel('Place', { exact: true }).selectOption({ label: 'Trạm chợ' });
    await page.getByLabel(/^Limit here/).fill('120');
    await page.getByLabel('Why', { exact: true }).fill('a kiln beside it');
    await page.getByLabel('Why it is changed this time').fill('the kiln works by day');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'admin-rules-places-phone');
    await page.getByRole('button', { name: 'Save' }).click();
    const { rules } = await eventually(
      'the rule to be another',
      () => ask<RulePack>('/rules'),
      ({ rules: [rule] }) => rule?.version === 2,
    );
    expect(rules[0]!.windows).toEqual([{ from: 360, to: 1080, days: [1, 2, 3, 4, 5, 6] }]);
    expect(rules[0]!.overrides).toEqual([{ device: 'air-1', limit: 120, source: 'a kiln beside it' }]);
    // what was changed before stays changed
    expect(rules[0]).toMatchObject({ limit: 80 });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
