import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeWith, startHub, type TestHub } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { DESK, openDesk, PHONE, violations } from './desk.js';

/** Each section by its address, with the heading that it shows. */
const SECTIONS: readonly [path: string, vi: RegExp, en: RegExp][] = [
  ['', /Tổng quan/, /Overview/],
  ['thiet-bi', /Thiết bị/, /Devices/],
  ['thiet-bi/+', /Thêm thiết bị/, /Add a device/],
  ['thiet-bi/air-1', /Trạm chợ/, /Trạm chợ/],
  ['thiet-bi/air-1/goi-tin', /Trạm chợ/, /Trạm chợ/],
  ['thiet-bi/air-1/dieu-khien', /Trạm chợ/, /Trạm chợ/],
  ['thiet-bi/air-1/mat-khau', /Trạm chợ/, /Trạm chợ/],
  ['thiet-bi/air-1/sua', /Trạm chợ/, /Trạm chợ/],
  ['thiet-bi/air-1/lich-su', /Trạm chợ/, /Trạm chợ/],
  ['hop-cho', /Hộp chờ và tem/, /Waiting boxes/],
  ['hop-cho/tem', /Hộp chờ và tem/, /Waiting boxes/],
  ['hop-cho/lo', /Hộp chờ và tem/, /Waiting boxes/],
  ['chua-nhan-dang', /Gói chưa nhận dạng/, /Unrecognised packets/],
  ['lenh', /Lệnh/, /Commands/],
  ['gateway', /Gateway/, /Gateways/],
  ['gateway/+', /Thêm gateway/, /Add a gateway/],
  ['gateway/box-1', /Hộp ao/, /Hộp ao/],
  ['loai-thiet-bi', /Loại thiết bị/, /Device profiles/],
  ['loai-thiet-bi/air-station', /Trạm không khí/, /Air station/],
  ['ban-do', /Bản đồ và danh mục/, /Map and catalogue/],
  ['ban-do/kenh', /Bản đồ và danh mục/, /Map and catalogue/],
  ['nhap-xuat', /Nhập, xuất/, /Import, export/],
  ['nguoi-dung', /Người dùng/, /People/],
  ['man-hinh', /Màn hình/, /Wall displays/],
  ['nhat-ky', /Nhật ký/, /Audit log/],
];
const SIZES = { desk: DESK, tablet: { width: 768, height: 1024 }, phone: PHONE };

describeWith('chromium', 'every section of the administration page', () => {
  let hub: TestHub;
  let browser: Browser;

  beforeAll(async () => {
    hub = await startHub();
    await hub.addDevice('air-1', { name: 'Trạm chợ', profile: 'air-station', lat: 20.45, lon: 106.25 });
    await hub.fetch('/api/gateways', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'box-1', name: 'Hộp ao', codec: 'generic', topics: ['pond/#'] }),
    });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it.each(SECTIONS)(
    '%s: nothing that axe-core finds wrong, nothing over the edge',
    async (path, vi, en) => {
      const { page, problems } = await openDesk(browser, hub, `/admin/${path}`);
      const found: string[] = [];
      for (const [name, size] of Object.entries(SIZES)) {
        await page.setViewportSize(size);
        await page.getByRole('heading', { level: 1, name: vi }).waitFor({ state: 'attached', timeout: 15_000 });
        await page.waitForLoadState('networkidle');
        found.push(...(await violations(page)).map((violation) => `${name}: ${violation}`));
        // as text: it runs in the page, whose names are not ours
        const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        if (over !== 0) found.push(`${name}: ${String(over)} px over the edge`);
        await picture(page, `admin-${path.replaceAll('/', '-') || 'overview'}-${name}`);
      }
      await page.setViewportSize(DESK);
      await page.goto(`${hub.url}/admin/${path}?lang=en`);
      await page.getByRole('heading', { level: 1, name: en }).waitFor({ state: 'attached', timeout: 15_000 });
      expect([...found, ...problems]).toEqual([]);
      await page.close();
    },
    90_000,
  );

  it('the keyboard alone: "/" searches, arrows choose, Enter opens, and the way back is where it was', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('tram cho');
    await page.getByRole('option', { name: /Trạm chợ/ }).waitFor();
    await picture(page, 'admin-search');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/thiet-bi/air-1');
    await page.keyboard.press('Tab');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('without the hub says since when, keeps what it had, and comes back by itself', async () => {
    const { page } = await openDesk(browser, hub, '/admin/thiet-bi');
    await page.getByRole('link', { name: /Trạm chợ/ }).waitFor();
    await hub.kill9();
    await page.getByText(/MẤT KẾT NỐI từ \d\d:\d\d/).waitFor({ timeout: 15_000 });
    await page.getByRole('link', { name: /Trạm chợ/ }).waitFor();
    await picture(page, 'admin-lost');
    await page.getByRole('link', { name: /Trạm chợ/ }).click();
    await page
      .getByText(/Chưa tải được|Số liệu cũ/)
      .first()
      .waitFor({ timeout: 15_000 });
    await hub.restart();
    await page.getByText(/MẤT KẾT NỐI/).waitFor({ state: 'detached', timeout: 30_000 });
    await page.getByRole('heading', { name: 'Số đo' }).waitFor({ timeout: 30_000 });
    await page.close();
  }, 90_000);
});
