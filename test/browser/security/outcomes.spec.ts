import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Device, Incident } from '#hub/contracts';
import { describeWith } from '#hub/testkit';
import { violations } from '../axe.js';
import { launch, openWall, picture } from '../browser.js';
import { type IncidentStage, setIncidentStage } from '../incident-stage.js';
import { type Phone, takePhone } from '../install/phone.js';
import { DESK, visit } from '../visit.js';

const LANGUAGES = ['vi', 'en'] as const;

describeWith('chromium', 'who has an incident, and what came of it', () => {
  let stage: IncidentStage;
  let browser: Browser;
  let phone: Phone;
  const open = async (incident?: Incident, lang: 'vi' | 'en' = 'vi'): Promise<Page> => {
    await phone?.throwAway();
    phone = await takePhone({ at: { latitude: 20.455, longitude: 106.255, accuracy: 10 }, lang });
    await phone.signIn(stage.officer, stage.hub.url);
    const at = incident ? `&incident=${encodeURIComponent(incident.id)}` : '';
    await phone.page.goto(`${stage.hub.url}/security?lang=${lang}${at}`);
    return phone.page;
  };
  const desk = async ({ id }: Incident, lang: 'vi' | 'en' = 'vi') => {
    const path = `/operations/${encodeURIComponent(id)}?lang=${lang}`;
    return (await visit(browser, stage.hub.url + path, { size: DESK, cookie: stage.operator.cookie })).page;
  };
  const does = async ({ id }: Incident, deed: string, body: object = {}) => {
    const answer = await stage.operator.send('POST', `/api/incidents/${encodeURIComponent(id)}/${deed}`, body);
    expect(answer.status).toBe(200);
  };
  const smoking = async (id: string, hamlet: string, more: Partial<Device> = {}) => {
    const station = await stage.station(id, hamlet, more);
    await station.says(20);
    await station.says(180);
    return station;
  };

  beforeAll(async () => {
    stage = await setIncidentStage();
    browser = await launch();
  }, 60_000);
  afterEach(async () => {
    await phone?.throwAway();
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.end();
  });

  it('somebody took it and something joined: phone, desk and wall say both, and it is given to whoever reads that', async () => {
    await smoking('air-1', 'Thôn Đông');
    const incident = await stage.incident('air-1');
    await does(incident, 'acknowledge');
    await stage.incident('air-1', ({ state }) => state === 'acknowledged');
    await smoking('air-2', 'Thôn Đông');
    await stage.incident('air-1', ({ state, counts }) => state === 'unacknowledged' && counts.alerts === 2);

    const home = await open();
    await home.getByText(/Lê Thị Hạnh đã nhận \d\d:\d\d – có tin mới, chờ nhận lại/).waitFor();
    await picture(home, 'security-news-list');
    const one = await open(incident, 'en');
    await one.getByText(/Lê Thị Hạnh accepted it \d\d:\d\d – news, to be accepted again/).waitFor();
    await one.getByRole('button', { name: 'ACCEPT' }).waitFor();
    expect(await violations(one)).toEqual([]);
    await picture(one, 'security-news-en');
    for (const lang of LANGUAGES) {
      const page = await desk(incident, lang);
      const said = lang === 'vi' ? /có tin mới, chờ nhận lại/ : /news, to be accepted again/;
      await page.locator('.queue-row').getByText(said).waitFor();
      await page.locator('.steps').getByText(said).waitFor();
      await page.locator('.desk-state', { hasText: lang === 'vi' ? '1 việc chờ nhận' : '1 to accept' }).waitFor();
      await page.locator('.around-chart canvas').waitFor();
      expect(await violations(page)).toEqual([]);
      await picture(page, `operations-news-${lang}`);
    }
    const wall = await openWall(browser, stage.hub);
    await wall.page.locator('.card').getByText('có tin mới – chờ nhận lại').waitFor();
    await wall.page.locator('.header', { hasText: '1 việc chờ nhận' }).waitFor();
    await picture(wall.page, 'wall-news');

    await does(incident, 'assign', { to: stage.officer.id });
    await (await open()).getByText(/^Giao cho bạn · /).waitFor();
    await picture(phone.page, 'security-given');
    const told = await desk(incident);
    await told.getByRole('region', { name: 'Diễn biến' }).getByText('Giao cho Phạm Văn Lâm').waitFor();
    await told.getByRole('region', { name: 'Diễn biến' }).scrollIntoViewIfNeeded();
    await picture(told, 'operations-timeline');
    expect(phone.problems).toEqual([]);
  }, 120_000);

  it('the centre says that it was none: the phone of whoever had it tells what, by whom and when', async () => {
    const incident = await stage.incident('air-1');
    const page = await open(incident);
    await page.getByRole('button', { name: 'TIẾP NHẬN' }).click();
    await page.getByText('trung tâm đã biết').waitFor();
    await does(incident, 'false', { cause: 'cooking', note: 'Bếp nhà bà Năm' });
    await page.getByText(/^Báo nhầm: Khói bếp – Lê Thị Hạnh, \d\d:\d\d$/).waitFor({ timeout: 15_000 });
    await page.getByText('Bếp nhà bà Năm').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'security-judged');
    for (const lang of LANGUAGES) {
      const home = await open(undefined, lang);
      const said = { vi: /^Báo nhầm: Khói bếp – Lê Thị Hạnh/, en: /^False alarm: Cooking smoke – Lê Thị Hạnh/ }[lang];
      await home.getByText(said).waitFor();
      expect(await violations(home)).toEqual([]);
      await picture(home, `security-done-${lang}`);
    }
    expect(phone.problems).toEqual([]);
  }, 90_000);

  it('the officer puts it out before the sensors notice: it is said at once, stays in sight, and closes with them', async () => {
    const station = await smoking('air-3', 'Thôn Tây');
    const incident = await stage.incident('air-3');
    const page = await open(incident);
    await page.getByRole('button', { name: 'TIẾP NHẬN' }).click();
    await page.getByText('trung tâm đã biết').waitFor();
    const resolve = () => page.getByRole('button', { name: 'Đã xử lý' }).click();
    await resolve();
    await page.getByRole('button', { name: 'LẤY LẠI' }).click();
    await resolve();
    await picture(page, 'security-resolve-undo');
    await page.getByText(/^Đã xử lý – bạn, \d\d:\d\d$/).waitFor({ timeout: 15_000 });
    await page.getByText('Cảm biến còn báo. Trung tâm đã biết').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'security-settles');
    const seen = await desk(incident);
    await seen.locator('.queue-row').getByText('Phạm Văn Lâm đã xử lý · cảm biến còn báo').waitFor();
    await picture(seen, 'operations-settles');
    const wall = await openWall(browser, stage.hub);
    await wall.page.locator('.card').getByText('đã xử lý, cảm biến còn báo').waitFor();
    await picture(wall.page, 'wall-settles');
    await station.says(15);
    await stage.incident('air-3', ({ state }) => state === 'closed');
    const home = await open(undefined, 'en');
    await home.getByText(/^Dealt with – you, \d\d:\d\d$/).waitFor();
    await picture(home, 'security-settled-en');
    expect(phone.problems).toEqual([]);
  }, 90_000);

  it('of what is simulated the desk says who would have been told, and that nobody was', async () => {
    await smoking('air-4', 'Thôn Nam', { simulated: true });
    const incident = await stage.incident('air-4');
    for (const lang of LANGUAGES) {
      const page = await desk(incident, lang);
      const told = page.getByRole('region', {
        name: lang === 'vi' ? 'Ai sẽ được báo, nếu là thật' : 'Who would be told, were it real',
      });
      await told.getByText(lang === 'vi' ? 'mô phỏng, không gửi cho ai' : 'simulated: nothing is sent').waitFor();
      await told
        .getByRole('row')
        .nth(1)
        .getByText(lang === 'vi' ? 'mô phỏng' : 'simulated')
        .waitFor();
      await told.scrollIntoViewIfNeeded();
      expect(await violations(page)).toEqual([]);
      await picture(page, `operations-simulated-${lang}`);
    }
  }, 60_000);
});
