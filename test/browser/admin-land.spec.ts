import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Canal, Hamlet, LonLat, Plot } from '#hub/contracts';
import { describeWith, startHub, type TestHub } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { openDesk, violations } from './desk.js';

const [west, south, east, north] = [106.23, 20.43, 106.28, 20.47];
const box = (w: number, s: number, e: number, n: number): LonLat[] => [
  [w, s],
  [e, s],
  [e, n],
  [w, n],
  [w, s],
];
const COMMUNE = {
  code: '10807',
  name: 'Xã Thử Nghiệm',
  province: 'Tỉnh Thử Nghiệm',
  map: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { layer: 'boundary', name: 'Xã Thử Nghiệm' },
        geometry: { type: 'Polygon', coordinates: [box(west, south, east, north)] },
      },
      {
        type: 'Feature',
        properties: { layer: 'canal', name: 'Kênh Giữa', rank: 1 },
        geometry: {
          type: 'LineString',
          coordinates: [
            [west, 20.44],
            [east, 20.455],
          ],
        },
      },
    ],
  },
};

describeWith('chromium', 'the map and catalogue', () => {
  let hub: TestHub;
  let browser: Browser;

  const call = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
    const response = await hub.fetch(`/api${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return (await response.json()) as T;
  };
  /** Clicks on the map, in shares of its size. */
  const clickAt = async (page: Page, x: number, y: number) => {
    const frame = (await page.locator('.leaflet-holder').boundingBox())!;
    await page.mouse.click(frame.x + x * frame.width, frame.y + y * frame.height);
  };
  const saved = (page: Page) => page.locator('.toast', { hasText: 'Đã lưu' }).waitFor({ timeout: 5000 });

  beforeAll(async () => {
    hub = await startHub();
    await call('/commune', 'PUT', COMMUNE);
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('draws an outline, moves a corner by mouse and by keyboard, takes a step back, and keeps it', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/ban-do/thon');
    await page.getByText('Chưa có thôn nào').waitFor();
    await page.getByRole('link', { name: 'Thêm thôn' }).click();
    await page.getByLabel('Tên', { exact: true }).fill('Thôn Đông');
    expect(await page.getByLabel('Mã', { exact: true }).inputValue()).toBe('thon-dong');

    for (const [x, y] of [
      [0.4, 0.4],
      [0.6, 0.4],
      [0.6, 0.6],
      [0.4, 0.6],
    ] as const)
      await clickAt(page, x, y);
    await picture(page, 'admin-land-drawing');
    await page.getByRole('button', { name: 'Khép ranh giới ở góc đầu' }).click();
    const measures = page.locator('.measures');
    const size = async () => Number((await measures.textContent())!.split(' ')[0]!.replaceAll('.', ''));
    const drawn = await size();
    expect(drawn).toBeGreaterThan(10_000);

    // the corner at the lower right goes further out
    const corner = page.getByRole('button', { name: 'Góc 3', exact: true });
    // it is drawn anew as the outline closes: over it, it stands still
    await corner.hover();
    const at = (await corner.boundingBox())!;
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
    await page.mouse.down();
    await page.mouse.move(at.x + 60, at.y + 60, { steps: 6 });
    await page.mouse.up();
    const larger = await size();
    expect(larger).toBeGreaterThan(drawn);
    await page.getByRole('button', { name: 'Lùi một bước' }).click();
    expect(await size()).toBe(drawn);
    await corner.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
    const moved = await size();
    expect(moved).toBeGreaterThan(drawn);
    expect(moved).toBeLessThan(larger);

    await picture(page, 'admin-land-area');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await saved(page);
    const hamlet = await call<Hamlet>('/registry/hamlet/thon-dong');
    expect(hamlet).toMatchObject({ name: 'Thôn Đông', version: 1, area: { type: 'Polygon' } });
    expect(hamlet.area!.coordinates[0]).toHaveLength(5);
    await page.getByRole('link', { name: /Thôn Đông/ }).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('refuses an outline that crosses itself, in words, and takes typed coordinates', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/ban-do/thua/+');
    await page.getByLabel('Mã', { exact: true }).fill('TB-1');
    await page.getByLabel('Cây trồng').selectOption('rice');
    await page.getByText('Tọa độ từng điểm').click();
    const corners: LonLat[] = [
      [106.25, 20.45],
      [106.2506, 20.4503],
      [106.2506, 20.45],
    ];
    for (const [i, [lon, lat]] of corners.entries()) {
      await page.getByLabel(`Vĩ độ điểm ${i + 1}`, { exact: true }).fill(String(lat).replace('.', ','));
      await page.getByLabel(`Kinh độ điểm ${i + 1}`, { exact: true }).fill(String(lon));
      await page.keyboard.press('Enter');
    }
    await page.getByRole('button', { name: 'Thêm điểm sau điểm 3' }).click();
    await page.getByLabel('Vĩ độ điểm 4', { exact: true }).fill('20,4503');
    await page.getByLabel('Kinh độ điểm 4', { exact: true }).fill('106,25');
    await page.keyboard.press('Enter');
    await page
      .getByText(/Đường bao tự cắt ở gần 20,45/)
      .first()
      .waitFor();
    await picture(page, 'admin-land-crossing');

    await page.getByLabel('Vĩ độ điểm 2', { exact: true }).fill('20,45');
    await page.keyboard.press('Enter');
    await page.getByLabel('Vĩ độ điểm 3', { exact: true }).fill('20,4503');
    await page.keyboard.press('Enter');
    await page.getByText(/m² · 0,\d+ ha · [\d,]+ sào/).waitFor();
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await saved(page);
    const plot = await call<Plot>('/registry/plot/TB-1');
    expect(plot.areaM2).toBeGreaterThan(2000);
    expect(plot.areaM2).toBeLessThan(2200);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('draws a canal from node to node; near a node of another canal it meets it', async () => {
    const node = (id: string, lon: number, lat: number) => ({ id, lon, lat });
    await call('/registry/canal', 'POST', {
      id: 'kenh-chinh',
      name: 'Kênh Chính',
      nodes: [node('n1', 106.24, 20.45), node('n2', 106.255, 20.45)],
      reaches: [{ id: 'd1', from: 'n1', to: 'n2' }],
    });
    const { page, problems } = await openDesk(browser, hub, '/admin/ban-do/kenh/+');
    await page.getByLabel('Tên', { exact: true }).fill('Kênh Nhánh');
    await page.locator('path.leaflet-interactive, canvas').first().waitFor();
    // where the other canal ends on the screen: the middle of the commune
    await clickAt(page, 0.5, 0.5);
    await clickAt(page, 0.55, 0.6);
    await clickAt(page, 0.6, 0.75);
    await page.keyboard.press('Backspace');
    await clickAt(page, 0.62, 0.78);
    await page.locator('.leaflet-holder').focus();
    await page.keyboard.press('Enter');
    await page.getByText('n1 → n2').waitFor();
    await picture(page, 'admin-land-canal');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await saved(page);
    const canal = await call<Canal>('/registry/canal/kenh-nhanh');
    expect(canal.nodes[0]).toMatchObject({ lon: 106.255, lat: 20.45, of: { canal: 'kenh-chinh', node: 'n2' } });
    expect(canal.reaches[0]!.via).toHaveLength(1);
    expect(canal.reaches[0]!.lengthM).toBeGreaterThan(500);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('shows both versions when somebody else was faster, and keeps what is chosen', async () => {
    await call('/registry/block', 'POST', { id: 'khu-1', name: 'Khu Một' });
    const first = await openDesk(browser, hub, '/admin/ban-do/khu-tuoi/khu-1');
    const second = await openDesk(browser, hub, '/admin/ban-do/khu-tuoi/khu-1');
    await first.page.getByLabel('Tên', { exact: true }).fill('Khu Một mới');
    await second.page.getByLabel('Tên', { exact: true }).fill('Khu Đầu làng');
    await first.page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await saved(first.page);
    await second.page.getByRole('button', { name: 'Lưu', exact: true }).click();
    const dialog = second.page.getByRole('dialog', { name: 'Người khác vừa sửa trước' });
    await dialog.getByText('Khu Một mới').waitFor();
    await dialog.getByText('Khu Đầu làng').waitFor();
    await picture(second.page, 'admin-conflict');
    expect(await violations(second.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Lưu như đã chọn' }).click();
    await saved(second.page);
    expect(await call('/registry/block/khu-1')).toMatchObject({ name: 'Khu Đầu làng', version: 3 });

    await second.page.getByRole('link', { name: 'Lịch sử' }).click();
    await second.page.getByText('Khu Một mới').first().waitFor();
    await picture(second.page, 'admin-land-history');
    expect([...first.problems, ...second.problems]).toEqual([]);
    await first.page.close();
    await second.page.close();
  }, 60_000);

  it('says what still refers to a thing instead of removing it, and asks before a change is lost', async () => {
    await call('/registry/site', 'POST', { id: 's1', name: 'Điểm chợ', hamlet: 'thon-dong', lat: 20.45, lon: 106.25 });
    const { page, problems } = await openDesk(browser, hub, '/admin/ban-do/thon');
    await page.getByRole('link', { name: /Thôn Đông/ }).click();
    await page.getByRole('button', { name: 'Xóa', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Xóa', exact: true }).click();
    await page.getByText(/s1/).first().waitFor();
    await picture(page, 'admin-land-in-use');
    await page.keyboard.press('Escape');

    await page.getByLabel('Tên', { exact: true }).fill('Thôn Đông Hạ');
    await page.getByRole('link', { name: 'Tổng quan' }).click();
    await page.getByRole('dialog', { name: 'Còn thay đổi chưa lưu' }).waitFor();
    await page.getByRole('button', { name: 'Ở lại' }).click();
    expect(await page.getByLabel('Tên', { exact: true }).inputValue()).toBe('Thôn Đông Hạ');
    await page.goBack();
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ thay đổi' }).click();
    await page.waitForURL((url) => !url.pathname.endsWith('/thon-dong'));
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
