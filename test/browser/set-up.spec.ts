import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeWith, startHub, type TestHub } from '#hub/testkit';
import { violations } from './axe.js';
import { launch, picture } from './browser.js';
import { PHONE, TELEVISION, visit } from './visit.js';

describeWith('chromium', 'a hub that nobody administers yet', () => {
  let hub: TestHub;
  let browser: Browser;
  beforeAll(async () => {
    hub = await startHub({ env: { ADMIN_PASSWORD: '' } });
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('says so on its wall and at its door, and is set up by the link that it printed', async () => {
    const wall = await visit(browser, `${hub.url}/wall`, { size: TELEVISION });
    await wall.page.getByText('Trung tâm chưa có quản trị').waitFor({ timeout: 15_000 });
    const stranger = await visit(browser, hub.url, { size: PHONE });
    await stranger.page.waitForURL('**/sign-in');
    await stranger.page.getByText('Mở liên kết thiết lập').waitFor();
    expect(await violations(stranger.page)).toEqual([]);

    const link = /http:\S+\/setup#\S+/.exec(hub.output())![0];
    const { page, problems } = await visit(browser, link, { size: PHONE });
    await page.getByLabel('Họ và tên').fill('Lê Thị Hạnh');
    await page.getByLabel('Tên đăng nhập').fill('Hạnh');
    await page.getByLabel('Mật khẩu mới').fill('ngắn quá');
    await page.getByRole('button', { name: 'Tạo và đăng nhập' }).click();
    await page.getByText('Còn thiếu 4 ký tự').waitFor();
    await page.getByText('Dùng chữ thường không dấu').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('login');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'set-up');

    await page.getByLabel('Tên đăng nhập').fill('hanh');
    await page.getByLabel('Mật khẩu mới').fill('abcdefghijklmnop');
    await page.getByText('Dễ đoán').waitFor();
    // what would be guessed first is refused by the hub, and said at its field
    await page.getByRole('button', { name: 'Tạo và đăng nhập' }).click();
    await page.getByText('quá dễ đoán').waitFor();
    await page.getByLabel('Mật khẩu mới').fill('trâu trắng ăn cỏ bờ đê');
    await page.getByText('Khó đoán').waitFor();
    await page.getByRole('button', { name: 'Tạo và đăng nhập' }).click();
    await page.waitForURL('**/admin**');

    // the wall has a code by itself, and the link is worth nothing any more
    await wall.page.getByText('Ghép màn hình này').waitFor({ timeout: 15_000 });
    const late = await visit(browser, link, { size: PHONE });
    await late.page.getByText('Trung tâm đã có quản trị').waitFor();
    expect([...wall.problems, ...stranger.problems, ...problems, ...late.problems]).toEqual([]);
    for (const { context } of [wall, stranger, late]) await context.close();
  }, 60_000);
});
