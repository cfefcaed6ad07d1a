import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
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
  ['thiet-bi/gate-1/dieu-khien', /Cống Đầu/, /Cống Đầu/],
  ['thiet-bi/air-1/mat-khau', /Trạm chợ/, /Trạm chợ/],
  ['thiet-bi/air-1/sua', /Trạm chợ/, /Trạm chợ/],
  ['thiet-bi/air-1/lich-su', /Trạm chợ/, /Trạm chợ/],
  ['thiet-bi/air-x', /air-x/, /air-x/],
  ['hop-cho', /Hộp chờ và tem/, /Waiting boxes/],
  ['hop-cho/tem', /Hộp chờ và tem/, /Waiting boxes/],
  ['hop-cho/lo', /Hộp chờ và tem/, /Waiting boxes/],
  ['chua-nhan-dang', /Gói chưa nhận dạng/, /Unrecognised packets/],
  ['lenh', /Lệnh/, /Commands/],
  ['lenh/tat-ca', /Lệnh/, /Commands/],
  ['gateway', /Gateway/, /Gateways/],
  ['gateway/+', /Thêm gateway/, /Add a gateway/],
  ['gateway/box-1', /Hộp ao/, /Hộp ao/],
  ['loai-thiet-bi', /Loại thiết bị/, /Device profiles/],
  ['loai-thiet-bi/air-station', /Trạm không khí/, /Air station/],
  ['xa', /Xã/, /Commune/],
  ['ban-do', /Bản đồ và danh mục/, /Map and catalogue/],
  ['ban-do/thua/12-9', /Bản đồ và danh mục/, /Map and catalogue/],
  ['ban-do/kenh', /Bản đồ và danh mục/, /Map and catalogue/],
  ['nhap-xuat', /Nhập, xuất/, /Import, export/],
  ['nguoi-dung', /Người dùng/, /People/],
  ['nguoi-dung/+', /Thêm người/, /Add a person/],
  ['man-hinh', /Màn hình/, /Wall displays/],
  ['chuong-trinh', /Chương trình/, /Programs/],
  ['dien-tap', /Diễn tập/, /Drills/],
  ['nhat-ky', /Nhật ký/, /Audit log/],
];
const SIZES = { desk: DESK, tablet: { width: 768, height: 1024 }, phone: PHONE };
type Size = keyof typeof SIZES;
/** Words are the same at every size, places in every language: two looks see them all. Edges are in the way where it is narrow. */
const LOOKS: readonly [lang: 'vi' | 'en', looked: Size, edges: readonly Size[]][] = [
  ['vi', 'desk', ['desk', 'tablet', 'phone']],
  ['en', 'phone', ['phone']],
];

describeWith('chromium', 'every section of the administration page', () => {
  let hub: TestHub;
  let browser: Browser;

  const call = (path: string, body: unknown) =>
    hub.fetch(`/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  /** Within the page, as its links go. */
  const goTo = async (page: Page, path: string, heading: RegExp) => {
    // as text: it runs in the page, whose names are not ours
    await page.evaluate(`history.pushState(null, '', '/admin/${path}'); dispatchEvent(new PopStateEvent('popstate'))`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor({ state: 'attached', timeout: 15_000 });
    await page.locator('.waiting-part').first().waitFor({ state: 'detached', timeout: 10_000 });
  };

  beforeAll(async () => {
    hub = await startHub();
    await hub.addDevice('air-1', { name: 'Trạm chợ', profile: 'air-station', lat: 20.45, lon: 106.25 });
    await hub.addDevice('gate-1', { name: 'Cống Đầu', profile: 'sluice-gate', lat: 20.451, lon: 106.251 });
    await call('/gateways', { id: 'box-1', name: 'Hộp ao', codec: 'generic', topics: ['pond/#'] });
    for (const name of ['Thôn Đông', 'Thôn Đoài'])
      await call('/registry/hamlet', { id: name === 'Thôn Đông' ? 'dong' : 'doai', name });
    const ring = [
      [106.25, 20.45],
      [106.251, 20.45],
      [106.251, 20.4505],
      [106.25, 20.45],
    ];
    const area = { type: 'Polygon', coordinates: [ring] };
    await call('/registry/plot', { id: '12-9', crop: 'rice', ownName: 'Ruộng Gò', hamlet: 'dong', area });
    const keeper = { role: 'village-head', scope: { kind: 'hamlet', id: 'dong' } };
    await call('/people', { name: 'Trần Thị Mận', hamlet: 'dong', grants: [keeper] });
    await call('/batches', { id: 'lo-1', note: 'hộp đợt một' });
    await call('/claims', { count: 2 });
    await call('/commands', {
      ...{ key: 'by-hand-0001', device: 'gate-1', name: 'gate-set' },
      ...{ args: { opening: 40 }, byHand: {} },
    });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it.each(LOOKS)(
    'in %s, on a %s: nothing that axe-core finds wrong, nothing over the edge',
    async (lang, looked, edges) => {
      const { page, problems } = await openDesk(browser, hub, `/admin?lang=${lang}`, SIZES[looked]);
      const found: string[] = [];
      for (const [path, vi, en] of SECTIONS) {
        await goTo(page, path, lang === 'vi' ? vi : en);
        found.push(...(await violations(page)).map((violation) => `${path}: ${violation}`));
        for (const name of edges) {
          await page.setViewportSize(SIZES[name]);
          // as text: it runs in the page, whose names are not ours
          const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          if (over !== 0) found.push(`${path}: ${String(over)} px over the edge of a ${name}`);
        }
        await page.setViewportSize(SIZES[looked]);
        await picture(page, `admin-${path.replaceAll('/', '-') || 'overview'}-${lang}-${looked}`);
      }
      expect([...found, ...problems]).toEqual([]);
      await page.close();
    },
    120_000,
  );

  it('new boxes that the hub refuses, all of them, are said to whoever can mend it', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/hop-cho/tem');
    await page.getByText('Hộp mới ngoài đồng chưa vào được').waitFor();
    await page.getByText(/đặt MQTT_PLAIN_PROVISIONING=true/).waitFor();
    expect([...(await violations(page)), ...problems]).toEqual([]);
    await page.close();
  });

  it('which commune it is can be said at the desk, with the map for its ground', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/xa');
    await page.getByText('Chưa khai báo xã').waitFor();
    await page.getByLabel('Mã xã').fill('10807');
    await page.getByLabel('Tên', { exact: true }).fill('Xã Thử Nghiệm');
    await page.getByLabel('Tỉnh, thành phố').fill('Tỉnh Thử Nghiệm');
    const file = (text: string) => ({
      name: 'ban-do.geojson',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    const choose = (text: string) => page.locator('input[type=file]').setInputFiles(file(text));
    await choose('{"type": "Topology"}');
    await page.getByText('không phải tệp GeoJSON').waitFor();
    const geometry = { type: 'LineString', coordinates: [106.24, 106.26].map((lon) => [lon, 20.45]) };
    const canal = { type: 'Feature', properties: { layer: 'canal', rank: 1 }, geometry };
    await choose(JSON.stringify({ type: 'FeatureCollection', features: [canal] }));
    await page.getByText('1 kênh').waitFor();
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.getByRole('banner').getByText('Xã Thử Nghiệm').waitFor();

    await page.getByLabel('Khi màn hình hỏng').fill('máy lẻ 12');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Chưa có gì thay đổi').waitFor();
    const known = await (await hub.fetch('/api/commune')).json();
    expect(known).toMatchObject({ code: '10807', support: 'máy lẻ 12', version: 2, map: { features: [canal] } });
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('an import shows the names that it guessed, and names columns as the file does', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/nhap-xuat/thua');
    const corners = '20.46 106.25; 20.46 106.2502; 20.4602 106.2502';
    const rows = ['Số thửa,Cây trồng,Ranh giới,Thôn', `9-1,Lúa,"${corners}",Thôn Đồng`, '9-2,Lúa,bờ sông,Thôn Đông'];
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'thua.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('row', { name: /Ranh giới.*không đọc được hình/ }).waitFor();
    await page.getByRole('row', { name: 'Thôn Thôn Đồng Thôn Đông 2 1', exact: true }).waitFor();
    await picture(page, 'admin-import-guesses');
    expect([...(await violations(page)), ...problems]).toEqual([]);
    await page.close();
  }, 60_000);

  it('an address that is no page says so, and leads back', async () => {
    const { page } = await openDesk(browser, hub, '/khong-co-trang', PHONE);
    await page.getByRole('heading', { name: 'Không có trang này' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Về trang đầu' }).click();
    await page.waitForURL('**/admin');
    await page.close();
  }, 30_000);

  it('a day with its time stays within its card on a phone', async () => {
    const { people } = (await (await hub.fetch('/api/people?search=man')).json()) as { people: { id: string }[] };
    const { page } = await openDesk(browser, hub, `/admin/nguoi-dung/${people[0]!.id}/dang-nhap`, {
      width: 390,
      height: 844,
    });
    const time = page.locator('.facts time').first();
    await time.waitFor();
    const edge = async (of: typeof time) => {
      const box = (await of.boundingBox())!;
      return box.x + box.width;
    };
    expect(await edge(time)).toBeLessThanOrEqual(await edge(page.locator('.facts').first()));
    await page.close();
  }, 30_000);

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
