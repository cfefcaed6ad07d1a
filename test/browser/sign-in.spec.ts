import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { ADMIN, describeWith, startHub, type TestHub } from '#hub/testkit';
import { violations } from './axe.js';
import { launch, picture } from './browser.js';
import { PHONE, type Visitor, visit } from './visit.js';

const PASSWORD = 'trâu trắng ăn cỏ bờ đê';

describeWith('chromium', 'signing in', () => {
  let hub: TestHub;
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    hub = await startHub();
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  const open = async (path: string, size?: typeof PHONE) => {
    const visitor = await visit(browser, `${hub.url}${path}`, { ...(size && { size }) });
    visitors.push(visitor);
    return visitor.page;
  };
  /** A member of the staff who has a password. */
  const addStaff = async (login: string, role: string) => {
    const post = async (path: string, body: unknown, by = hub.fetch) => {
      const answer = await by(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as { id: string; token: string };
    };
    const grants = [{ role, scope: { kind: 'commune', id: '*' } }];
    const { id } = await post('/api/people', { login, name: `Người ${login}`, grants });
    const { token } = await post(`/api/people/${id}/invitation`, {});
    await post('/api/invitation/accept', { token, password: PASSWORD }, (path, init) =>
      fetch(`${hub.url}${path}`, init),
    );
  };

  it('needs no mouse, tells what is wrong where it is, and leads back to where one came from', async () => {
    await addStaff('tien', 'installer');
    const page = await open('/admin/man-hinh?x=1', PHONE);
    await page.waitForURL('**/sign-in?to=%2Fadmin%2Fman-hinh%3Fx%3D1');
    await page.getByLabel('Tên đăng nhập').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press('Enter');
    await page.getByText('Hãy gõ mật khẩu.').waitFor();
    await page.keyboard.type(ADMIN.login);
    await page.keyboard.press('Tab');
    await page.keyboard.type('not that one');
    await page.keyboard.press('Enter');
    await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('password');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'sign-in-wrong');

    await page.keyboard.press('Control+A');
    await page.keyboard.type(ADMIN.password);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.getByLabel('Mật khẩu', { exact: true }).getAttribute('type')).toBe('text');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/man-hinh?x=1');
  }, 60_000);

  it('leads everybody to a page of theirs, and strangers to the door', async () => {
    const stranger = await open('/');
    await stranger.waitForURL('**/sign-in');
    const english = await open('/sign-in?lang=en', PHONE);
    await english.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await violations(english)).toEqual([]);
    await english.getByLabel('Login').fill('tien');
    await english.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await english.getByRole('button', { name: 'Sign in' }).click();
    await english.waitForURL('**/install');
  }, 60_000);

  it('slows down whoever guesses, and says for how long', async () => {
    const page = await open('/sign-in', PHONE);
    await page.getByLabel('Tên đăng nhập').fill('khong-co-ai');
    for (let i = 0; i < 6; i++) {
      await page.getByLabel('Mật khẩu', { exact: true }).fill(`guess ${i}`);
      await page.getByRole('button', { name: 'Đăng nhập' }).click();
      await page.getByText(i < 5 ? 'không đúng.' : 'Đã thử nhiều lần').waitFor();
      // the answer of this attempt and not of the one before
      await page.waitForFunction(`!document.querySelector('button[type=submit]').textContent.includes('…')`);
    }
    expect(await page.getByText(/Chờ \d\d:\d\d rồi thử lại/).textContent()).toMatch(/00:[0-5]\d|01:00/);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'sign-in-wait');
  }, 60_000);

  it('asks for a code once that is switched on, and other sessions are ended from the account', async () => {
    await addStaff('khoa', 'operator');
    const signIn = async (page: Awaited<ReturnType<typeof open>>) => {
      await page.getByLabel('Tên đăng nhập').fill('khoa');
      await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Đăng nhập' }).click();
    };
    const page = await open('/sign-in?to=/account', PHONE);
    await signIn(page);
    await page.waitForURL('**/account');
    await page.getByText('máy này', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'account');

    await page.getByRole('button', { name: 'Bật mã xác thực' }).click();
    await page.getByLabel('Mật khẩu đang dùng').fill('not that one');
    await page.getByRole('button', { name: 'Tiếp' }).click();
    await page.getByText('Mật khẩu này không đúng.').waitFor();
    await page.getByLabel('Mật khẩu đang dùng').fill(PASSWORD);
    await page.getByRole('button', { name: 'Tiếp' }).click();
    await page.getByRole('img', { name: 'Mã vuông' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'account-code');
    const secret = (await page.locator('.secret').textContent())!.replace(/ /g, '');
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.getByLabel('Gõ mã 6 số').fill(totp.generate());
    await page.getByRole('button', { name: 'Bật', exact: true }).click();
    await page.getByText('Đang bật').waitFor();

    const other = await open('/sign-in?to=/account');
    await signIn(other);
    await other.getByLabel('Mã 6 số').fill('000000');
    await other.getByRole('button', { name: 'Đăng nhập' }).click();
    await other.getByText('Mã không đúng hoặc đã hết hạn').waitFor();
    expect(await violations(other)).toEqual([]);
    // a code is good once: the next one, a little early
    await other.getByLabel('Mã 6 số').fill(totp.generate({ timestamp: Date.now() + 30_000 }));
    await other.getByRole('button', { name: 'Đăng nhập' }).click();
    await other.waitForURL('**/account');
    await other.getByText('máy này', { exact: true }).waitFor();

    await other.getByRole('button', { name: /^Cho thoát Chrome/ }).click();
    await other.getByText('Đã cho thoát').waitFor();
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.getByLabel('Mật khẩu đang dùng').fill(PASSWORD);
    await page.getByLabel('Mật khẩu mới').fill('a password that is long');
    await page.getByRole('button', { name: 'Lưu mật khẩu mới' }).click();
    await page.waitForURL('**/sign-in?to=%2Faccount');

    await other.getByRole('button', { name: 'Đăng xuất máy này' }).click();
    await other.waitForURL('**/sign-in**');
  }, 90_000);

  it('names what a browser switches off without HTTPS, and nothing where nothing is off', async () => {
    const near = await open('/sign-in');
    await near.getByLabel('Tên đăng nhập').waitFor();
    expect(await near.getByText('chưa có HTTPS').count()).toBe(0);
    const far = await launch(undefined, ['--host-resolver-rules=MAP hub.lan 127.0.0.1']);
    const { page } = await visit(far, `${hub.url.replace('127.0.0.1', 'hub.lan')}/sign-in`, { size: PHONE });
    await page.getByText('Kết nối này chưa có HTTPS').waitFor();
    for (const off of ['thông báo đẩy', 'định vị GPS', 'máy ảnh', 'dùng khi mất mạng'])
      expect(await page.getByText(off).first().isVisible()).toBe(true);
    await page.getByText('Cách bật HTTPS').click();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'sign-in-no-https');
    await far.close();
  }, 60_000);

  it('breaks no policy and throws nothing on any of these pages', () => {
    expect(visitors.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
