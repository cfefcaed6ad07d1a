import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import type { Browser } from 'playwright-core';
import { type Alert, type AlertTransition, type Incident, STREAM, topics } from '#hub/contracts';
import {
  aBurning,
  addPerson,
  anIncident,
  appendToLog,
  changed,
  describeWith,
  found,
  startHub,
  type TestHub,
  type TestPerson,
} from '#hub/testkit';
import { outlineOf } from '#hub/smoke';
import { violations } from './axe.js';
import { launch, openWall, picture } from './browser.js';
import { DESK, PHONE, TELEVISION, visit } from './visit.js';

const MINUTE = 60_000;
const [LON, LAT] = [106.255, 20.448];
/** A shape of so many hundred metres from the middle of the commune. */
const ring = (corners: readonly (readonly [number, number])[]) => ({
  type: 'Polygon' as const,
  coordinates: [[...corners, corners[0]!].map(([x, y]): [number, number] => [LON + x / 1044, LAT + y / 1107])],
});
const square = (x: number, y: number, side: number) =>
  ring([
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ]);
const layer = (name: string, geometry: object, more: object = {}) => ({
  ...{ type: 'Feature', properties: { layer: name, ...more }, geometry },
});
const line = (...corners: [number, number][]) => ({
  type: 'LineString',
  coordinates: corners.map(([x, y]) => [LON + x / 1044, LAT + y / 1107]),
});
const COMMUNE = {
  ...{ code: '10807', name: 'Xã Thử Nghiệm', province: 'Tỉnh Thử Nghiệm' },
  map: {
    type: 'FeatureCollection',
    features: [
      layer('boundary', square(-24, -18, 46), { name: 'Xã Thử Nghiệm' }),
      layer('hamlet', square(-6, 4, 6), { name: 'Thôn Đông' }),
      layer('hamlet', square(-20, -14, 7), { name: 'Thôn Đoài' }),
      layer('canal', line([-24, -4], [22, 2]), { name: 'Kênh Chính', rank: 1 }),
      layer('road', line([-24, 10], [22, 3]), { name: 'Đường tỉnh', rank: 1 }),
    ],
  },
};
/** Squares of fifty metres, as the search leaves them: a wedge to the south-east that runs out of the commune. */
const SQUARES = Array.from({ length: 50 }, (_, row) =>
  Array.from({ length: 4 + Math.floor(0.6 * row) }, (_x, i) => ({
    x: 3 + 0.5 * (Math.floor(0.5 * row) + i),
    y: -4 - 0.5 * row,
  })),
).flat();
const WHERE = {
  area: ring(outlineOf(SQUARES, 0.5)[0]!.map(({ x, y }): [number, number] => [x, y])),
  ...{ km2: 2.2, best: [LON + 7 / 1044, LAT - 8 / 1107] as [number, number], how: ['inversion'], cameras: ['cam-1'] },
};
const REASONS = [
  { key: 'excess', points: 29, of: 35, figures: { value: 82 } },
  { key: 'rise', points: 0, of: 15, figures: { value: 3 } },
  { key: 'fine', points: 15, of: 15, figures: { value: 0.82 } },
  { key: 'co', points: 15, of: 15, figures: { value: 0.06 } },
  { key: 'season', points: 5, of: 5, figures: { value: 1 } },
  { key: 'hotspot', points: 0, of: 15 },
  { key: 'camera', points: 0, of: 30, figures: { value: 0 } },
];
type Box = Record<'left' | 'right' | 'top' | 'bottom', number>;
/** As text: it runs in the page. Where the words, the area and the map are. */
const BOXES = `['.map .note', '.map .suspicion path', '.map'].map((part) => document.querySelector(part).getBoundingClientRect().toJSON())`;
const OWNER = 'Bà Nguyễn Thị Ễnh';

/** An alert as the rule of suspected burning opens it, and its incident. */
function burning(
  id: string,
  target: string,
  place: string,
  at: number,
): { alert: AlertTransition; incident: Incident } {
  const text: Alert['text'] = {
    ...{ title: 'Nghi đốt rơm rạ', place, sms: 'Nghi dot rom ra', voice: 'Nghi đốt rơm rạ' },
    sentence: `Có dấu hiệu đốt rơm rạ ở ${place}. Đến xác minh, nhắc dập lửa.`,
    ...{ titleEn: 'Suspected straw burning', sentenceEn: `Signs of straw burning at ${place}. Go and look.` },
  };
  const alert: Alert = {
    ...{ id: `burning-likely:${target}:${at}`, key: `burning-likely:${target}`, rule: 'burning-likely', target },
    ...{ commune: '10807', severity: 'warning', state: 'unacknowledged', startedAt: at, learntAt: at, updatedAt: at },
    ...{ backdated: false, simulated: false, facts: { event: 'burning', value: 0.64 }, text, incident: id },
  };
  const scope = { kind: 'device', id: target } as const;
  return {
    alert: { type: 'alert', change: 'opened', alert, at },
    incident: anIncident(id, {
      ...{ commune: '10807', startedAt: at, openedAt: at, updatedAt: at, target, targets: [target], scope, text },
      ...{ alerts: [alert.id], lead: alert.id },
    }),
  };
}

describeWith('chromium', 'what people see of a suspicion', () => {
  let hub: TestHub;
  let browser: Browser;
  let operator: TestPerson;
  const secrets: Record<string, string> = {};
  const everywhere = { kind: 'commune', id: '*' } as const;
  const put = async (method: string, path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await hub.fetch(path, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };

  beforeAll(async () => {
    hub = await startHub();
    await put('PUT', '/api/commune', COMMUNE);
    for (const [id, name] of Object.entries({ dong: 'Thôn Đông', doai: 'Thôn Đoài' }))
      await put('POST', '/api/registry/hamlet', { id, name });
    const stand = async (id: string, profile: string, name: string, hamlet: string, [x, y]: [number, number]) => {
      const at = { lon: LON + x / 1044, lat: LAT + y / 1107 };
      secrets[id] = (await hub.addDevice(id, { profile, name, hamlet, ...at })).secret;
    };
    await stand('mast', 'weather-mast', 'Cột gió', 'Thôn Đông', [-8, 12]);
    await stand('air-dong', 'air-station', 'Trạm Đông', 'Thôn Đông', [-2, 3]);
    await stand('air-trung', 'air-station', 'Trạm Trung', 'Thôn Đông', [2, 8]);
    await stand('air-doai', 'air-station', 'Trạm Đoài', 'Thôn Đoài', [-14, -6]);
    await stand('cam-1', 'camera', 'Camera trạm bơm', 'Thôn Đông', [6, 2]);
    await put('POST', '/api/registry/camera', { id: 'cam-1', bearing: 180, fieldOfView: 60 });
    const owner = await addPerson(hub, { name: OWNER, hamlet: 'dong', grants: [] });
    const today = new Date().toISOString().slice(0, 10);
    for (const [i, more] of [
      { harvestOn: today },
      { harvestOn: today, owner: owner.id, ownName: 'Ruộng Gò Mả' },
      {},
    ].entries())
      await put('POST', '/api/registry/plot', {
        ...{ id: `to6-${116 + i}`, crop: 'rice', hamlet: 'dong', area: square(5 + i, -6, 0.9), ...more },
      });
    operator = await addPerson(hub, { name: 'Lê Thị Hạnh', grants: [{ role: 'operator', scope: everywhere }] });
    await hub.kill9();
    const at = Date.now() - 12 * MINUTE;
    const east = burning('fire:device:air-dong:1', 'air-dong', 'Thôn Đông, gần nhà văn hóa', at);
    const west = burning('fire:device:air-doai:1', 'air-doai', 'Thôn Đoài', at + MINUTE);
    const curve = Array.from({ length: 18 }, (_, i) => ({
      ...{
        at: at - (17 - i) * 10 * MINUTE,
        value: i > 14 ? 60 + 15 * (i - 14) : 21 + (i % 4),
        background: 20 + (i % 3),
      },
    }));
    const wind = [0, 1, 2, 3].map((i) => ({ at: at - (3 - i) * 10 * MINUTE, from: 135, speed: 2 + i / 10 }));
    const common = { startedAt: at, updatedAt: at + 10 * MINUTE, commune: '10807', wind };
    await appendToLog(hub.dir, STREAM.findings, [
      found(
        aBurning('smoke-1', {
          ...{ ...common, target: 'air-dong', targets: ['air-dong', 'air-trung'], where: { ...WHERE, at } },
          reasons: [...REASONS, { key: 'tooWideNow' }],
          pm25: { value: 96.2, background: 21.8 },
          stations: [
            { device: 'air-dong', curve },
            { device: 'air-trung', curve: curve.map((bin) => ({ ...bin, value: bin.value / 2 })) },
          ],
        }),
      ),
      found(
        aBurning('smoke-2', {
          ...{ ...common, startedAt: at + MINUTE, target: 'air-doai', targets: ['air-doai'], wind: [], score: 44 },
          ...{ grade: 'suspected', reasons: [...REASONS.slice(0, 2), { key: 'noWind' }] },
        }),
      ),
    ]);
    for (const { alert, incident } of [east, west])
      await appendToLog(hub.dir, STREAM.alerts, [alert, changed('opened', incident)]);
    await hub.restart();
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('is an area on the wall, hatched and said to be unverified, without plots and names', async () => {
    const { page, problems } = await openWall(browser, hub);
    await page.locator('.map .suspicion path').first().waitFor({ timeout: 15_000 });
    await page.locator('.map .note', { hasText: 'khu vực nghi ngờ' }).waitFor();
    await page.waitForTimeout(1000);
    await picture(page, 'wall-suspicion');
    // of the second fire nothing can be said: no area is made up for it
    expect(await page.locator('.map .suspicion').count()).toBe(1);
    await page.locator('.card.top').getByText('PM2.5 96 µg/m³, nền 22 µg/m³').waitFor();
    await page.locator('.stills .still').first().getByText('trạm bơm').waitFor();
    const shown = await page.locator('body').innerText();
    for (const hidden of [OWNER, 'Ruộng Gò Mả', 'Thửa', 'to6-']) expect(shown).not.toContain(hidden);
    await page.evaluate(`document.body.style.filter = 'grayscale(1)'`);
    await picture(page, 'wall-suspicion-grey');
    expect(problems).toEqual([]);
    await page.close();
    const visitors = await openWall(browser, hub, '?lang=en');
    await visitors.page.locator('.map .note', { hasText: 'suspected area' }).waitFor({ timeout: 15_000 });
    await picture(visitors.page, 'wall-suspicion-en');
    for (const [width, height] of [
      [1280, 720],
      [3840, 2160],
      [1920, 1080],
    ] as const) {
      await visitors.page.setViewportSize({ width, height });
      await visitors.page.waitForTimeout(1500);
      await picture(visitors.page, `wall-suspicion-${height}`);
      const [words, area, map] = (await visitors.page.evaluate(BOXES)) as [Box, Box, Box];
      const between = (a: number, b: number, c: number, d: number) => Math.max(0, a - d, c - b);
      const gap = Math.hypot(
        between(words.left, words.right, area.left, area.right),
        between(words.top, words.bottom, area.top, area.bottom),
      );
      expect(gap).toBeLessThan(width / 30);
      expect(words.left).toBeGreaterThan(map.left);
      expect(words.right).toBeLessThan(map.right);
      expect(words.bottom).toBeLessThan(map.bottom);
    }
    await visitors.page.keyboard.press('v');
    await visitors.page.getByText('Visitor mode').waitFor();
    await picture(visitors.page, 'wall-suspicion-visitor');
    expect(await visitors.page.locator('.map .suspicion').count()).toBe(0);
    await visitors.page.close();
  }, 60_000);

  it('has smoke on the wall while a station smells it; when that is over the card says what is read now, and the area stays', async () => {
    const { page, problems } = await openWall(browser, hub);
    const tell = async (username: 'air-dong' | 'mast', values: object) => {
      const line = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
        username,
        password: secrets[username],
      });
      await line.publishAsync(topics.telemetry('10807', username), JSON.stringify(values), { qos: 1 });
      await line.endAsync();
    };
    await tell('mast', { wind_speed: 2.4, wind_direction: 135 });
    await tell('air-dong', { pm25: 71 });
    const card = page.locator('.card.top');
    await card.getByText('PM2.5 71 µg/m³, nền 22 µg/m³').waitFor({ timeout: 15_000 });
    await page.locator('.map .plume').waitFor();
    await picture(page, 'wall-suspicion-smoke');
    await tell('air-dong', { pm25: 23 });
    await card.getByText('PM2.5 23 µg/m³, nền 22 µg/m³').waitFor({ timeout: 15_000 });
    await page.locator('.map .plume').waitFor({ state: 'detached' });
    await page.locator('.map .suspicion path').first().waitFor();
    await picture(page, 'wall-suspicion-out');
    expect(problems).toEqual([]);
    await page.close();
  }, 60_000);

  it('is told of on the officer’s phone: how far its area is, of when, and that several places may burn', async () => {
    const scope = { kind: 'hamlet', id: 'dong' } as const;
    const officer = await addPerson(hub, { name: 'Phạm Văn Lâm', grants: [{ role: 'security-officer', scope }] });
    for (const [lang, several] of [
      ['vi', /có thể nhiều nơi cùng cháy: .*, lúc \d\d:\d\d\./],
      ['en', /several places may burn: .*, at \d\d:\d\d\./],
    ] as const) {
      const url = `${hub.url}/security?lang=${lang}&incident=${encodeURIComponent('fire:device:air-dong:1')}`;
      const { page, context } = await visit(browser, url, { size: PHONE, cookie: officer.cookie });
      await page.getByText(several).waitFor({ timeout: 15_000 });
      await page.getByText(several).scrollIntoViewIfNeeded();
      await picture(page, `security-several-${lang}`);
      expect(await violations(page)).toEqual([]);
      await context.close();
    }
  }, 60_000);

  it('is a case at the duty desk: points, area, plots, cameras, zones, curves, and a file', async () => {
    for (const [lang, size] of [
      ['vi', DESK],
      ['en', TELEVISION],
    ] as const) {
      const url = `${hub.url}/operations?lang=${lang}&incident=${encodeURIComponent('fire:device:air-dong:1')}`;
      const { page, problems, context } = await visit(browser, url, { size, cookie: operator.cookie });
      await page.locator('.queue-row', { hasText: 'Thôn Đông' }).click();
      await page.locator('.why .score').waitFor({ timeout: 15_000 });
      await page.locator('.suspected-area').first().waitFor();
      await page.waitForTimeout(500);
      await picture(page, `operations-case-${lang}`);
      const said = await page.locator('body').innerText();
      for (const words of lang === 'vi'
        ? [
            '64',
            'từ khoảng',
            'Cao hơn nền 82',
            '29/35',
            '–/15',
            'Ruộng Gò Mả',
            'Thửa 116, tờ 6',
            'vừa gặt',
            'Camera trạm bơm',
            'Đông Nam 2,3 m/s',
            'có thể nhiều nơi cùng cháy',
            'Tìm được lúc',
            'khu vực không nằm trong thửa đã khai',
          ]
        : [
            'of 100',
            'since about',
            'Satellite: none seen',
            'just harvested',
            'Plot 116, sheet 6',
            'south-east 2.3 m/s',
            'several places may burn',
            'found at',
            'of the area lies on no registered plot',
          ])
        expect(said.toLowerCase()).toContain(words.toLowerCase());
      for (const hidden of [OWNER, 'to6-116', 'Thửa 118', 'Plot 118']) expect(said).not.toContain(hidden);
      const file = page.getByRole('link', { name: /PDF/ });
      expect(await file.getAttribute('href')).toBe(
        `/api/incidents/${encodeURIComponent('fire:device:air-dong:1')}/case.pdf?lang=${lang}`,
      );
      await file.scrollIntoViewIfNeeded();
      await picture(page, `operations-case-${lang}-foot`);
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
      await context.close();
    }
  }, 90_000);

  it('stays at the desk when its language is switched, in both directions', async () => {
    const url = `${hub.url}/operations?incident=${encodeURIComponent('fire:device:air-dong:1')}`;
    const { page, problems, context } = await visit(browser, url, { size: DESK, cookie: operator.cookie });
    await page.locator('.suspected-area').first().waitFor({ timeout: 15_000 });
    for (const [lang, words, zoom] of [
      ['English', 'suspected area', 'Zoom in'],
      ['Tiếng Việt', 'khu vực nghi ngờ', 'Phóng to'],
    ] as const) {
      await page.getByRole('button', { name: lang }).click();
      await page.locator('.area-words', { hasText: new RegExp(words, 'i') }).waitFor();
      await page.locator('.where .leaflet-control-zoom-in').and(page.getByTitle(zoom)).waitFor();
      expect(await page.locator('.where .suspected-area').count()).toBeGreaterThan(0);
      expect(await page.locator('.where .leaflet-control-zoom').count()).toBe(1);
    }
    await picture(page, 'operations-case-switched');
    expect(problems).toEqual([]);
    await context.close();
  }, 60_000);

  it('whose page fails is said to have, in the language of the page, with a way to load it again', async () => {
    const url = `${hub.url}/operations?incident=${encodeURIComponent('fire:device:air-dong:1')}`;
    for (const [lang, size, said, again] of [
      ['vi', DESK, /Trang này gặp lỗi lúc \d\d:\d\d/, 'Tải lại ngay'],
      ['en', PHONE, /This page failed at \d\d:\d\d/, 'Load again now'],
    ] as const) {
      const { page, context } = await visit(browser, `${hub.url}/sign-in?lang=${lang}`, {
        ...{ size, cookie: operator.cookie },
      });
      // an answer that is none: what no part of the page was written for
      await page.route('**/api/incidents/*/finding', (route) => route.fulfill({ json: { finding: {} } }));
      await page.goto(`${url}&lang=${lang}`);
      await page.getByRole('heading', { name: said }).waitFor({ timeout: 15_000 });
      await picture(page, `page-failed-${lang}`);
      expect(await violations(page)).toEqual([]);
      await page.unroute('**/api/incidents/*/finding');
      await page.getByRole('button', { name: again }).click();
      await page.locator('.suspected-area').first().waitFor({ timeout: 15_000 });
      await context.close();
    }
  }, 60_000);

  it('says at the desk why there is no area, and that a low score is a sign alone', async () => {
    const { page, problems, context } = await visit(browser, `${hub.url}/operations`, {
      ...{ size: DESK, cookie: operator.cookie },
    });
    await page.locator('.queue-row', { hasText: 'Thôn Đoài' }).click();
    await page.getByText('Chưa khoanh được khu vực: không có số liệu gió').waitFor({ timeout: 15_000 });
    await page.getByText(/Điểm thấp: chỉ là dấu hiệu/).waitFor();
    await page.getByText('Chưa khoanh được khu vực nghi ngờ.').waitFor();
    await page.locator('.where .land-map').waitFor();
    await picture(page, 'operations-case-no-area');
    expect(await page.locator('.suspected-area').count()).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
  }, 60_000);
});
