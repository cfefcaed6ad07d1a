import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Device, LifeEntry } from '#hub/contracts';
import { describeWith, startHub, type TestHub } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { openDesk, PHONE, violations } from './desk.js';

describeWith('chromium', 'the life of a device on the administration page', () => {
  let hub: TestHub;
  let browser: Browser;
  const ask = async <T>(path: string) => (await (await hub.fetch(`/api${path}`)).json()) as T;

  beforeAll(async () => {
    hub = await startHub();
    await hub.addDevice('air-1', { name: 'Trạm chợ', profile: 'air-station', lat: 20.45, lon: 106.25 });
    await hub.addDevice('air-2', { name: 'Hộp mới', profile: 'air-station' });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('goes into maintenance for four hours with a reason, and says so', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/thiet-bi/air-1');
    await page.getByRole('button', { name: 'Đổi tình trạng' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^Bảo trì/ }).check();
    await dialog.getByLabel('Trong').selectOption({ label: '4 giờ' });
    await dialog.getByLabel(/Lý do/).fill('thay lọc bụi');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'admin-life-maintenance');
    await dialog.getByRole('button', { name: 'Đổi tình trạng' }).click();
    await page.getByText(/Tự dùng lại lúc/).waitFor();
    await page.getByText('thay lọc bụi').waitFor();
    const { state, maintenanceUntil } = await ask<Device>('/devices/air-1');
    expect(state).toBe('maintenance');
    expect(Math.round((maintenanceUntil! - Date.now()) / 60_000)).toBe(240);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('ends with another box in its place, chosen on a phone; its history says which', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/thiet-bi/air-1?lang=en', PHONE);
    await page.getByRole('button', { name: 'Change the state' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^Replaced/ }).check();
    const act = dialog.getByRole('button', { name: 'Change the state' });
    expect(await act.getAttribute('aria-disabled')).toBe('true');
    const heir = dialog.getByLabel('The device that takes its place');
    const { y } = (await heir.boundingBox())!;
    expect(y).toBeLessThan(PHONE.height);
    await heir.selectOption('air-2');
    await picture(page, 'admin-life-replaced-phone');
    expect(await violations(page)).toEqual([]);
    await act.click();
    await page.getByRole('link', { name: 'air-2' }).waitFor();
    expect((await ask<Device>('/devices/air-2')).name).toBe('Trạm chợ');
    const { life } = await ask<{ life: LifeEntry[] }>('/devices/air-1/life');
    expect(life.map(({ to }) => to)).toEqual(['replaced', 'maintenance', 'installed']);
    await page.goto(`${hub.url}/admin/thiet-bi/air-1/lich-su?lang=en`);
    await page.getByRole('list', { name: 'States until now' }).getByRole('listitem').nth(2).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
