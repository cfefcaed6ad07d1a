import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeWith } from '#hub/testkit';
import { violations } from './axe.js';
import { launch, picture } from './browser.js';
import { type IncidentStage, setIncidentStage, TITLE } from './incident-stage.js';
import { DESK, TELEVISION, visit } from './visit.js';

const row = (page: Page, hamlet: string) => page.locator('.queue-row', { hasText: hamlet });
const tab = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });

describeWith('chromium', 'the duty desk', () => {
  let stage: IncidentStage;
  let browser: Browser;
  const open = async (lang = 'vi', size = DESK, path = '') => {
    const { hub, operator } = stage;
    const visitor = await visit(browser, `${hub.url}/operations${path}?lang=${lang}`, {
      size,
      cookie: operator.cookie,
    });
    await visitor.page.locator('.desk-state').filter({ hasText: /\S/ }).waitFor();
    return visitor;
  };

  beforeAll(async () => {
    stage = await setIncidentStage();
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.end();
  });

  it('says that there is nothing to do', async () => {
    const { page, problems, context } = await open();
    await page.getByRole('navigation', { name: 'Các việc' }).getByText('Không có việc.').waitFor();
    await picture(page, 'operations-empty');
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  }, 60_000);

  it('is gone through with keys alone, from a new alert to what came of it', async () => {
    const east = await stage.station('air-east', 'Thôn Đông');
    const { page, problems, context } = await open();
    await east.says(20);
    await east.says(180);
    await row(page, 'Thôn Đông').waitFor();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await page.locator('.around-chart canvas').waitFor();
    // nobody's phone is subscribed: the desk says that nobody was told, and why
    await row(page, 'Thôn Đông').getByText('Chưa báo được cho ai').waitFor();
    await page.getByRole('alert').getByText('chưa bật thông báo trên máy nào').waitFor();
    await picture(page, 'operations-new');

    // a text takes the letters; Escape gives the keys back
    await page.keyboard.press('/');
    await page.keyboard.type('thon dong');
    expect(await page.getByRole('searchbox').inputValue()).toBe('thon dong');
    await page.keyboard.press('Escape');

    await page.keyboard.press('a');
    await row(page, 'Thôn Đông').getByText('Lê Thị Hạnh đã nhận').waitFor();

    await page.keyboard.press('b');
    await page.getByRole('dialog').getByLabel('Nội dung').fill('Cử người tới xem');
    await page.keyboard.press('Tab');
    await page.getByRole('dialog').getByRole('button', { name: 'Ghi chú' }).press('Enter');
    await page.getByRole('region', { name: 'Diễn biến' }).getByText('Cử người tới xem').waitFor();

    await page.keyboard.press('g');
    await page.getByLabel('Người nhận việc').selectOption({ label: 'Phạm Văn Lâm' });
    await page.getByRole('dialog').getByRole('button', { name: 'Giao việc' }).press('Enter');
    await row(page, 'Thôn Đông').getByText('Giao Phạm Văn Lâm').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    // dealt with while the sensor still reports it: it stays where it is, and closes when it does not
    await page.keyboard.press('x');
    await page.getByRole('dialog').getByText('Cảm biến còn báo.').waitFor();
    await page.getByRole('dialog').getByLabel('Nội dung').fill('Đã dập, không lan');
    await picture(page, 'operations-resolve');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.getByRole('dialog').getByRole('button', { name: 'Đã xử lý' }).press('Enter');
    await row(page, 'Thôn Đông').getByText('Lê Thị Hạnh đã xử lý · cảm biến còn báo').waitFor();
    await east.says(12);
    const done = await stage.incident('air-east', ({ state }) => state === 'closed');
    expect(done).toMatchObject({ verdict: { kind: 'resolved', by: 'Lê Thị Hạnh', note: 'Đã dập, không lan' } });
    await tab(page, 'Xong hôm nay').click();
    await row(page, 'Thôn Đông').getByText('Đã xử lý · Lê Thị Hạnh').waitFor();
    await picture(page, 'operations-done');
    expect(problems).toEqual([]);
    await context.close();
  }, 120_000);

  it('hands sentence and picture to the village’s group, without a name', async () => {
    const lane = await stage.station('air-lane', 'Thôn Trung');
    await lane.says(20);
    await lane.says(175);
    const { id } = await stage.incident('air-lane');
    const { page, context, problems } = await open('vi', DESK, `/${encodeURIComponent(id)}`);
    await page.keyboard.press('a');
    await row(page, 'Thôn Trung').getByText('Lê Thị Hạnh đã nhận').waitFor();
    await page.evaluate(
      `navigator.canShare = () => true; navigator.share = async (what) => { window.shared = what; };`,
    );
    await page.getByRole('button', { name: 'Chia sẻ' }).click();
    await page.getByRole('img', { name: 'Ảnh sẽ gửi' }).waitFor();
    await picture(page, 'operations-share');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Gửi' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const [text, url] = await page.evaluate<[string, string]>(
      `new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done([window.shared.text, reader.result]);
        reader.readAsDataURL(window.shared.files[0]);
      })`,
    );
    const [type, png] = url.split(';base64,');
    expect(text).toMatch(/Thôn Trung.*Đã có người nhận xử lý\.$/);
    expect(text).not.toContain('Hạnh');
    expect(type).toBe('data:image/png');
    writeFileSync('test-output/screens/share-card.png', Buffer.from(png!, 'base64'));
    expect(problems).toEqual([]);
    await context.close();
  }, 60_000);

  it('takes back a false alarm within five seconds, and sends it after that', async () => {
    const west = await stage.station('air-west', 'Thôn Tây');
    await west.says(20);
    await west.says(170);
    const { id } = await stage.incident('air-west');
    const { page, context, problems } = await open('vi', DESK, `/${encodeURIComponent(id)}`);
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    // what such a matter is usually mistaken for comes first
    await page.keyboard.press('n');
    const causes = page.getByRole('dialog').locator('.false-causes');
    await picture(page, 'operations-false');
    expect(await causes.getByRole('button', { name: 'Con vật' }).count()).toBe(0);
    await causes.getByRole('button', { name: 'Lý do khác…' }).press('Enter');
    await causes.getByRole('button', { name: 'Con vật' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const sayFalse = async () => {
      await page.keyboard.press('n');
      await page.getByRole('dialog').getByRole('button', { name: 'Sương mù' }).press('Enter');
      await page.getByText('gửi sau 5 giây').waitFor();
    };
    await sayFalse();
    await page.keyboard.press('z');
    await page.getByText('gửi sau 5 giây').waitFor({ state: 'detached' });
    await page.waitForTimeout(6000);
    expect((await stage.incident('air-west')).verdict).toBeUndefined();
    await sayFalse();
    const { verdict } = await stage.incident('air-west', (one) => one.verdict !== undefined);
    expect(verdict).toMatchObject({ kind: 'false', cause: 'fog' });
    expect(problems).toEqual([]);
    await context.close();
  }, 90_000);

  it('puts aside with a reason, and tells the second of two who was faster', async () => {
    const north = await stage.station('air-north', 'Thôn Bắc');
    await north.says(20);
    await north.says(160);
    const { id } = await stage.incident('air-north');
    const path = `/${encodeURIComponent(id)}`;
    const [first, second] = [await open('vi', DESK, path), await open('vi', DESK, path)];
    for (const { page } of [first, second]) await page.getByRole('button', { name: 'Tiếp nhận' }).waitFor();
    await Promise.all([first, second].map(({ page }) => page.keyboard.press('a')));
    const told = (page: Page) => page.locator('.toast').textContent();
    for (const { page } of [first, second]) await page.locator('.toast').waitFor();
    const words = (await Promise.all([first, second].map(({ page }) => told(page)))).sort();
    expect(words).toEqual([
      expect.stringMatching(/Lê Thị Hạnh đã tiếp nhận lúc/),
      expect.stringMatching(/^Đã tiếp nhận/),
    ]);

    await first.page.keyboard.press('h');
    await first.page.getByRole('dialog').getByLabel('Vì sao').fill('Đang đốt có phép');
    await first.page.getByRole('dialog').getByRole('button', { name: 'Tạm ẩn' }).click();
    await tab(second.page, 'Tạm ẩn').filter({ hasText: '1' }).click();
    await row(second.page, 'Thôn Bắc')
      .getByText(/Ẩn đến/)
      .waitFor();
    expect([...first.problems, ...second.problems]).toEqual([]);
    await first.context.close();
    await second.context.close();
  }, 90_000);

  it('stops watching a rule on a box with a reason, shows what nobody watches, and watches it again', async () => {
    const hill = await stage.station('air-hill', 'Thôn Đồi');
    await hill.says(20);
    await hill.says(150);
    const { id } = await stage.incident('air-hill');
    const { page, problems, context } = await open('vi', DESK, `/${encodeURIComponent(id)}`);
    await page.getByRole('button', { name: 'Ngừng theo dõi' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Chỉ “Bụi mịn tăng cao” ở hộp này').waitFor();
    await dialog.getByRole('button', { name: 'Ngừng theo dõi' }).click();
    await dialog.getByText('Ghi lý do').waitFor();
    await dialog.getByLabel('Vì sao').fill('Quạt hút kẹt, chờ thợ');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'operations-service-dialog');
    await dialog.getByRole('button', { name: 'Ngừng theo dõi' }).click();
    await dialog.waitFor({ state: 'detached' });
    await hill.says(160);
    await stage.incident('air-hill', ({ state }) => state === 'closed');
    await tab(page, 'Tạm ẩn').filter({ hasText: /\d/ }).click();
    const out = page.getByRole('navigation').getByRole('region', { name: 'Ngừng theo dõi' });
    await out.getByText('Quạt hút kẹt, chờ thợ').waitFor();
    await out.getByText(/Lê Thị Hạnh, từ/).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'operations-service');
    await out.getByRole('button', { name: 'Theo dõi lại' }).click();
    await out.waitFor({ state: 'detached' });
    await stage.incident('air-hill', ({ state }) => state === 'unacknowledged');
    expect(problems).toEqual([]);
    await context.close();
  }, 90_000);

  it('fits a phone, and its foot fits what it has to tell', async () => {
    const phone = await visit(browser, `${stage.hub.url}/operations`, {
      ...{ size: { width: 390, height: 844 }, cookie: stage.operator.cookie },
    });
    await phone.page.locator('.desk-state', { hasText: /việc/ }).waitFor();
    const cut = (selector: string) =>
      `[...document.querySelectorAll('${selector}')].some((one) => one.scrollWidth > one.clientWidth)`;
    expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await phone.page.evaluate(cut('.desk-state, .queue-tabs, .queue-row .what'))).toBe(false);
    await picture(phone.page, 'operations-phone');
    await phone.context.close();
    for (const lang of ['vi', 'en']) {
      const { page, context } = await visit(browser, `${stage.hub.url}/operations?lang=${lang}`, {
        cookie: stage.operator.cookie,
      });
      const figures = { perOperatorHour: 12.4, standing: 128, due: 9, takenInTime: 9, opened: 9, markedFalse: 9 };
      await page.route('**/api/alert-figures?*', (route) => route.fulfill({ json: { ...figures, outOfService: 12 } }));
      await page.reload();
      await page.locator('.desk-figures', { hasText: '100 %' }).waitFor();
      expect(await page.evaluate(cut('.desk-figures, .desk-foot'))).toBe(false);
      await context.close();
    }
  }, 60_000);

  it('breaks no rule of accessibility, in both languages, also with its dialogs', async () => {
    const south = await stage.station('air-south', 'Thôn Nam');
    await south.says(20);
    await south.says(190);
    await stage.incident('air-south');
    for (const [lang, size] of [
      ['vi', DESK],
      ['en', TELEVISION],
    ] as const) {
      const { page, context } = await open(lang, size);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.around-chart canvas').waitFor();
      await page.locator('.leaflet-holder').waitFor();
      expect(await violations(page)).toEqual([]);
      await picture(page, `operations-${lang}`);
      for (const key of ['n', 'h', 'g', 'b', 'Shift+?']) {
        await page.keyboard.press(key);
        await page.getByRole('dialog').waitFor();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      await context.close();
    }
  }, 120_000);
});
