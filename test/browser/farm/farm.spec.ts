import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { FarmPage } from '#hub/contracts';
import { describeWith, eventually } from '#hub/testkit';
import { type DryField, PLOT, setDryField } from '../../acceptance/dry-field.js';
import { picture } from '../browser.js';
import { type Line, startLine } from '../install/line.js';
import { looksRight } from '../install/looks.js';
import { type Phone, takePhone } from '../install/phone.js';

/** Of the band over the page, px. */
const ONE_LINE = 24;

describeWith('chromium', 'a farmer with a phone', () => {
  let field: DryField;
  let line: Line;
  let phone: Phone;
  const farmPage = async () => (await (await field.farmer.fetch('/api/farm')).json()) as FarmPage;
  const plot = async () => (await farmPage()).plots[0]!;
  /** m³ let in yesterday and today: the night is between them. */
  const water = async () => (await plot()).days.slice(-2).reduce((sum, { irrigated = 0 }) => sum + irrigated, 0);
  const open = async (path: string) => {
    phone = await takePhone({ camera: false });
    await phone.signIn(field.farmer, line.url);
    await phone.page.goto(`${line.url}${path}`);
    return phone.page;
  };
  const posts = () => line.asked.filter((one) => one === 'POST /api/farm/answers').length;

  beforeAll(async () => {
    field = await setDryField();
    line = await startLine(field.hub.url);
    await eventually(
      'advice to irrigate',
      () => plot(),
      ({ advice }) => advice?.verdict === 'irrigate',
      30_000,
    );
  }, 90_000);
  afterEach(async () => {
    line?.mend();
    await phone?.throwAway();
  });
  afterAll(async () => {
    await line?.close();
    await field?.hub.stop();
  });

  it('comes from the first page to the field, and reads what to do and why', async () => {
    const page = await open('/');
    await page.waitForURL(/\/farm$/);
    await page.getByRole('heading', { name: 'Ruộng Gò' }).waitFor();
    await page.getByRole('heading', { name: 'BƠM HÔM NAY' }).waitFor();
    await page.getByText(/^Bơm khoảng 4 giờ/).waitFor();
    // the hub tells a level in tenths: where it lies between two, sentence and drawing may round it each its way
    const centimetres = (text: string | null) => Number(/cách mặt ruộng (\d+)\scm/.exec(text ?? '')![1]);
    const why = centimetres(await page.getByText(/Nước cách mặt ruộng \d+\scm/).innerText());
    const drawn = await page.locator('svg.cut').getAttribute('aria-label');
    expect(drawn).toMatch(/, đo lúc (\d\d\/\d\d )?\d\d:\d\d$/);
    expect(Math.abs(centimetres(drawn) - why)).toBeLessThanOrEqual(1);
    await page.getByText(/^5 sào \(1\.80\d m²\)$/).waitFor();
    await looksRight(page, 'real-vi', 'farm');
    expect(phone.problems).toEqual([]);
  }, 60_000);

  it('says that it was pumped with two taps, takes it back, says it again, and the balance follows', async () => {
    // where a notice leads
    const page = await open(`/farm?thua=${PLOT}`);
    const say = async () => {
      await page.getByRole('button', { name: 'Đã bơm' }).click();
      await page.getByRole('button', { name: /đúng như đã báo/ }).click();
      await page.getByRole('button', { name: 'LẤY LẠI' }).waitFor();
    };
    const before = posts();
    await say();
    await looksRight(page, 'undo-vi', 'farm');
    await page.getByRole('button', { name: 'LẤY LẠI' }).click();
    await page.getByRole('button', { name: 'Không bơm được' }).waitFor();
    await page.waitForTimeout(6000);
    expect(posts()).toBe(before);
    await say();
    await page.getByText(/Đã báo: bơm 4 giờ · đã ghi/).waitFor({ timeout: 30_000 });
    await eventually('the water in the balance', water, (m3) => m3 === 140, 30_000);
    expect(posts()).toBe(before + 1);
    expect((await plot()).answers.map(({ deed }) => deed.did)).toEqual(['irrigated']);
    await looksRight(page, 'said-vi', 'farm');
    // pressed by mistake, and seen only later
    await page.getByRole('button', { name: 'Sửa lại' }).click();
    await page.getByRole('button', { name: 'Không bơm được' }).waitFor();
    await eventually('the water gone from the balance', water, (m3) => m3 === 0, 30_000);
    await page.reload();
    await page.getByRole('heading', { name: 'BƠM HÔM NAY' }).waitFor();
    expect(phone.problems).toEqual([]);
  }, 120_000);

  it('does so without a network: it is kept with the time of the tap, sent once, and the page opens from the phone alone', async () => {
    const page = await open('/farm');
    await page.getByRole('heading', { name: 'BƠM HÔM NAY' }).waitFor();
    await page.waitForFunction(`navigator.serviceWorker.ready.then((r) => r.active)`);
    line.cut();
    const at = Date.now();
    await page.getByRole('button', { name: 'Không bơm được' }).click();
    await page.getByRole('button', { name: 'Hết điện' }).click();
    await page.getByRole('button', { name: 'LẤY LẠI' }).waitFor();
    await page.getByText(/Đã báo: không bơm được: hết điện · chờ gửi/).waitFor({ timeout: 15_000 });
    const band = page.getByText('Chưa có mạng · 1 lời báo chờ gửi');
    await band.waitFor({ timeout: 30_000 });
    expect((await band.boundingBox())!.height).toBeLessThanOrEqual(ONE_LINE);
    await looksRight(page, 'offline-vi', 'farm');

    await page.reload();
    await page.getByRole('heading', { name: 'BƠM HÔM NAY' }).waitFor({ timeout: 20_000 });
    await page.getByText(/hết điện · chờ gửi/).waitFor();
    await picture(page, 'farm-offline-again');
    line.mend();
    await page.getByText(/hết điện · đã ghi/).waitFor({ timeout: 40_000 });
    const said = (await plot()).answers.filter(({ deed }) => deed.did === 'could-not');
    expect(said).toHaveLength(1);
    expect(said[0]!.deed).toEqual({ did: 'could-not', obstacle: 'no-power' });
    expect(Math.abs(said[0]!.at - at)).toBeLessThan(3000);
    expect(phone.problems).toEqual([]);
  }, 120_000);

  it('enters rain of the own gauge, in English too', async () => {
    const page = await open('/farm?lang=en');
    await page.getByRole('button', { name: 'Enter rain at the field' }).click();
    for (const digit of ['1', '2']) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('You said: 12 mm of rain').waitFor();
    await eventually(
      'the hub to have it',
      async () => (await plot()).answers[0]!.deed,
      (deed) => deed.did === 'rain',
      20_000,
    );
    expect((await plot()).answers[0]!.deed).toEqual({ did: 'rain', mm: 12 });
    expect(phone.problems).toEqual([]);
  }, 60_000);
});
