import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeWith } from '#hub/testkit';
import { launch, picture, watchProblems } from '../browser.js';
import { looksRight } from '../install/looks.js';
import { PHONE, TELEVISION } from '../visit.js';

const AT = '2026-03-12T10:20:00+07:00';
/** Debian's Chromium has no voice; a phone has. */
const VOICES = `Object.defineProperty(window.speechSynthesis, 'getVoices', { value: () => [{ lang: 'vi-VN' }, { lang: 'en-GB' }] });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.spoken = []; window.speechSynthesis.speak = (one) => window.spoken.push(one.text);`;

/** The stand-in for the hub, which shows the page in each of its states. */
describeWith('chromium', 'the farmer’s page in each of its states', () => {
  let fake: ChildProcess;
  let url: string;
  let browser: Browser;
  const dev = (path: string) => fetch(`${url}/dev/${path}`, { method: 'POST' });
  const open = async (path: string, lang: 'vi' | 'en', voices = true, size = PHONE) => {
    const context = await browser.newContext({ viewport: size, hasTouch: true, timezoneId: 'Asia/Ho_Chi_Minh' });
    const page = await context.newPage();
    const problems = watchProblems(page);
    await page.clock.install({ time: new Date(AT) });
    if (voices) await page.addInitScript(VOICES);
    await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
    await page.locator('.phone.farm').waitFor();
    return { page, problems };
  };
  const headings = (page: Page) => page.locator('h2').first().innerText();

  beforeAll(async () => {
    const args = ['apps/web/dev/fake-hub.mjs', '--as', 'farmer', '--port', '0', '--at', AT, '--state', 'calm'];
    fake = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(fake.stdout!, 'data')) as [Buffer];
    url = new URL(line.toString().trim()).origin;
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    fake?.kill();
  });

  it.each([
    ['irrigate', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
    ['urgent', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
    ['late', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
    ['watch', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
    ['borrowed', 'CHỜ MƯA', 'WAIT FOR RAIN'],
    ['not-needed', 'CHƯA CẦN', 'NOT NEEDED'],
    ['wait', 'CHỜ MƯA', 'WAIT FOR RAIN'],
    ['salty', 'GIỮ NƯỚC –\nĐANG MẶN', 'KEEP YOUR WATER:\nSALT'],
    ['foul', 'KHÔNG LẤY NƯỚC', 'TAKE NO WATER'],
    ['drain', 'RÚT NƯỚC', 'DRAIN'],
    ['unknown', 'CHƯA BIẾT', 'NOT KNOWN'],
    ['unsown', 'CHƯA BIẾT', 'NOT KNOWN'],
    ['guessed', 'CHƯA CẦN', 'NOT NEEDED'],
    ['short', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
    ['done', 'CHƯA CẦN', 'NOT NEEDED'],
    ['numbered', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
    ['upland', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
    ['old', 'LỜI KHUYÊN CŨ', 'OLD ADVICE'],
    ['no-advice', 'CHƯA CÓ LỜI KHUYÊN', 'NO ADVICE YET'],
    ['several', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
    ['simulated', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
    ['many', 'BƠM HÔM NAY', 'IRRIGATE TODAY'],
  ])(
    '%s',
    async (state, vi, en) => {
      await dev(`farm/${state}`);
      for (const [lang, words] of [
        ['vi', vi],
        ['en', en],
      ] as const) {
        const { page, problems } = await open('/farm', lang);
        expect(await headings(page)).toBe(words);
        await looksRight(page, `${state}-${lang}`, 'farm');
        if (state === 'simulated')
          await page.getByText(lang === 'vi' ? 'DỮ LIỆU MÔ PHỎNG' : 'SIMULATED DATA').waitFor();
        expect(problems).toEqual([]);
        await page.context().close();
      }
    },
    60_000,
  );

  it.each(['hours', 'more-hours', 'why-not', 'rain', 'level'])(
    '%s',
    async (doing) => {
      await dev('farm/irrigate');
      for (const lang of ['vi', 'en'] as const) {
        const { page, problems } = await open(`/farm?thua=sau-dinh&do=${doing}`, lang);
        await looksRight(page, `${doing}-${lang}`, 'farm');
        expect(problems).toEqual([]);
        await page.context().close();
      }
    },
    60_000,
  );

  it('says the turn, in the words of the hub, and records what was advised as it was advised', async () => {
    await dev('farm/short');
    const { page } = await open('/farm', 'vi');
    await page.getByText(/Bơm khoảng 45 phút,\s*trong lượt 11:45–12:30/).waitFor();
    await page.getByRole('button', { name: 'Đã bơm' }).click();
    await page.getByRole('button', { name: /^45 phút\s*đúng như đã báo/ }).click();
    await page.clock.runFor(6000);
    await page.getByText('Đã báo: bơm 45 phút · đã ghi').waitFor();
    const answers = await page.evaluate<{ deed: object }[]>(
      `fetch('/api/farm').then((r) => r.json()).then(({ plots }) => plots[0].answers)`,
    );
    expect(answers[0]!.deed).toEqual({ did: 'irrigated', hours: 0.75 });
    await page.context().close();
    await dev('farm/done');
    const done = await open('/farm', 'vi');
    await done.page.getByText('Lượt hôm nay: xong').waitFor();
    await done.page.context().close();
  }, 60_000);

  it('asks for the tube where it helps, and for a call where it does not', async () => {
    for (const [state, first] of [
      ['unknown', 'Ghi mực nước'],
      ['guessed', 'Ghi mực nước'],
      ['unsown', /Gọi hợp tác xã/],
    ] as const) {
      await dev(`farm/${state}`);
      const { page } = await open('/farm', 'vi');
      const asked = page.locator('.dock').locator('a, button').first();
      expect(await asked.innerText()).toMatch(first);
      await page.context().close();
    }
  }, 60_000);

  it('does not show another plot for one that is not there', async () => {
    await dev('farm/several');
    for (const lang of ['vi', 'en'] as const) {
      const { page } = await open('/farm?thua=to9-9', lang);
      await page
        .getByText(lang === 'vi' ? 'Không thấy thửa này trong các thửa của mình' : 'This field is not among yours')
        .waitFor();
      await looksRight(page, `no-such-plot-${lang}`, 'farm');
      await page.context().close();
    }
  }, 60_000);

  it('calls a plot without a name of its own by sheet and number', async () => {
    await dev('farm/numbered');
    const { page } = await open('/farm', 'vi');
    await page.getByRole('heading', { name: 'Thửa 101, tờ 5' }).waitFor();
    await page.context().close();
  }, 60_000);

  it('says that there is no plot, and whom to call', async () => {
    await dev('farm/none');
    for (const lang of ['vi', 'en'] as const) {
      const { page } = await open('/farm', lang);
      await page.getByText(lang === 'vi' ? 'Chưa có thửa nào ghi tên mình' : 'No field has your name').waitFor();
      expect(await page.getByRole('link', { name: /0200 000 115/ }).getAttribute('href')).toBe('tel:0200000115');
      await looksRight(page, `none-${lang}`, 'farm');
      await page.context().close();
    }
  }, 60_000);

  it('shows several plots one after the other, the most urgent first', async () => {
    await dev('farm/several');
    const { page } = await open('/farm', 'vi');
    await page.getByRole('button', { name: /^Ruộng sau đình.*đổi thửa khác$/ }).click();
    expect(await page.locator('.plots b').allInnerTexts()).toEqual([
      ...['Ruộng sau đình', 'Bãi ngô ven sông', 'Cửa đình', 'Gò Mả'],
    ]);
    await looksRight(page, 'list-vi', 'farm');
    await page.getByRole('link', { name: /Cửa đình/ }).click();
    expect(await headings(page)).toBe('CHỜ MƯA');
    await page.getByRole('link', { name: /Thửa tiếp \(4\/4\)/ }).click();
    expect(await headings(page)).toBe('CHƯA CẦN');
    await page.context().close();
  }, 60_000);

  it.each([
    ['vi', '12 thửa', '4 bơm hôm nay · 2 chờ mưa · 6 chưa cần', 'Xem cả 12 thửa', '1 mẫu 2 sào (4.320 m²)'],
    [
      'en',
      '12 fields',
      '4 irrigate today · 2 wait for rain · 6 not needed',
      'See all 12 fields',
      '1 mẫu 2 sào (0.43 ha)',
    ],
  ] as const)(
    'reaches all of many plots, and says how many there are: %s',
    async (lang, count, advised, all, area) => {
      await dev('farm/many');
      const { page, problems } = await open('/farm?thua=sau-dinh', lang);
      await page.getByText(area).waitFor();
      await page.getByRole('link', { name: all }).click();
      await page.getByText(count, { exact: true }).waitFor();
      await page.getByText(advised).waitFor();
      expect(await page.locator('.plots li').count()).toBe(12);
      await looksRight(page, `many-list-${lang}`, 'farm');
      await page.locator('.plots a').last().click();
      await page.locator('.verdict-band').waitFor();
      expect(problems).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it.each([
    ['vi', /^Chưa có mạng · số liệu \d\d:\d\d$/],
    ['en', /^No network · figures of \d\d:\d\d$/],
  ] as const)(
    'says in one line that there is no network, and of when its figures are: %s',
    async (lang, words) => {
      await dev('farm/irrigate');
      const { page } = await open('/farm', lang);
      await page.context().setOffline(true);
      const band = page.getByText(words);
      await band.waitFor();
      expect((await band.boundingBox())!.height).toBeLessThanOrEqual(24);
      await looksRight(page, `offline-line-${lang}`, 'farm');
      await page.context().close();
    },
    60_000,
  );

  it('has charts that say what they show: unit, days, measured or not', async () => {
    await dev('farm/irrigate');
    const { page } = await open('/farm', 'vi');
    await page.getByRole('heading', { name: 'Mực nước ruộng (cm)' }).waitFor();
    await page.getByText('So với mặt ruộng. Từ 27/02 tới nay. Nét liền: đo. Nét chấm: ước tính.').waitFor();
    await page.getByRole('heading', { name: 'Mưa từng ngày (mm)' }).waitFor();
    await page
      .getByText(/^Từ 04\/03 tới nay: đo được\. Từ 12\/03 tới 16\/03, ô gạch chéo: dự báo, chưa rơi\./)
      .waitFor();
    // what fell today, and what is still forecast of it
    await page.locator('svg.chart text', { hasText: /^3\+6$/ }).waitFor();
    // no figure of the drawing stands without its unit
    const figures = await page.locator('svg.cut text').allTextContents();
    expect(figures.filter((text) => /^\d+$/.test(text.trim()))).toEqual([]);
    await page.setViewportSize({ width: 360, height: 1960 });
    await picture(page, 'farm-charts-vi');
    await page.context().close();
  }, 60_000);

  it('reads aloud, and says so where the phone has no voice', async () => {
    await dev('farm/irrigate');
    const { page } = await open('/farm', 'vi');
    await page.getByRole('button', { name: 'Nghe' }).click();
    const spoken = await page.evaluate<string[]>('window.spoken');
    expect(spoken.join(' ')).toMatch(/^Ruộng sau đình\. +Bơm hôm nay\. +Bơm khoảng 4 giờ, lượt của mình từ 9 giờ sáng/);
    await page.context().close();
    const mute = await open('/farm', 'vi', false);
    await mute.page.getByRole('button', { name: 'Không có giọng đọc' }).click();
    await mute.page.getByText(/chưa cài giọng đọc tiếng Việt/).waitFor();
    await looksRight(mute.page, 'no-voice-vi', 'farm');
    await mute.page.context().close();
  }, 60_000);

  it('asks again after an hour whether the pump is off', async () => {
    await dev('farm/irrigate');
    const { page } = await open('/farm', 'vi');
    await page.getByRole('button', { name: 'Đã bơm' }).click();
    await page.getByRole('button', { name: /Đang bơm/ }).click();
    await page.getByRole('button', { name: 'LẤY LẠI' }).waitFor();
    await page.clock.runFor(6000);
    await page.getByText('Đang bơm từ 10:20').waitFor();
    expect(await page.getByText('Bơm xong chưa?').count()).toBe(0);
    await page.clock.runFor(65 * 60_000);
    await page.getByText('Bơm xong chưa?').waitFor();
    await page.getByRole('button', { name: 'Đã bơm xong' }).click();
    await page.getByRole('button', { name: /^1 giờ\s*từ lúc bật máy/ }).waitFor();
    await page.context().close();
  }, 60_000);

  it('tells a water-turn keeper of his block’s day', async () => {
    await dev('farm/irrigate');
    await dev('as/water-turn-keeper');
    for (const lang of ['vi', 'en'] as const) {
      const { page, problems } = await open('/farm/khu', lang);
      await page.getByText('Khu Đồng Đình').waitFor();
      expect(await page.locator('.turns .when b').allInnerTexts()).toEqual([
        ...['05:00–08:00', '08:00–12:00', '12:00–13:30', '13:30–17:00', '17:00–17:37'],
      ]);
      await page.getByText(lang === 'vi' ? 'được 52 / 75 m³' : 'gets 52 of 75 m³').waitFor();
      await looksRight(page, `block-${lang}`, 'farm');
      await page.getByRole('link', { name: /Gò Mả/ }).click();
      await page.getByText(lang === 'vi' ? 'Bắt đầu lúc' : 'Begins at').waitFor();
      await looksRight(page, `turn-${lang}`, 'farm');
      expect(problems).toEqual([]);
      await page.context().close();
    }
    await dev('as/farmer');
  }, 60_000);

  it('names a plot without a name of its own by sheet and number, and its turn is as long as it is', async () => {
    await dev('farm/irrigate');
    await dev('as/water-turn-keeper');
    const { page } = await open('/farm/khu', 'vi');
    await page.locator('.turns li', { hasText: '17:00–17:37' }).getByText('Lê Văn Nếp · 37 phút').waitFor();
    await page.getByRole('link', { name: /Thửa 104, tờ 5/ }).click();
    await page.getByRole('heading', { name: 'Thửa 104, tờ 5' }).waitFor();
    expect(await page.getByText('37 phút').count()).toBe(2);
    await looksRight(page, 'turn-numbered-vi', 'farm');
    await page.context().close();
    await dev('as/farmer');
  }, 60_000);

  it('tells a keeper which plots nobody knows of, and what would make each known', async () => {
    await dev('farm/unknown');
    await dev('as/water-turn-keeper');
    for (const lang of ['vi', 'en'] as const) {
      const { page } = await open('/farm/khu', lang);
      const list = page.locator('.unknown-plots');
      await list.getByText(lang === 'vi' ? '3 thửa chưa biết có cần nước không' : 'Of 3 plots nobody knows').waitFor();
      const words = {
        vi: ['Thửa 101, tờ 5; Thửa 102, tờ 5 (Phạm Thị Hoa)', 'Gò Mả (Phạm Thị Hoa)'],
        en: ['Plot 101, sheet 5; Plot 102, sheet 5 (Phạm Thị Hoa)', 'Gò Mả (Phạm Thị Hoa)'],
      }[lang];
      expect(await list.locator('dt').allInnerTexts()).toEqual(words);
      const called = list.locator('div', { hasText: 'Gò Mả' }).locator('dd');
      expect(await called.innerText()).toMatch(lang === 'vi' ? /gọi hợp tác xã khai ngày gieo/ : /cooperative/);
      await looksRight(page, `block-unknown-${lang}`, 'farm');
      await page.context().close();
    }
    await dev('as/farmer');
  }, 60_000);

  it('says what salt of the canal means for the field as it is rounded, and where the chart begins anew', async () => {
    await dev('farm/watch');
    const { page } = await open('/farm', 'vi');
    await page.getByText('Nước kênh cao nhất giờ qua 1,0 ‰, tới mức lưu ý 1,0 ‰.').waitFor();
    await page.getByRole('heading', { name: 'Nên biết thêm' }).waitFor();
    await page.context().close();
    await dev('farm/borrowed');
    for (const [lang, words] of [
      ['vi', /Chấm to: tính lại theo số mới/],
      ['en', /The big dot: reckoned anew/],
    ] as const) {
      const { page: other } = await open('/farm', lang);
      await other.getByText(words).waitFor();
      await other.setViewportSize({ width: 360, height: 2100 });
      await picture(other, `farm-borrowed-charts-${lang}`);
      await other.context().close();
    }
  }, 60_000);

  it('lets a keeper change turns with a thumb: what does not fit is refused at once, what does is what the list then has', async () => {
    await dev('farm/irrigate');
    await dev('as/water-turn-keeper');
    const { page, problems } = await open('/farm/khu', 'vi');
    await page.getByRole('link', { name: /Gò Mả/ }).click();
    // 12:00–13:30, a quarter of an hour after ten: over the turn that goes on and is fixed, then before now
    const earlier = page.getByRole('button', { name: 'Sớm hơn' });
    await earlier.click();
    await page.getByText('Trùng giờ với lượt của Ruộng sau đình (08:00–12:00)').waitFor();
    expect(await page.getByRole('button', { name: 'Chốt 11:30–13:00' }).getAttribute('aria-disabled')).toBe('true');
    await looksRight(page, 'turn-refused-vi', 'farm');
    for (let i = 0; i < 4; i++) await earlier.click();
    await page.getByText('Giờ đó đã qua.').waitFor();
    for (let i = 0; i < 7; i++) await page.getByRole('button', { name: 'Muộn hơn' }).click();
    await page.getByRole('button', { name: 'Dài ra' }).click();
    await page.getByRole('button', { name: 'Chốt 13:00–15:00' }).click();
    await page.getByText('13:00–15:00').waitFor();
    await page.getByRole('link', { name: /13:00–15:00.*giữ chỗ.*Gò Mả/ }).click();
    await page.getByRole('button', { name: 'Hỏng máy, hết điện' }).click();
    await page.getByText('Bỏ lượt: hỏng máy, hết điện').waitFor();
    await looksRight(page, 'block-skipped-vi', 'farm');
    await page.getByRole('link', { name: /Gò Mả/ }).click();
    await page.getByRole('button', { name: 'Trả về lượt máy xếp' }).click();
    await page.getByText('12:00–13:30').waitFor();
    await page.getByRole('button', { name: 'Ngày mai' }).click();
    await page.getByText('Ngày mai chưa thửa nào cần nước').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
    await dev('as/farmer');
  }, 60_000);

  it('says to a keeper without a network that turns cannot be changed, and which plots are to take no water', async () => {
    await dev('farm/foul');
    await dev('as/water-turn-keeper');
    const { page } = await open('/farm/khu', 'vi');
    await page.getByText('2 thửa không lấy nước: nghi có nước thải').waitFor();
    await page.getByText('1 thửa giữ nước: kênh đang mặn').waitFor();
    await page.locator('.turns li', { hasText: 'Thửa 101, tờ 5' }).getByText('Không bơm được: hỏng máy').waitFor();
    await looksRight(page, 'block-foul-vi', 'farm');
    // the screen of one turn is loaded when it is wanted first
    await page.getByRole('link', { name: /Gò Mả/ }).click();
    await page.getByText('Bắt đầu lúc').waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Chốt 12:00–13:30' }).click();
    await page.getByText('Chưa có mạng nên chưa sửa được lượt').waitFor();
    await looksRight(page, 'turn-offline-vi', 'farm');
    await page.context().close();
    await dev('as/farmer');
  }, 60_000);

  it('keeps its column on a wide screen', async () => {
    await dev('farm/irrigate');
    const { page } = await open('/farm', 'vi', true, TELEVISION);
    await page.locator('.verdict-band').waitFor();
    expect((await page.locator('.phone.farm').boundingBox())!.width).toBeLessThanOrEqual(480);
    await looksRight(page, 'wide-vi', 'farm');
    await page.context().close();
  }, 60_000);
});
