import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeWith, eventually, startHub, type TestHub } from '#hub/testkit';
import { launch, openPage, picture } from './browser.js';
import { openDesk, PHONE, violations } from './desk.js';

/** Twenty metres square, one beside the other. */
const plot = (id: string, more: object, i: number) => {
  const [west, south, side] = [106.25 + i * 0.001, 20.45, 0.0002];
  const corners = [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
  return { id, crop: 'rice', area: { type: 'Polygon', coordinates: [corners] }, ...more };
};

describeWith('chromium', 'people, walls and the audit log at the desk', () => {
  let hub: TestHub;
  let browser: Browser;

  const call = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
    const response = await hub.fetch(`/api${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return (await response.json()) as T;
  };

  beforeAll(async () => {
    hub = await startHub();
    await call('/registry/hamlet', 'POST', { id: 'dong', name: 'Thôn Đông' });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('a village head is entered with the hamlet, and comes in on a phone by an invitation that works once', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/nguoi-dung');
    await page.getByRole('link', { name: 'Thêm người' }).click();
    await page.getByLabel('Họ tên').fill('Trần Thị Mận');
    await page.getByLabel(/Điện thoại/).fill('0900 000 001');
    await page.getByRole('button', { name: 'Thêm vai trò' }).click();
    await page.getByLabel('Vai trò', { exact: true }).selectOption('village-head');
    await page.getByLabel('thôn', { exact: true }).selectOption('dong');
    await picture(page, 'admin-person-add');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();

    await page.getByRole('button', { name: 'Tạo lời mời gắn điện thoại' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('img', { name: 'Lời mời của Trần Thị Mận' }).waitFor();
    // the hub of this test is its own machine's alone
    await dialog.getByText('Điện thoại không mở được địa chỉ này').waitFor();
    const url = (await dialog.locator('.invitation-url').textContent())!;
    expect(url).toMatch(/\/join#/);
    await picture(page, 'admin-invitation');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();

    const phone = await openPage(browser, url, PHONE);
    await phone.page.getByText('Trần Thị Mận').first().waitFor({ timeout: 10_000 });
    await phone.page.locator('.btn.go').first().click();
    await eventually(
      'her phone to be signed in',
      () => call<{ people: { sessions: number }[] }>('/people?search=man'),
      ({ people }) => people[0]?.sessions === 1,
    );
    await phone.page.close();

    await page.reload();
    await page.getByText('đang đăng nhập ở 1 nơi').waitFor();
    await page.getByRole('button', { name: 'Đăng xuất máy đó' }).click();
    await page.getByText('Không đăng nhập ở đâu.').waitFor();
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('a farmer gets plots by search, and all that stand under the name at once', async () => {
    const add = (person: object) => call<{ id: string }>('/people', 'POST', person);
    const { id } = await add({ name: 'Nguyễn Văn Bảy', grants: [] });
    await call('/registry/plot', 'POST', plot('go-ma-1', { ownName: 'ruộng Gò Mả' }, 0));
    for (const [i, name] of ['12-9', '12-10'].entries())
      await call('/registry/plot', 'POST', plot(name, { owner: id }, i + 1));
    const { page, problems } = await openDesk(browser, hub, `/admin/nguoi-dung/${id}`);
    await page.getByRole('button', { name: 'Thêm vai trò' }).click();
    const field = page.getByRole('searchbox', { name: /^Thửa/ });
    // by the owner, then by the name that the owner gives it
    await field.fill('van bay');
    await page.getByRole('button', { name: '12-9 · Nguyễn Văn Bảy' }).waitFor();
    await field.fill('go ma');
    await page.getByRole('button', { name: 'go-ma-1 · ruộng Gò Mả' }).click();
    await page.getByText('go-ma-1 · ruộng Gò Mả').waitFor();
    await page.getByRole('button', { name: 'Thêm mọi thửa đứng tên người này (2)' }).click();
    await picture(page, 'admin-person-plots');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    type Answer = { grants: { role: string; scope: { kind: string; id: string } }[] };
    const { grants } = await eventually(
      'the roles to be saved',
      () => call<Answer>(`/people/${id}`),
      (person) => person.grants.length === 3,
    );
    expect(new Set(grants.map(({ role, scope }) => `${role} ${scope.kind} ${scope.id}`))).toEqual(
      new Set(['farmer plot go-ma-1', 'farmer plot 12-9', 'farmer plot 12-10']),
    );
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('a wall is paired by the code that it shows', async () => {
    const asks = (path: string, body: object) =>
      fetch(`${hub.url}/api/walls/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const { code, poll } = (await (await asks('pairing', {})).json()) as { code: string; poll: string };
    const { page, problems } = await openDesk(browser, hub, '/admin/man-hinh');
    await page.getByText(code).waitFor();
    await page.getByRole('button', { name: 'Ghép màn hình này' }).click();
    await page.getByLabel('Tên màn hình').fill('Phòng trực ban');
    await picture(page, 'admin-wall-pairing');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ghép', exact: true }).click();
    await page.getByRole('row', { name: /Phòng trực ban/ }).waitFor();
    expect(await (await asks('pairing/poll', { poll })).json()).toEqual({ state: 'paired' });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('a program gets a token that is shown once, reads with it, and reads nothing once it is revoked', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/chuong-trinh');
    await page.getByLabel('Tên chương trình').fill('Prometheus');
    await page.getByRole('button', { name: 'Thêm và cấp mã' }).click();
    const dialog = page.getByRole('dialog');
    const token = (await dialog.locator('code').textContent())!;
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Tôi đã chép' }).click();
    const asks = async () =>
      (await fetch(`${hub.url}/api/status`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await asks()).toBe(200);
    await page
      .getByRole('row', { name: /Prometheus/ })
      .getByRole('button', { name: 'Thu hồi' })
      .click();
    await dialog.getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText('Chưa có chương trình nào').waitFor();
    expect(await asks()).toBe(401);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('the log tells who did what, and that nobody changed it since', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/nhat-ky');
    await page
      .getByRole('row', { name: /Thêm người/ })
      .first()
      .waitFor({ timeout: 10_000 });
    await page.getByLabel('Việc').selectOption('person.add');
    await page.getByRole('row', { name: /Cấp lời mời/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Kiểm tra chuỗi' }).click();
    await page.getByText(/Chuỗi nguyên vẹn/).waitFor();
    await picture(page, 'admin-audit');
    expect(await violations(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải toàn bộ (JSON)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('audit.jsonl');
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
