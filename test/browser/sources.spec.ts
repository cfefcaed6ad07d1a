import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { SourceFile } from '#hub/contracts';
import { describeWith, startHub, type TestHub } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { openDesk, PHONE, violations } from './desk.js';

const DAY = 86_400_000;
const PICTURES = join('firmware-sim', 'pictures');
const dayIn = (days: number) => new Date(Date.now() + days * DAY + 7 * 3_600_000).toISOString().slice(0, 10);

describeWith('chromium', 'the file of a waste-water source', () => {
  let hub: TestHub;
  let browser: Browser;

  const call = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
    const response = await hub.fetch(`/api${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as T;
  };

  beforeAll(async () => {
    hub = await startHub();
    const nodes = ['a', 'b'].map((id, i) => ({ id, lat: 20.45, lon: 106.24 + i / 100 }));
    await call('/registry/canal', 'POST', {
      ...{ id: 'kenh-tieu', name: 'Kênh Tiêu', nodes, reaches: [{ id: 'r', from: 'a', to: 'b' }] },
    });
    await call('/registry/source', 'POST', {
      ...{ id: 'lo-bun', name: 'Làng bún Trung', type: 'craft-village', lat: 20.4503, lon: 106.245 },
      ...{ canal: 'kenh-tieu', node: 'a', flowM3Day: 40, standard: 'QCVN40:2011', column: 'A', checkOn: dayIn(-12) },
      points: [
        { name: 'Cửa xả phụ', place: 'outlet', lat: 20.4512, lon: 106.2465 },
        { name: 'Bể lắng', place: 'inside', lat: 20.4508, lon: 106.2438 },
        { name: 'Cầu Sỏi', place: 'receiving', lat: 20.4488, lon: 106.2475 },
      ],
    });
    await call('/registry/source', 'POST', {
      ...{ id: 'co-khi', name: 'Cơ khí Hậu', type: 'production', lat: 20.4497, lon: 106.248, canal: 'kenh-tieu' },
      ...{ flowM3Day: 55, standard: 'QCVN40:2025', column: 'A', permit: '3/GP', permitUntil: dayIn(18) },
    });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('shows what is overdue first, takes an inspection with a picture, and a sample against its limits', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/ban-do/nguon-thai');
    await page.getByText('Kiểm tra quá hạn 12 ngày').first().waitFor();
    const names = await page.locator('.source-items b').allTextContents();
    expect(names).toEqual(['Làng bún Trung', 'Cơ khí Hậu']);
    await page.locator('.source-mark .due-mark.overdue').waitFor();
    await page.locator('.source-legend', { hasText: 'quá hạn' }).waitFor();
    const legend = await page.locator('.source-legend').innerText();
    for (const place of ['cửa xả', 'trong cơ sở', 'nguồn tiếp nhận'])
      expect(legend).toContain(`điểm quan trắc: ${place}`);
    for (const place of ['outlet', 'inside', 'receiving'])
      expect(await page.locator(`.source-point .point-mark.${place}`).count()).toBe(1);
    await picture(page, 'sources-map');
    await page.getByRole('link', { name: /Làng bún Trung/ }).click();
    await page.getByText('≤ 81 mg/l').waitFor();
    await page.getByText('75 × Kq 0,9 × Kf 1,2', { exact: false }).waitFor();
    await picture(page, 'sources-desk');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Ghi lần kiểm tra' }).click();
    await page.getByText('Cần khắc phục').click();
    await page
      .locator('input[type=file]')
      .setInputFiles(join(PICTURES, readdirSync(PICTURES).find((name) => name.endsWith('.jpg'))!));
    await page.getByRole('img', { name: 'Ảnh kiểm tra 1' }).waitFor();
    await page.getByLabel('Kiểm tra lại ngày').fill(dayIn(60).split('-').reverse().join('/'));
    await picture(page, 'sources-inspection');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.locator('.source-records', { hasText: 'Cần khắc phục' }).waitFor();

    await page.getByRole('button', { name: 'Ghi kết quả mẫu' }).click();
    await page.getByLabel('COD (mg/l)').fill('97,2');
    await page.getByText('vượt ngưỡng cấu hình, gấp 1,2 lần').waitFor();
    await page.getByLabel('BOD5 (mg/l)').fill('1.250');
    await page.getByText('đọc được hai cách: hãy viết 1250 hoặc 1,250').waitFor();
    await page.getByLabel('BOD5 (mg/l)').fill('1.250,5');
    await page.getByText('vượt ngưỡng cấu hình, gấp 38,6 lần').waitFor();
    await page.getByLabel('pH', { exact: true }).fill('4,1');
    await page.getByText('dưới mức thấp nhất cấu hình 6', { exact: true }).waitFor();
    await picture(page, 'sources-sample-sides');
    await page.getByLabel('pH', { exact: true }).fill('');
    await page.getByLabel('BOD5 (mg/l)').fill('30');
    await picture(page, 'sources-sample');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.locator('.source-over', { hasText: 'Cảnh báo · vượt ngưỡng cấu hình' }).waitFor();
    // by the minute, and beside what is over its limit whose limit that is
    const taken = page.locator('.source-records li', { hasText: 'Mẫu nước' }).locator('time');
    expect(await taken.innerText()).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/);
    await page
      .locator('.source-over')
      .getByText(/^Ngưỡng cấu hình: .+, cột A$/)
      .waitFor();
    await picture(page, 'sources-file');

    const file = await call<SourceFile>('/sources/lo-bun');
    expect(file.records.map(({ deed }) => deed.did).sort()).toEqual(['inspected', 'sampled']);
    expect(file.source.checkOn).toBe(dayIn(60));
    expect(await page.locator('.land-panel').textContent()).not.toMatch(/không đạt|vi phạm/i);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('lets an administrator type a column of 2025 in, and reads on a phone', async () => {
    const { page, problems } = await openDesk(browser, hub, '/admin/ban-do/nguon-thai/co-khi/ho-so', PHONE);
    await page.getByRole('button', { name: 'Nhập cột A' }).click();
    await page.getByLabel('Lấy từ văn bản').fill('Thông tư 06/2025/TT-BTNMT, bảng 1');
    await page.getByLabel('COD: không quá').fill('60');
    await picture(page, 'sources-column-phone');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('≤ 60 mg/l').waitFor();
    await page.getByText('không nhân hệ số · quản trị của xã nhập', { exact: false }).waitFor();
    await picture(page, 'sources-file-phone');
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(wide).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);
});
