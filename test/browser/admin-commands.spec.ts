import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { addPerson, describeWith, startHub, type TestHub } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { violations } from './desk.js';
import { visit } from './visit.js';

const everywhere = { kind: 'commune', id: '*' } as const;

describeWith('chromium', 'a gate at the desk of those who may not read people', () => {
  let hub: TestHub;
  let browser: Browser;

  beforeAll(async () => {
    hub = await startHub();
    await hub.addDevice('gate-1', { name: 'Cống Đầu', profile: 'sluice-gate', lat: 20.451, lon: 106.251 });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('is given to a named person, and the second person reads who asks', async () => {
    const operator = (name: string) => addPerson(hub, { name, grants: [{ role: 'operator', scope: everywhere }] });
    const asks = await operator('Trần Văn Trực');
    const agrees = await operator('Lê Thị Duyệt');
    const gate = `${hub.url}/admin/thiet-bi/gate-1/dieu-khien`;
    const first = await visit(browser, gate, { cookie: asks.cookie });
    await first.page.getByRole('button', { name: 'Đặt độ mở cống' }).click();
    const dialog = first.page.getByRole('dialog');
    await dialog.getByLabel(/Độ mở/).fill('40');
    await dialog.getByLabel('Giao cho người làm tay').check();
    await dialog.getByLabel('Giao cho', { exact: true }).selectOption({ label: 'một người khác' });
    await dialog.getByLabel('Người làm', { exact: true }).selectOption({ label: 'Lê Thị Duyệt' });
    await picture(first.page, 'admin-command-doer');
    expect(await violations(first.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Gửi, chờ người thứ hai duyệt' }).click();
    await dialog.waitFor({ state: 'detached' });

    const second = await visit(browser, `${hub.url}/admin/lenh`, { cookie: agrees.cookie });
    await second.page.getByRole('cell', { name: 'Trần Văn Trực' }).waitFor();
    await second.page.getByRole('link', { name: /^Đặt độ mở cống/ }).click();
    await second.page.getByText('Trần Văn Trực').first().waitFor();
    await second.page.getByText('Lê Thị Duyệt (bạn)').first().waitFor();
    await picture(second.page, 'admin-command-second');
    expect([...first.problems, ...second.problems]).toEqual([]);
    await first.context.close();
    await second.context.close();
  }, 60_000);
});
