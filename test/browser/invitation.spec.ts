import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeWith, startHub, type TestHub } from '#hub/testkit';
import { violations } from './axe.js';
import { launch, picture } from './browser.js';
import { PHONE, type Visitor, visit } from './visit.js';

const PASSWORD = 'trâu trắng ăn cỏ bờ đê';

describeWith('chromium', 'an invitation', () => {
  let hub: TestHub;
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    hub = await startHub();
    await post('/api/registry/hamlet', { id: 'dong', name: 'Thôn Đông' });
    const [west, east, south, north] = [106.3, 106.301, 20.45, 20.4505];
    const corners = [
      ...[
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ];
    const area = { type: 'Polygon', coordinates: [corners] };
    await post('/api/registry/plot', { id: 'go-ma', crop: 'rice', areaM2: 5800, hamlet: 'dong', area });
    await hub.addDevice('ruong-go', { name: 'Trạm ruộng Gò', profile: 'canal-level', plot: 'go-ma' });
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  const post = async <T>(path: string, body: unknown = {}): Promise<T> => {
    const answer = await hub.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const addPerson = async (person: object) => (await post<{ id: string }>('/api/people', person)).id;
  const invite = async (id: string) => (await post<{ url: string }>(`/api/people/${id}/invitation`)).url;
  const open = async (url: string) => {
    const visitor = await visit(browser, url, { size: PHONE });
    visitors.push(visitor);
    return visitor.page;
  };
  const bind = async (page: Awaited<ReturnType<typeof open>>) => {
    await page.getByRole('button', { name: 'Đồng ý, gắn máy này' }).click();
    await page.getByText('Máy này đã được gắn').waitFor();
  };

  it('binds a villager’s phone with one tap, once, and the next one takes its place', async () => {
    const id = await addPerson({
      name: 'Trần Văn Sáu',
      hamlet: 'dong',
      grants: [{ role: 'farmer', scope: { kind: 'plot', id: 'go-ma' } }],
    });
    const link = await invite(id);
    const phone = await open(link);
    await phone.getByRole('heading', { name: 'Xin chào, Trần Văn Sáu' }).waitFor();
    await phone.getByText('Máy này sẽ được gắn với Trần Văn Sáu').waitFor();
    expect(await violations(phone)).toEqual([]);
    await picture(phone, 'join');
    await bind(phone);
    await phone.getByRole('link', { name: 'Tiếp tục' }).click();
    await phone.waitForURL('**/farm');
    await phone.getByRole('link', { name: 'Tài khoản, ngôn ngữ' }).click();
    await phone.waitForURL('**/account');
    await phone.getByText('Nông dân').waitFor();
    // the own plot, by the name that its owner gives it
    await phone.getByText('Thửa go-ma').waitFor();
    await phone.getByRole('button', { name: /^Đặt tên gọi/ }).click();
    await phone.getByLabel('Nhà mình gọi thửa này là').fill('ruộng Gò Mả');
    expect(await violations(phone)).toEqual([]);
    await phone.getByRole('button', { name: 'Lưu tên' }).click();
    await phone.locator('.own').getByText('ruộng Gò Mả').waitFor();
    await phone.getByText('Trạm ruộng Gò').waitFor();
    await picture(phone, 'account-farmer');
    expect(await phone.getByText('Đổi mật khẩu').count()).toBe(0);
    expect(await violations(phone)).toEqual([]);
    await phone.goto(hub.url);
    await phone.waitForURL('**/farm');
    await phone.goto(`${hub.url}/account`);

    const thief = await open(link);
    await thief.getByText('Lời mời không dùng được nữa').waitFor();
    expect(await violations(thief)).toEqual([]);

    const next = await open(await invite(id));
    await bind(next);
    // the open page of the old one finds out by itself, and says why and what to do
    await phone.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await phone.waitForURL('**/sign-in**');
    await phone.getByText('Máy này không còn được gắn.').waitFor();
    expect(await violations(phone)).toEqual([]);
    // and the new one is asked before it leaves
    await next.getByRole('link', { name: 'Tiếp tục' }).click();
    await next.getByRole('link', { name: 'Tài khoản, ngôn ngữ' }).click();
    await next.getByRole('button', { name: 'Đăng xuất máy này' }).click();
    const dialog = next.getByRole('dialog', { name: 'Đăng xuất máy này?' });
    await dialog.getByText(/cần lời mời mới để vào lại/).waitFor();
    expect(await violations(next)).toEqual([]);
    await dialog.getByRole('button', { name: 'Thôi' }).click();
    await next.getByText('Nông dân').waitFor();
  }, 60_000);

  it('lets staff set a password, and its strength is told', async () => {
    const id = await addPerson({
      login: 'dung',
      name: 'Ngô Tiến Dũng',
      grants: [{ role: 'operator', scope: { kind: 'commune', id: '*' } }],
    });
    const page = await open(await invite(id));
    await page.getByLabel('Mật khẩu mới').fill('ngotiendung12');
    await page.getByText('Dễ đoán').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Mật khẩu mới').fill(PASSWORD);
    await page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
    await page.getByRole('heading', { name: 'Xong, Ngô Tiến Dũng' }).waitFor();
    await page.getByRole('link', { name: 'Tiếp tục' }).click();
    await page.waitForURL('**/operations');
    // a page of somebody else's says so, and leads back
    await page.goto(`${hub.url}/install`);
    await page.getByText('Tài khoản này không dùng được trang này').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Về trang của tôi' }).click();
    await page.waitForURL('**/operations');
  }, 60_000);

  it('says so while the hub is away, and goes on by itself', async () => {
    const id = await addPerson({
      name: 'Trần Thị Mận',
      hamlet: 'dong',
      grants: [{ role: 'village-head', scope: { kind: 'hamlet', id: 'dong' } }],
    });
    const link = await invite(id);
    const page = await open(link);
    await page.getByRole('heading', { name: 'Xin chào, Trần Thị Mận' }).waitFor();
    await hub.kill9();
    await page.getByRole('button', { name: 'Đồng ý, gắn máy này' }).click();
    await page.getByText('Chưa tới được máy chủ').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'join-away');
    await hub.restart();
    await bind(page);

    const household = await addPerson({
      name: 'Hộ ông Bảy',
      hamlet: 'dong',
      grants: [{ role: 'farmer', scope: { kind: 'plot', id: 'go-ma' } }],
    });
    await page.goto(`${hub.url}/admin/nguoi-dung/${household}`);
    await page.getByRole('button', { name: 'Làm thay hộ này' }).click();
    await page.waitForURL('**/farm');
    await page.getByText('Đang làm thay hộ Hộ ông Bảy').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'acting');
    await page.getByRole('button', { name: 'Thôi làm thay' }).click();
    await page.waitForURL('**/admin');
    await page.goto(`${hub.url}/account`);
    await page.getByRole('heading', { name: 'Trần Thị Mận' }).waitFor();
    expect(await page.getByText('Đang làm thay').count()).toBe(0);
  }, 90_000);

  it('breaks no policy and throws nothing on any of these pages', () => {
    expect(visitors.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
