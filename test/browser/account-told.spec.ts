import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Contact } from '#hub/contracts';
import { addPerson, describeWith, eventually, startHub, type TestHub, type TestPerson } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { PHONE, violations } from './desk.js';
import { visit } from './visit.js';

describeWith('chromium', 'how somebody is told', () => {
  let hub: TestHub;
  let browser: Browser;
  let lam: TestPerson;

  beforeAll(async () => {
    hub = await startHub();
    const grants = [{ role: 'security-officer', scope: { kind: 'commune', id: '*' } as const }];
    lam = await addPerson(hub, { name: 'Phạm Văn Lâm', grants });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('is said on one’s own page: ways, quiet hours, an address', async () => {
    const { page, problems } = await visit(browser, `${hub.url}/account`, { size: PHONE, cookie: lam.cookie });
    await page.getByRole('button', { name: 'Đổi cách báo' }).click();
    await page.getByLabel('Zalo').uncheck();
    await page.getByLabel('Địa chỉ thư').fill('lam@yenloc.example');
    await page.getByLabel('Giờ yên lặng từ').fill('22:15');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'account-told');
    await page.getByRole('button', { name: 'Lưu cách báo' }).click();
    await page.getByText('Đã lưu cách báo').waitFor();
    const contact = await eventually(
      'the hub to know',
      async () => (await (await lam.fetch('/api/contact')).json()) as Contact,
      ({ version }) => version === 1,
    );
    expect(contact).toMatchObject({
      ...{ off: ['zalo'], email: 'lam@yenloc.example', quiet: { from: '22:15', to: '05:30' } },
    });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('offers to let this browser ring, and says so where its push service cannot be reached', async () => {
    const { page, problems, context } = await visit(browser, `${hub.url}/account`, { size: PHONE, cookie: lam.cookie });
    await context.grantPermissions(['notifications'], { origin: hub.url });
    await page.reload();
    await page.getByRole('button', { name: 'Bật chuông trên máy này' }).click();
    // Chromium of the tests has no push service
    await page.getByText('Chưa làm được, thử lại khi có mạng.').waitFor();
    const worker = `navigator.serviceWorker.getRegistration('/security').then((r) => r?.active?.state)`;
    expect(await page.evaluate(worker)).toBe('activated');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'account-push');
    expect(problems.filter((problem) => !problem.includes('does not support the Push API in incognito'))).toEqual([]);
    await context.close();
  }, 60_000);

  it('cannot be by no way at all', async () => {
    const { page, problems } = await visit(browser, `${hub.url}/account?lang=en`, { size: PHONE, cookie: lam.cookie });
    await page.getByRole('button', { name: 'Change how I am told' }).click();
    for (const way of ['Notifications on the phone', 'Calls', 'Text messages', 'E-mail'])
      await page.getByLabel(way, { exact: true }).uncheck();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Choose one way at least').waitFor();
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
