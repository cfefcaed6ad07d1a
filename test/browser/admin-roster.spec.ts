import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Roster } from '#hub/contracts';
import { addPerson, describeWith, startHub, type TestHub, type TestPerson } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { openDesk, violations } from './desk.js';
import { DESK, visit } from './visit.js';

describeWith('chromium', 'the duty roster on the administration page', () => {
  let hub: TestHub;
  let browser: Browser;
  let hanh: TestPerson;
  const ask = async <T>(path: string) => (await (await hub.fetch(`/api${path}`)).json()) as T;

  beforeAll(async () => {
    hub = await startHub();
    const operator = [{ role: 'operator', scope: { kind: 'commune', id: '*' } as const }];
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', grants: operator });
    await addPerson(hub, { name: 'Trần Văn Sáu', grants: operator });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('is made for a week at once, with a deputy, and says who is on duty', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/lich-truc');
    await page.getByText('Chưa có lịch trực').waitFor();
    await page.getByText('Bây giờ không có ai trực').waitFor();
    await page.getByRole('button', { name: 'Thêm ca' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Từ').fill('00:00');
    await dialog.getByLabel('Đến', { exact: true }).fill('00:00');
    await dialog.getByText('Chọn người trực trước').waitFor();
    expect(await dialog.getByLabel(/^Người trực · không bắt buộc/).count()).toBe(0);
    await picture(page, 'admin-roster-nobody');
    for (const [label, name] of [
      ['Người trực', 'Lê Thị Hạnh'],
      ['Người dự bị', 'Trần Văn Sáu'],
    ] as const) {
      await dialog.getByLabel(new RegExp(`^${label}`)).fill(name.slice(-4));
      await dialog.getByRole('button', { name: new RegExp(name) }).click();
    }
    expect(await violations(page)).toEqual([]);
    await picture(page, 'admin-roster-add');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await page.locator('.roster-cell.on', { hasText: 'Lê Thị Hạnh' }).waitFor();
    await page.locator('.roster-now', { hasText: 'Lê Thị Hạnh' }).waitFor();
    expect(await page.locator('.roster-cell').count()).toBe(7);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'admin-roster-week');
    expect((await ask<Roster>('/roster')).shifts).toHaveLength(7);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('lets an operator swap one shift, and change nothing else', async () => {
    const { page, problems } = await visit(browser, `${hub.url}/admin/lich-truc?lang=en`, {
      ...{ size: DESK, cookie: hanh.cookie },
    });
    const today = page.locator('.roster-cell.on');
    expect(await today.getByRole('button', { name: 'Change the shift' }).count()).toBe(0);
    await today.getByRole('button', { name: 'Swap' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('On duty').selectOption({ label: 'Trần Văn Sáu' });
    await dialog.getByLabel(/^Why/).fill('a wedding');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.locator('.roster-cell.on', { hasText: 'swapped' }).waitFor();
    const { swaps, names } = await ask<Roster & { names: Record<string, string> }>('/roster');
    expect(swaps.map(({ person, note }) => [names[person], note])).toEqual([['Trần Văn Sáu', 'a wedding']]);
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
