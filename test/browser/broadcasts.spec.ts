import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { type Broadcast, secondsAloud, topics } from '#hub/contracts';
import {
  addPerson,
  anMp3,
  describeWith,
  eventually,
  startHub,
  startProvider,
  type TestHub,
  type TestPerson,
  type TestProvider,
} from '#hub/testkit';
import { launch, picture } from './browser.js';
import { DESK, PHONE, violations } from './desk.js';
import { visit } from './visit.js';

const TEXT = 'Nước sông lên nhanh. Bà con thôn Đông đưa người già, trẻ em lên chỗ cao. '.repeat(12).trim();

describeWith('chromium', 'public messages', () => {
  let hub: TestHub;
  let vendor: TestProvider;
  let browser: Browser;
  let hanh: TestPerson;
  let binh: TestPerson;
  let desk: Page;
  let phone: Page;
  const problems: string[] = [];
  const post = async <T>(path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await hub.fetch(`/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const open = async (who: TestPerson, path: string, size = DESK) => {
    const visited = await visit(browser, hub.url + path, { size, cookie: who.cookie });
    visited.page.setDefaultTimeout(10_000);
    visited.page.on('close', () => problems.push(...visited.problems));
    return visited.page;
  };

  const broadcasts = async () =>
    ((await (await hub.fetch('/api/broadcasts')).json()) as { broadcasts: Broadcast[] }).broadcasts;

  beforeAll(async () => {
    vendor = await startProvider();
    hub = await startHub({
      env: {
        ...{ RULES: 'test/faults/rules.json', LOUDSPEAKER_URL: `${vendor.url}/say` },
        ...{ LOUDSPEAKER_STOP_URL: `${vendor.url}/stop`, LOUDSPEAKER_ZONES: 'thon-dong=101, thon-doai=102' },
        PUBLIC_URL: 'http://hub.example',
      },
    });
    for (const [id, name] of [
      ['thon-dong', 'Thôn Đông'],
      ['thon-doai', 'Thôn Đoài'],
      ['thon-thuong', 'Thôn Thượng'],
    ])
      await post('/registry/hamlet', { id, name });
    const everywhere = { kind: 'commune', id: '*' } as const;
    hanh = await addPerson(hub, { name: 'Lê Thị Hạnh', grants: [{ role: 'operator', scope: everywhere }] });
    binh = await addPerson(hub, { name: 'Nguyễn Văn Bình', grants: [{ role: 'leader', scope: everywhere }] });
    const { device, secret } = await hub.addDevice('air-1', {
      ...{ name: 'Trạm chợ', profile: 'air-station', hamlet: 'Thôn Đông' },
    });
    const line = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'air-1', password: secret });
    await line.publishAsync(topics.telemetry(device.commune, 'air-1'), '{"pm25":150}', { qos: 1 });
    await line.endAsync();
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
    await vendor?.stop();
  });

  it('are suggested by an incident, and written with how long they take', async () => {
    desk = await open(hanh, '/operations');
    await desk.getByText('Bụi mịn tăng cao').first().click();
    await desk.getByRole('link', { name: 'Phát thanh…' }).click();
    await desk.getByText('Về việc: Bụi mịn tăng cao').waitFor();
    const text = desk.getByLabel(/^Nội dung đọc trên loa/);
    expect(await text.inputValue()).toMatch(/^Thông báo của Ủy ban nhân dân xã\. .*Thôn Đông/);
    expect(await desk.getByLabel('Thôn Đông').isChecked()).toBe(true);
    await text.fill(TEXT);
    await desk
      .getByText(`Đọc khoảng ${Math.floor(secondsAloud(TEXT) / 60)} phút ${secondsAloud(TEXT) % 60} giây.`)
      .waitFor();
    await desk.getByRole('radio', { name: /^Khẩn cấp/ }).check();
    expect(await violations(desk)).toEqual([]);
    await picture(desk, 'broadcast-compose');
    // an operator does not approve
    expect(await desk.getByRole('button', { name: 'Duyệt và phát ngay' }).count()).toBe(0);
    await desk.getByRole('button', { name: 'Gửi duyệt' }).click();
    await desk.getByText('Lê Thị Hạnh soạn').waitFor();
    expect(vendor.asked).toEqual([]);
  }, 60_000);

  it('are approved by the delegate with one tap on a phone, and seen on air on every page of the desk', async () => {
    phone = await open(binh, '/operations/phat-thanh', PHONE);
    const yes = phone.getByRole('button', { name: 'Duyệt và phát ngay' }).first();
    await yes.waitFor();
    const box = (await yes.boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(56);
    expect(await phone.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    expect(await violations(phone)).toEqual([]);
    await picture(phone, 'broadcast-approve-phone');
    await yes.click();
    await phone.getByText('ĐANG PHÁT', { exact: true }).waitFor();
    expect(await violations(phone)).toEqual([]);
    await picture(phone, 'broadcast-on-air-phone');
    const [asked] = await eventually(
      'loudspeakers to be told',
      () => vendor.asked,
      (all) => all.length === 1,
    );
    expect(JSON.parse(asked!.body)).toMatchObject({ zones: ['101'], text: TEXT });
    for (const [path, heading] of [
      ['/operations', 'Bụi mịn tăng cao'],
      ['/operations/giao-ca', 'Giao ca'],
      ['/operations/ban-tin', 'Bản tin sáng'],
      ['/operations/phat-thanh', 'Phát thanh'],
    ] as const) {
      await desk.goto(hub.url + path);
      await desk.getByRole('heading', { name: heading, level: 1 }).first().waitFor();
      await desk.getByText('ĐANG PHÁT', { exact: true }).first().waitFor();
      const stop = (await desk.getByRole('button', { name: 'Dừng phát' }).first().boundingBox())!;
      expect([path, stop.y + stop.height < DESK.height]).toEqual([path, true]);
      await picture(desk, `broadcast-on-air${path.replaceAll('/', '-')}`);
      // the desk still fits its window
      if (path === '/operations')
        await eventually(
          'the desk to fit its window',
          () => desk.locator('html').evaluate((html) => html.scrollHeight),
          (height) => height <= DESK.height,
        );
    }
    await desk.getByText('loa đã nhận').waitFor();
    expect(await violations(desk)).toEqual([]);
  }, 90_000);

  it('are stopped from the bar, and it says so until loudspeakers did', async () => {
    vendor.answer = () => 'hang';
    await desk.goto(`${hub.url}/operations`);
    await desk.getByRole('button', { name: 'Dừng phát' }).click();
    await desk.getByText('Đang dừng…').waitFor();
    vendor.answer = () => ({ status: 200 });
    vendor.cut();
    await desk.getByText('ĐANG PHÁT', { exact: true }).waitFor({ state: 'detached', timeout: 20_000 });
    await phone.getByText('Đã dừng').first().waitFor();
    await phone.getByText(/Lê Thị Hạnh dừng/).waitFor();
    await eventually(
      'it to be written down',
      async () => ((await (await hub.fetch('/api/broadcasts')).json()) as { broadcasts: Broadcast[] }).broadcasts[0],
      (one) => one?.state === 'stopped' && one.stopped?.by === 'Lê Thị Hạnh',
    );
  }, 60_000);

  it('of an emergency are aired by an operator from a text that was approved beforehand', async () => {
    await desk.goto(`${hub.url}/operations/phat-thanh`);
    await desk.getByText('Chưa có mẫu').first().waitFor();
    await phone.getByRole('button', { name: 'Soạn mẫu' }).click();
    await phone.getByLabel('Tên mẫu').fill('Lũ');
    await phone.getByLabel(/^Lời đọc/).fill('Nước lên nhanh ở {place} lúc {time}. Bà con lên chỗ cao.');
    await phone.getByRole('button', { name: 'Gửi duyệt' }).last().click();
    await phone.getByRole('button', { name: 'Duyệt mẫu' }).click();
    // a page that is open has it without being asked for anew
    await desk.getByRole('button', { name: 'Phát ngay' }).waitFor({ timeout: 8000 });
    vendor.asked.length = 0;
    const listed = (await (await hub.fetch('/api/incidents')).json()) as { incidents: { id: string }[] };
    const incident = listed.incidents[0]!.id;
    await desk.goto(`${hub.url}/operations/phat-thanh?tu=${encodeURIComponent(incident)}`);
    await desk.getByRole('button', { name: 'Phát ngay' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByText('Về việc: Bụi mịn tăng cao').waitFor();
    await dialog.getByRole('button', { name: 'Phát ngay' }).click();
    await dialog.getByText('Còn thiếu.').waitFor();
    await dialog.getByLabel('Nơi').fill('bến đò thôn Đông');
    await dialog.getByText(/^Nước lên nhanh ở bến đò thôn Đông lúc \d+ giờ/).waitFor();
    expect(await violations(desk)).toEqual([]);
    await picture(desk, 'broadcast-template');
    await dialog.getByRole('button', { name: 'Phát ngay' }).click();
    await desk.getByText('ĐANG PHÁT', { exact: true }).waitFor();
    await desk.getByText(/mẫu “Lũ” bản 1, Nguyễn Văn Bình duyệt sẵn/).waitFor();
    // where no loudspeaker is, it says so
    await desk.getByText('không gửi · nơi này chưa có loa').waitFor();
    await picture(desk, 'broadcast-list');
    const zones = () => vendor.asked.map(({ body }) => (JSON.parse(body) as { zones: string[] }).zones.join()).sort();
    await eventually('both hamlets to be told', zones, (all) => all.join() === '101,102');
    // what is said of something that is simulated must not leave the hub: it is known what it is about
    expect((await broadcasts()).find(({ template }) => template)).toMatchObject({ incident });
  }, 60_000);

  it('are what stands on the screen, also when an answer was lost and the text was corrected', async () => {
    await desk.goto(`${hub.url}/operations/phat-thanh`);
    const text = desk.getByLabel(/^Nội dung đọc trên loa/);
    await text.waitFor();
    expect(await desk.getByText(/Đọc khoảng/).count()).toBe(0);
    await text.fill('Họp dân lúc bảy giờ.');
    await desk.getByText('Đọc khoảng', { exact: false }).waitFor();
    await desk.route('**/api/broadcasts', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      await route.abort();
    });
    await desk.getByRole('button', { name: 'Gửi duyệt' }).click();
    await eventually('the first to be there', broadcasts, (all) => all.some((one) => one.text.includes('bảy giờ')));
    // the answer is lost first, and then the line is there again
    await desk.unrouteAll({ behavior: 'wait' });
    await text.fill('Họp dân lúc tám giờ.');
    await desk.getByRole('button', { name: 'Gửi duyệt' }).click();
    await eventually('the second, too', broadcasts, (all) => all.some((one) => one.text.includes('tám giờ')));
  }, 60_000);

  it('of a drill are said by the machine, although a recording was chosen before', async () => {
    await desk.goto(`${hub.url}/operations/phat-thanh`);
    await desk.getByLabel(/^Nội dung đọc trên loa/).fill('Diễn tập chữa cháy.');
    const file = { name: 'dien-tap.mp3', mimeType: 'audio/mpeg', buffer: anMp3(3) };
    const kept = desk.waitForResponse((answer) => answer.url().endsWith('/api/recordings'));
    await desk.getByLabel(/^Bản ghi âm MP3/).setInputFiles(file);
    await kept;
    await desk.getByText('Đọc khoảng 3 giây.').waitFor();
    await desk.getByLabel(/^Đây là diễn tập/).check();
    await desk.getByRole('button', { name: 'Gửi duyệt' }).click();
    const all = await eventually('it to be there', broadcasts, (some) => some.some(({ drill }) => drill));
    expect(all.find(({ drill }) => drill)!.recording).toBeUndefined();
  }, 60_000);

  it('are there in English, and are not for those who deal with alerts alone', async () => {
    await desk.goto(`${hub.url}/operations/phat-thanh?lang=en`);
    await desk.getByRole('heading', { name: 'Public messages' }).waitFor();
    await desk.getByRole('heading', { name: 'Emergency texts' }).waitFor();
    await picture(desk, 'broadcast-english');
    // the delegate has no desk: the account and the wall are the ways from here
    await phone.getByRole('link', { name: 'Nguyễn Văn Bình' }).waitFor();
    expect(await phone.getByRole('link', { name: 'Màn hình điều hành' }).getAttribute('href')).toBe('/wall');
    const grants = [{ role: 'security-officer', scope: { kind: 'commune', id: '*' } as const }];
    const lam = await addPerson(hub, { name: 'Phạm Văn Lâm', grants });
    const other = await open(lam, '/operations');
    await other.getByText('Bụi mịn tăng cao').first().click();
    await other.getByRole('heading', { name: /Bụi mịn tăng cao/ }).waitFor();
    expect(await other.getByText(/Phát thanh|ĐANG PHÁT/).count()).toBe(0);
    await Promise.all([other, desk, phone].map((page) => page.close()));
    expect(problems).toEqual([]);
  }, 60_000);
});
