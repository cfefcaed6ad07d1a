import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Device, type Incident, type Reading, type ReadingsItem, STREAM } from '#hub/contracts';
import { appendToLog, describeWith, eventually, startHub, type TestHub } from '#hub/testkit';
import { launch, picture } from './browser.js';
import { DESK, PHONE, violations } from './desk.js';
import { visit } from './visit.js';

const DAY = 86_400_000;
const MINUTE = 60_000;
const PICTURES = join('firmware-sim', 'pictures');
const PHOTO = readFileSync(join(PICTURES, readdirSync(PICTURES).find((name) => name.endsWith('.jpg'))!), 'base64');
const dayIn = (days: number) => new Date(Date.now() + days * DAY + 7 * 3_600_000).toISOString().slice(0, 10);
const LOOKS = [
  ['en', 'desk'],
  ['en', 'phone'],
  ['vi', 'desk'],
  ['vi', 'phone'],
] as const;
type Look = (typeof LOOKS)[number];

/** An hour of an outlet that ends now; COD is over for the last forty minutes. */
function hour({ id, commune }: Device, now: number): ReadingsItem[] {
  const items: ReadingsItem[] = [];
  for (let ts = now - 60 * MINUTE; ts < now; ts += MINUTE) {
    const values: Reading['values'] = { ph: 7 + (ts % 7) / 50, cod: ts > now - 40 * MINUTE ? 118 + (ts % 11) : 60 };
    const about = { commune, device: id, kind: 'water', ts, received: ts, late: false, simulated: false };
    if (Math.round((ts - now) / MINUTE) % 5 === 0) items.push({ type: 'reading', ...about, values });
    for (let second = 0; second < 60; second += 5)
      items.push({ type: 'tick', received: ts + second * 1000, clock: 'ok' });
  }
  return items;
}

describeWith('chromium', 'waste-water sources in both languages, on a desk and on a phone', () => {
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
  const open = async ([lang, look]: Look, path: string) => {
    const size = look === 'desk' ? DESK : PHONE;
    const visitor = await visit(browser, `${hub.url}${path}?lang=${lang}`, { size, cookie: await hub.cookie() });
    const check = async (name: string) => {
      await picture(visitor.page, `sources-${name}-${lang}-${look}`);
      expect(await violations(visitor.page)).toEqual([]);
      const wide = await visitor.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(wide).toBeLessThanOrEqual(0);
    };
    return { ...visitor, check };
  };

  beforeAll(async () => {
    hub = await startHub();
    const AT = { lat: 20.4503, lon: 106.245 };
    const nodes = ['a', 'b'].map((id, i) => ({ id, lat: 20.45, lon: 106.24 + i / 100 }));
    await call('/registry/hamlet', 'POST', { id: 'trung', name: 'Thôn Trung' });
    await call('/registry/canal', 'POST', {
      ...{ id: 'kenh-tieu', name: 'Kênh Tiêu', nodes, reaches: [{ id: 'r', from: 'a', to: 'b' }] },
    });
    const { device } = await call<{ device: Device }>('/devices', 'POST', {
      ...{ id: 'cua-xa', name: 'Trạm cửa xả làng bún', profile: 'water-quality', ...AT },
      ...{ hamlet: 'Thôn Trung', place: 'cống xả làng bún' },
    });
    await call('/registry/source', 'POST', {
      ...{ id: 'lo-bun', name: 'Làng nghề bún Trung', type: 'craft-village', waste: 'food', ...AT, hamlet: 'trung' },
      ...{ owner: 'Tổ hợp tác bún Trung', canal: 'kenh-tieu', node: 'a', flowClass: 'to-50', device: 'cua-xa' },
      ...{ standard: 'QCVN40:2011', column: 'A', permit: '12/GP-UBND', permitUntil: dayIn(420), checkOn: dayIn(-12) },
      points: [
        { name: 'Cửa xả 2', place: 'outlet' },
        { name: 'Cầu Sỏi', place: 'receiving' },
      ],
    });
    await call('/registry/source', 'POST', {
      ...{ id: 'cho-me', name: 'Chợ Mễ', type: 'trade', lat: 20.4497, lon: 106.248, receiver: 'sewer' },
      ...{ flowM3Day: 55, standard: 'QCVN40:2011', column: 'A', permitUntil: dayIn(18) },
    });
    const { name } = await call<{ name: string }>('/sources/lo-bun/photos', 'POST', { photo: PHOTO });
    const record = (key: string, days: number, deed: object) =>
      call('/sources/lo-bun/records', 'POST', { key: `khoa-${key}`, at: Date.now() - days * DAY, deed });
    const cell = (parameter: string, value: number) => ({ parameter, value });
    await record('anh-1', 40, {
      ...{ did: 'inspected', outcome: 'to-mend', photos: [name], note: 'Hố ga đầy, nước đục chảy thẳng ra kênh.' },
    });
    await record('mau-1', 33, {
      ...{
        did: 'sampled',
        laboratory: 'Trung tâm quan trắc',
        values: [cell('cod', 118), cell('ph', 5.6), cell('tss', 41)],
      },
    });
    await record('mau-2', 20, {
      ...{ did: 'sampled', point: { name: 'Cầu Sỏi', place: 'receiving' }, values: [cell('cod', 22)] },
    });
    await hub.kill9();
    await appendToLog(hub.dir, STREAM.readings, hour(device, Date.now()));
    await hub.restart();
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it.each(LOOKS)(
    '%s on a %s: the list, the file with its records, and the form',
    async (...look) => {
      const { page, check, problems } = await open(look, '/admin/ban-do/nguon-thai');
      await page.locator('.source-items b').first().waitFor();
      await check('list');
      await page.close();

      const file = await open(look, '/admin/ban-do/nguon-thai/lo-bun/ho-so');
      await file.page.locator('.source-records img').waitFor();
      await file.page.getByText('75 × Kq', { exact: false }).first().waitFor();
      await check_(file, 'records', '.source-records');
      await check_(file, 'limits', '.source-limits');
      await file.page.getByRole('button', { name: look[0] === 'en' ? 'Add a sample' : 'Ghi kết quả mẫu' }).click();
      await file.page.getByLabel(look[0] === 'en' ? 'Taken at' : 'Lấy ở').selectOption('Cửa xả 2');
      await file.page.getByLabel('COD (mg/l)').fill('97');
      await file.check('add-sample');
      await file.page.close();

      const inspection = await open(look, '/admin/ban-do/nguon-thai/lo-bun/ho-so');
      const adds = look[0] === 'en' ? 'Add an inspection' : 'Ghi lần kiểm tra';
      await inspection.page.getByRole('button', { name: adds }).click();
      await inspection.check('add-inspection');
      await inspection.page.close();

      const form = await open(look, '/admin/ban-do/nguon-thai/lo-bun');
      await form.page.locator('.source-points li').first().waitFor();
      await form.check('form');
      await check_(form, 'form-points', '.source-points');
      await form.page.close();
      expect([...problems, ...file.problems, ...inspection.problems, ...form.problems]).toEqual([]);

      async function check_({ page: of, check: look_ }: typeof file, name: string, at: string) {
        await of.locator(at).scrollIntoViewIfNeeded();
        await look_(name);
      }
    },
    60_000,
  );

  it('takes a class, a point and a day in the form', async () => {
    const { page, problems } = await open(['vi', 'desk'], '/admin/ban-do/nguon-thai/cho-me');
    await page.getByLabel(/^Nguồn tiếp nhận/).selectOption('lake');
    await page.getByLabel('Nhóm nguồn tiếp nhận (Kq)').selectOption('lake-10');
    await page.getByLabel('Lưu lượng (m³/ngày)').fill('');
    await page.getByLabel('Nhóm lưu lượng (Kf)').selectOption('to-500');
    await page.getByLabel('Ngày kiểm tra tới').fill('31/01/2027');
    await page.getByRole('button', { name: 'Thêm điểm' }).click();
    await page.getByLabel('Điểm 1: tên').fill('Cống chợ');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    const { source } = await eventually(
      'the change',
      () => call<{ source: Record<string, unknown> }>('/sources/cho-me'),
      ({ source: now }) => now['version'] === 2,
    );
    expect(source).toMatchObject({
      ...{ receiver: 'lake', receiverClass: 'lake-10', flowClass: 'to-500', checkOn: '2027-01-31' },
      points: [{ name: 'Cống chợ', place: 'outlet' }],
    });
    expect(source).not.toHaveProperty('flowM3Day');
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it.each(LOOKS)(
    '%s on a %s: the incident of an outlet that is over its limit',
    async (...look) => {
      const { incidents } = await eventually(
        'the incident',
        () => call<{ incidents: Incident[] }>('/incidents?cause=water'),
        ({ incidents: found }) => found.length > 0,
        30_000,
      );
      const { page, check, problems } = await open(look, `/operations/${encodeURIComponent(incidents[0]!.id)}`);
      const title = look[0] === 'en' ? 'Above the configured limit at an outlet' : 'Vượt ngưỡng cấu hình ở cửa xả';
      await page.getByRole('heading', { name: title }).waitFor();
      await page.getByText('Làng nghề bún Trung', { exact: false }).first().waitFor();
      await page.getByRole('heading', { name: title }).scrollIntoViewIfNeeded();
      await check('incident');
      expect(problems).toEqual([]);
      await page.close();
    },
    60_000,
  );
});
