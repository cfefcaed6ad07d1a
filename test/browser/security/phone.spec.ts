import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Incident } from '#hub/contracts';
import { describeWith, eventually } from '#hub/testkit';
import { violations } from '../axe.js';
import { launch, openWall, picture } from '../browser.js';
import { type IncidentStage, setIncidentStage, TITLE } from '../incident-stage.js';
import { type Line, startLine } from '../install/line.js';
import { type Phone, takePhone } from '../install/phone.js';
import { visit } from '../visit.js';

interface Moment {
  at: number;
  change: string;
  by?: string;
  alert?: string;
}

/** Writes down when a text first stands in the page, by the machine's clock. As text: it runs in the page. */
const watchFor = (text: string) => `(() => {
  const look = () => { if (!window.seenAt && document.body.innerText.includes(${JSON.stringify(text)})) window.seenAt = Date.now(); };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
})()`;

describeWith('chromium', 'the officer’s phone', () => {
  let stage: IncidentStage;
  let line: Line;
  let phone: Phone;
  const open = async (path = '', lang: 'vi' | 'en' = 'vi') => {
    phone = await takePhone({ at: { latitude: 20.455, longitude: 106.255, accuracy: 10 }, lang });
    await phone.signIn(stage.officer, line.url);
    await phone.page.goto(`${line.url}/security${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
    return phone.page;
  };
  const alarm = async (id: string, hamlet: string) => {
    const station = await stage.station(id, hamlet);
    await station.says(20);
    await station.says(180);
    return { station, incident: await stage.incident(id) };
  };
  const timeline = async ({ id }: Pick<Incident, 'id'>) => {
    const answer = await stage.hub.fetch(`/api/incidents/${encodeURIComponent(id)}`);
    return ((await answer.json()) as { timeline: Moment[] }).timeline;
  };
  const hasWorker = (page: Page) =>
    page.waitForFunction(`navigator.serviceWorker.controller || navigator.serviceWorker.ready.then((r) => r.active)`);

  beforeAll(async () => {
    stage = await setIncidentStage();
    line = await startLine(stage.hub.url);
  }, 60_000);
  afterEach(() => phone?.throwAway());
  afterAll(async () => {
    await line?.close();
    await stage?.end();
  });

  it('is ready when there is nothing to do, and breaks no rule of accessibility', async () => {
    for (const lang of ['vi', 'en'] as const) {
      const page = await open('', lang);
      await page.getByText(lang === 'vi' ? 'Không có việc.' : 'Nothing to do.').waitFor();
      await page.getByRole('link', { name: lang === 'vi' ? 'Tài khoản, ngôn ngữ' : 'Account, language' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await picture(page, `security-empty-${lang}`);
      expect(phone.problems).toEqual([]);
      await phone.throwAway();
    }
  }, 60_000);

  it('takes an incident with one thumb, and wall and desk know at once', async () => {
    await alarm('air-1', 'Thôn Đông');
    const browser = await launch();
    const wall = await openWall(browser, stage.hub);
    const desk = await visit(browser, `${stage.hub.url}/operations`, { cookie: stage.operator.cookie });
    await wall.page.getByText('chưa ai nhận').first().waitFor();
    await desk.page.locator('.queue-row', { hasText: 'Chưa ai nhận' }).waitFor();
    await wall.page.evaluate(watchFor('đã có người nhận'));
    await desk.page.evaluate(watchFor('Phạm Văn Lâm đã nhận'));

    const page = await open();
    await page.getByRole('link', { name: new RegExp(TITLE) }).click();
    await page.getByText(/phút xe máy/).waitFor();
    const accept = page.getByRole('button', { name: 'TIẾP NHẬN' });
    await accept.waitFor();
    expect((await accept.boundingBox())!.height).toBeGreaterThanOrEqual(64);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'security-new');
    const pressedAt = await page.evaluate<number>(
      `(() => { [...document.querySelectorAll('button')].find((b) => b.innerText.includes('TIẾP NHẬN')).click(); return Date.now(); })()`,
    );
    for (const [name, { page: seen }] of [
      ['wall', wall],
      ['desk', desk],
    ] as const) {
      const at = await eventually(
        `the ${name} to show it`,
        () => seen.evaluate<number | undefined>('window.seenAt'),
        (one) => one !== undefined,
        10_000,
      );
      console.log(`accepted on the phone, seen on the ${name} ${at! - pressedAt} ms later`);
      expect(at! - pressedAt).toBeLessThanOrEqual(2000);
    }
    await page.getByText('trung tâm đã biết').waitFor();
    expect(await page.getByRole('link', { name: 'Chỉ đường' }).getAttribute('href')).toMatch(/^geo:20\.45/);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'security-taken');
    await page.evaluate(
      `navigator.canShare = () => true; navigator.share = async (what) => { window.shared = what; };`,
    );
    await page.getByRole('button', { name: 'Chia sẻ' }).click();
    await eventually(
      'a picture to be shared',
      () => page.evaluate<number>('window.shared?.files?.[0].size ?? 0'),
      (bytes) => bytes > 10_000,
    );
    expect(await page.evaluate<string>('window.shared.text')).not.toContain('Lâm');
    expect([...phone.problems, ...wall.problems, ...desk.problems]).toEqual([]);
    await browser.close();
  }, 90_000);

  it('accepts without a network, says that the centre does not know, and sends it once with the time of the press', async () => {
    const { incident } = await alarm('air-2', 'Thôn Tây');
    const page = await open(`?incident=${encodeURIComponent(incident.id)}`);
    await page.getByRole('button', { name: 'TIẾP NHẬN' }).waitFor();
    await hasWorker(page);
    line.cut();
    const pressedAt = Date.now();
    await page.getByRole('button', { name: 'TIẾP NHẬN' }).click();
    await page.getByText('chưa tới trung tâm').waitFor();
    await page.getByText('Không có mạng – đã lưu 1 mục, sẽ tự gửi').waitFor();
    expect(await page.getByRole('link', { name: 'Gọi trực ban' }).getAttribute('href')).toBe('tel:0200000115');
    await page.getByRole('button', { name: 'Ảnh, ghi chú' }).click();
    await page.getByLabel('Thấy gì, đã làm gì').fill('Đang tới nơi');
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.getByText('đã lưu 2 mục').waitFor();
    await picture(page, 'security-offline');
    expect(await violations(page)).toEqual([]);

    // the page opens from the phone alone, with what it keeps
    await page.reload();
    await page.getByText('chưa tới trung tâm').waitFor({ timeout: 20_000 });
    await page.waitForTimeout(3000);
    line.mend();
    await page.getByText('trung tâm đã biết').waitFor({ timeout: 40_000 });
    const taken = await stage.incident('air-2', ({ acknowledgement }) => acknowledgement !== undefined);
    expect(taken.acknowledgement).toMatchObject({ by: 'Phạm Văn Lâm', person: stage.officer.id });
    expect(Math.abs(taken.acknowledgement!.at - pressedAt)).toBeLessThan(3000);
    const moments = await eventually(
      'the note to arrive',
      () => timeline(incident),
      (all) => all.some(({ change }) => change === 'commented'),
      20_000,
    );
    const mine = moments.filter(({ by }) => by === 'Phạm Văn Lâm').map(({ change }) => change);
    expect(mine.filter((change) => change === 'acknowledged')).toHaveLength(1);
    expect(mine.filter((change) => change === 'commented')).toHaveLength(1);
    expect(mine.indexOf('acknowledged')).toBeLessThan(mine.indexOf('commented'));
    expect(phone.problems).toEqual([]);
  }, 120_000);

  it('is told who was faster while it had no network', async () => {
    const { incident } = await alarm('air-3', 'Thôn Bắc');
    const page = await open(`?incident=${encodeURIComponent(incident.id)}`);
    await page.getByRole('button', { name: 'TIẾP NHẬN' }).waitFor();
    line.cut();
    await page.getByRole('button', { name: 'TIẾP NHẬN' }).click();
    await page.getByText('chưa tới trung tâm').waitFor();
    const taken = await stage.operator.send(
      'POST',
      `/api/incidents/${encodeURIComponent(incident.id)}/acknowledge`,
      {},
    );
    expect(taken.status).toBe(200);
    line.mend();
    await page.getByText(/Lê Thị Hạnh đã tiếp nhận lúc/).waitFor({ timeout: 40_000 });
    await page.getByText(/^Lê Thị Hạnh đã nhận/).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'security-too-late');
  }, 90_000);

  it('sends a false alarm only when it was not taken back', async () => {
    const { incident } = await alarm('air-4', 'Thôn Nam');
    const page = await open(`?incident=${encodeURIComponent(incident.id)}`);
    await page.getByRole('button', { name: 'TIẾP NHẬN' }).click();
    await page.getByText('trung tâm đã biết').waitFor();
    const sayFalse = async () => {
      await page.getByRole('button', { name: 'Báo nhầm' }).click();
      await page.getByRole('button', { name: 'Khói bếp' }).click();
      await page.getByRole('button', { name: 'LẤY LẠI' }).waitFor();
    };
    await sayFalse();
    await picture(page, 'security-undo');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'LẤY LẠI' }).click();
    await page.getByRole('button', { name: 'Báo nhầm' }).waitFor();
    await page.waitForTimeout(6000);
    expect((await stage.incident('air-4')).verdict).toBeUndefined();
    await sayFalse();
    const { verdict } = await stage.incident('air-4', (one) => one.verdict !== undefined);
    expect(verdict).toMatchObject({ kind: 'false', cause: 'cooking', by: 'Phạm Văn Lâm' });
  }, 90_000);

  it('shows what it is pushed, says that it did, and keeps that the test bell rang', async () => {
    const page = await open();
    await page.getByText('Có mạng').waitFor();
    await hasWorker(page);
    const session = await page.context().newCDPSession(page);
    const registration = new Promise<string>((resolve) =>
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL }) => scopeURL.endsWith('/security'));
        if (own) resolve(own.registrationId);
      }),
    );
    await session.send('ServiceWorker.enable');
    const pushed = { title: 'Thử chuông', body: 'Ca trực bắt đầu', tag: 'bell', url: '/security', kind: 'test-bell' };
    await session.send('ServiceWorker.deliverPushMessage', {
      origin: line.url,
      registrationId: await registration,
      data: JSON.stringify({ ...pushed, urgent: false, silent: false, token: 'a-token', at: Date.now() }),
    });
    await page.getByText(/^Chuông thử lúc/).waitFor();
    const told = `navigator.serviceWorker.getRegistration('/security').then((r) => r.getNotifications()).then((all) => all.map((n) => n.title))`;
    expect(await page.evaluate(told)).toEqual(['Thử chuông']);
    await eventually(
      'the receipt to be sent',
      async () => line.asked.includes('POST /api/push/receipts'),
      (sent) => sent,
      10_000,
    );
    await picture(page, 'security-bell');
  }, 60_000);
});
