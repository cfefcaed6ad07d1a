import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeWith, eventually, startHub, type TestHub } from '#hub/testkit';
import { violations } from './axe.js';
import { launch, picture } from './browser.js';
import { TELEVISION, visit } from './visit.js';

const STATION = 'Trạm thôn Đông';

describeWith('chromium', 'a wall that is paired', () => {
  let hub: TestHub;
  let browser: Browser;
  beforeAll(async () => {
    hub = await startHub();
    await hub.addDevice('air-1', {
      profile: 'air-station',
      name: STATION,
      hamlet: 'Thôn Đông',
      lat: 20.45,
      lon: 106.25,
    });
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  const codeOn = async (wall: Page) => {
    await wall.locator('.pairing .code:not(.old)').waitFor({ timeout: 15_000 });
    return (await wall.locator('.pairing .code').textContent())!;
  };

  it('shows a code, becomes the wall when it is typed in at a desk, and loses everything when it is revoked', async () => {
    const wall = await visit(browser, `${hub.url}/wall?sound=off&night=0-0`, { size: TELEVISION });
    const code = await codeOn(wall.page);
    expect(code).toMatch(/^\d{6}$/);
    expect(await violations(wall.page)).toEqual([]);
    await picture(wall.page, 'pairing');
    // a page that is loaded anew goes on with its code
    await wall.page.reload();
    expect(await codeOn(wall.page)).toBe(code);

    const desk = await visit(browser, `${hub.url}/admin/man-hinh`, { cookie: await hub.cookie() });
    await desk.page.getByLabel('Mã trên màn hình').fill('000 00');
    await desk.page.getByLabel('Tên màn hình').fill('Phòng trực ban');
    await desk.page.getByRole('button', { name: 'Ghép', exact: true }).click();
    await desk.page.getByRole('alert').first().waitFor();
    expect(await violations(desk.page)).toEqual([]);
    await desk.page.getByLabel('Mã trên màn hình').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await desk.page.getByRole('button', { name: 'Ghép', exact: true }).click();
    await desk.page.getByText('Đã ghép Phòng trực ban').waitFor();
    await wall.page.getByText(STATION).first().waitFor({ timeout: 15_000 });
    expect(await violations(wall.page)).toEqual([]);
    await picture(desk.page, 'walls');

    // a wall may look and do nothing else
    const asked = await wall.page.evaluate(
      `fetch('/api/walls', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then((r) => r.status)`,
    );
    expect(asked).toBe(403);

    // a wall whose hub is away keeps its picture and says how old it is; a revoked one keeps nothing
    await desk.page.getByRole('button', { name: 'Thu hồi' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
    await wall.page.getByText('Ghép màn hình này').waitFor({ timeout: 10_000 });
    expect(await wall.page.getByText(STATION).count()).toBe(0);
    expect(await codeOn(wall.page)).not.toBe(code);
    expect([...wall.problems, ...desk.problems]).toEqual([]);
    await wall.context.close();
    await desk.context.close();
  }, 90_000);

  it('remembers who it is, whatever happens to the hub', async () => {
    const wall = await visit(browser, `${hub.url}/wall?sound=off&night=0-0`, { size: TELEVISION });
    const pair = await hub.fetch('/api/walls', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: await codeOn(wall.page), name: 'Nhà văn hóa' }),
    });
    expect(pair.status).toBe(201);
    await wall.page.getByText(STATION).first().waitFor({ timeout: 15_000 });
    await hub.kill9();
    await wall.page
      .getByText(/MẤT KẾT NỐI/)
      .first()
      .waitFor({ timeout: 10_000 });
    expect(await wall.page.getByText(STATION).count()).toBeGreaterThan(0);
    await hub.restart();
    await eventually(
      'the wall to be live again',
      () => wall.page.getByText(/MẤT KẾT NỐI/).count(),
      (n) => n === 0,
    );
    await wall.page.getByText(STATION).first().waitFor();
    expect(wall.problems).toEqual([]);
    await wall.context.close();
  }, 90_000);

  it('says so when the hub is away before it is paired, and shows a new code afterwards', async () => {
    const wall = await visit(browser, `${hub.url}/wall`, { size: TELEVISION });
    const code = await codeOn(wall.page);
    await hub.kill9();
    await wall.page.getByText('MẤT KẾT NỐI với máy chủ').waitFor({ timeout: 15_000 });
    await wall.page.locator('.pairing .code.old').waitFor();
    expect(await violations(wall.page)).toEqual([]);
    await picture(wall.page, 'pairing-away');
    await hub.restart();
    await wall.page.getByText('MẤT KẾT NỐI với máy chủ').waitFor({ state: 'detached', timeout: 15_000 });
    expect(await codeOn(wall.page)).not.toBe(code);
    expect(wall.problems).toEqual([]);
    await wall.context.close();
  }, 90_000);
});
