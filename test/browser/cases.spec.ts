import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  type FindingOf,
  type Incident,
  type Reading,
  type ReadingsItem,
  type SmokeSource,
  STREAM,
} from '#hub/contracts';
import {
  addPerson,
  appendToLog,
  describeWith,
  eventually,
  startHub,
  type TestHub,
  type TestPerson,
} from '#hub/testkit';
import { violations } from './axe.js';
import { launch, picture } from './browser.js';
import { takePhone } from './install/phone.js';
import { DESK, TELEVISION, visit } from './visit.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [LON, LAT] = [106.255, 20.448];
const OWNER = 'Bà Nguyễn Thị Ễnh';
const PHONE = '0900 111 222';
const everywhere = { kind: 'commune', id: '*' } as const;

/** So many metres from the middle of the commune. */
const at = (x: number, y: number): [number, number] => [LON + x / 104_400, LAT + y / 110_700];
const spot = (x: number, y: number) => ({ lon: at(x, y)[0], lat: at(x, y)[1] });
const square = (x: number, y: number, side: number) => ({
  type: 'Polygon',
  coordinates: [[at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side), at(x, y)]],
});
const layer = (name: string, geometry: object, more: object = {}) => ({
  ...{ type: 'Feature', properties: { layer: name, ...more }, geometry },
});
const line = (...corners: [number, number][]) => ({
  type: 'LineString',
  coordinates: corners.map(([x, y]) => at(x, y)),
});
const COMMUNE = {
  ...{ code: '10807', name: 'Xã Thử Nghiệm', province: 'Tỉnh Thử Nghiệm' },
  map: {
    type: 'FeatureCollection',
    features: [
      layer('boundary', square(-3500, -3000, 7000), { name: 'Xã Thử Nghiệm' }),
      layer('hamlet', square(-900, 500, 600), { name: 'Thôn Đông' }),
      layer('canal', line([-2500, 0], [2500, 0]), { name: 'Kênh Giữa', rank: 1 }),
      layer('road', line([-3400, 900], [3400, 700]), { name: 'Đường tỉnh', rank: 1 }),
    ],
  },
};
/** A canal that flows east, with a noodle maker beside it, two stations, a gate and fields. */
const CANAL = {
  ...{ id: 'kenh', name: 'Kênh Giữa' },
  nodes: ['a', 'b', 'c', 'd'].map((id, i) => ({ id, ...spot(-1500 + 1000 * i, 0) })),
  reaches: ['ab', 'bc', 'cd'].map((id) => ({ id, from: id[0], to: id[1], lengthM: 1000, travelMin: 40 })),
};
const AIR: [number, number][] = [
  [0, 600],
  [1500, 800],
  [400, 2200],
  [-1300, 1100],
  [-500, -1400],
];

/** Four days and a half that end now: clean water until somebody pours, an hour ago; smoke once, some hours before. */
function days(now: number, commune: string): ReadingsItem[] {
  const items: ReadingsItem[] = [];
  const reading = (device: string, kind: string, ts: number, values: Reading['values']) =>
    items.push({
      ...{ type: 'reading', commune, device, kind, ts, received: ts, late: false, values, simulated: false },
    });
  const [from, to] = [now - 7 * HOUR, now - 5 * HOUR];
  for (let ts = now - 108 * HOUR; ts < now; ts += MINUTE) {
    const minute = Math.round((now - ts) / MINUTE);
    if (minute % 5 === 0) {
      const sun = Math.sin(((((ts / HOUR + 7) % 24) - 6) / 12) * Math.PI);
      const part = Math.max(0, Math.min(1, (60 - minute) / 20));
      const clean = { ec: 0.5 + 0.01 * sun, do: 6 + 0.6 * sun, ph: 7.2 + 0.05 * sun, turbidity: 30, nh4_n: 0.4 };
      reading('nuoc-tren', 'water', ts, { ...clean, water_temperature: 27 });
      reading('nuoc-duoi', 'water', ts, {
        ...{ ec: clean.ec + 0.35 * part, do: clean.do - 4 * part, ph: clean.ph - 1.2 * part },
        ...{ turbidity: 30 + 70 * part, nh4_n: 0.4 + 1.5 * part, water_temperature: 27 + 0.3 * part },
      });
    }
    if (ts >= from && ts < to) {
      const smoke = ts > to - 40 * MINUTE ? 90 : 0;
      AIR.forEach((_, i) => {
        const mine = i === 0 ? smoke : 0;
        const dust = { pm25: 15 + i + mine, pm10: 28 + i + 1.1 * mine, co: 0.4 + mine / 120, humidity: 70 };
        reading(`kk-${i + 1}`, 'air', ts, dust);
      });
      reading('cot-gio', 'weather', ts, { wind_speed: 2.5, wind_direction: 45 });
    }
    if (minute % 5 === 0 || (ts >= from && ts < to + HOUR)) items.push({ type: 'tick', received: ts, clock: 'ok' });
  }
  return items;
}

/** A file as the link gives it, and its pages as pictures to be looked at. */
async function keepFile(who: Pick<TestPerson, 'fetch'>, path: string, name: string): Promise<string> {
  const answer = await who.fetch(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const folder = 'test-output/files';
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
  execFileSync('pdftotext', ['-layout', file, join(folder, `${name}.txt`)]);
  return readFileSync(join(folder, `${name}.txt`), 'utf8');
}

describeWith(['chromium', 'poppler'], 'cases of what really happened', () => {
  let hub: TestHub;
  let browser: Browser;
  let operator: TestPerson;
  let officer: TestPerson;
  const ids: Record<'fire' | 'water', string> = { fire: '', water: '' };
  const send = async (method: string, path: string, body: object, who: Pick<TestPerson, 'fetch'> = hub) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await who.fetch(path, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };
  const fileOf = (of: 'fire' | 'water', lang: string) =>
    `/api/incidents/${encodeURIComponent(ids[of])}/case.pdf?lang=${lang}`;
  const incidents = async () =>
    ((await (await hub.fetch('/api/incidents?limit=100')).json()) as { incidents: Incident[] }).incidents;
  const desk = async (of: 'fire' | 'water', lang: 'vi' | 'en') => {
    const size = lang === 'vi' ? DESK : TELEVISION;
    const visitor = await visit(browser, `${hub.url}/operations?lang=${lang}`, { size, cookie: operator.cookie });
    const title = { fire: /Nghi đốt|straw/i, water: /Nghi xả|discharge/i }[of];
    await visitor.page.locator('.queue-row', { hasText: title }).click();
    return visitor;
  };
  const foot = async (page: Page, name: string) => {
    await page.getByRole('link', { name: /PDF/ }).scrollIntoViewIfNeeded();
    await picture(page, name);
  };

  beforeAll(async () => {
    hub = await startHub();
    await send('PUT', '/api/commune', COMMUNE);
    await send('POST', '/api/registry/hamlet', { id: 'dong', name: 'Thôn Đông' });
    const stand = (id: string, profile: string, name: string, [x, y]: [number, number]) =>
      hub.addDevice(id, { profile, name, hamlet: 'Thôn Đông', place: 'gần nhà văn hóa', ...spot(x, y) });
    await stand('nuoc-tren', 'water-quality', 'Trạm kênh trên', [-1000, 0]);
    const { device } = await stand('nuoc-duoi', 'water-quality', 'Trạm kênh dưới', [500, 5]);
    for (const [i, place] of AIR.entries()) await stand(`kk-${i + 1}`, 'smoke-station', `Trạm khói ${i + 1}`, place);
    await stand('cot-gio', 'weather-mast', 'Cột gió', [300, 900]);
    await send('POST', '/api/registry/canal', CANAL);
    await send('POST', '/api/registry/block', { id: 'khu-a', name: 'Cánh đồng Sau', hamlet: 'dong' });
    const owner = await addPerson(hub, { name: OWNER, phone: PHONE, hamlet: 'dong', grants: [] });
    const today = new Date(Date.now() + 7 * HOUR).toISOString().slice(0, 10);
    for (let i = 0; i < 4; i++)
      await send('POST', '/api/registry/plot', {
        ...{
          id: `to5-${101 + i}`,
          crop: 'rice',
          hamlet: 'dong',
          block: 'khu-a',
          area: square(1500 + 120 * i, 60, 100),
        },
        ...(i === 1 && { owner: owner.id, ownName: 'Ruộng Gò Mả' }),
      });
    // a large field upwind of the station that will smell smoke
    await send('POST', '/api/registry/plot', {
      ...{ id: 'to6-116', crop: 'rice', hamlet: 'dong', area: square(250, 850, 600), harvestOn: today },
      ...{ owner: owner.id, ownName: 'Đồng Chiêm' },
    });
    const gate = { type: 'gate', canal: 'kenh', node: 'd', block: 'khu-a', hamlet: 'dong', ...spot(1490, 0) };
    await send('POST', '/api/registry/structure', { id: 'cong', name: 'Cống Cuối Kênh', ...gate });
    for (const [id, name, type, node, x] of [
      ['lo-bun', 'Lò bún Gò Mả', 'craft-village', 'b', -500],
      ['ao-ca', 'Ao cá đầu kênh', 'aquaculture', 'a', -1500],
    ] as const)
      await send('POST', '/api/registry/source', {
        ...{ id, name, type, canal: 'kenh', node, hamlet: 'dong', ...spot(x, 40) },
        ...(id === 'lo-bun' && { owner: 'Hộ ông Lộc' }),
      });
    operator = await addPerson(hub, { name: 'Lê Thị Hạnh', grants: [{ role: 'operator', scope: everywhere }] });
    officer = await addPerson(hub, { name: 'Phạm Văn Lâm', grants: [{ role: 'security-officer', scope: everywhere }] });
    await hub.kill9();
    await appendToLog(hub.dir, STREAM.readings, days(Date.now(), device.commune));
    await hub.restart();
    const found = await eventually(
      'a discharge and a fire',
      incidents,
      (all) => ['water', 'fire'].every((cause) => all.some((one) => one.cause === cause && one.target !== 'cot-gio')),
      60_000,
    );
    for (const cause of ['water', 'fire'] as const) ids[cause] = found.find((one) => one.cause === cause)!.id;
    for (const id of Object.values(ids))
      await send('POST', `/api/incidents/${encodeURIComponent(id)}/assign`, { to: officer.id }, operator);
    browser = await launch();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('a discharge: at the desk what may be upstream, whose fields are downstream and when, and which gate', async () => {
    for (const lang of ['vi', 'en'] as const) {
      const { page, problems, context } = await desk('water', lang);
      await page.locator('.traced').waitFor({ timeout: 30_000 });
      await page.waitForTimeout(800);
      await picture(page, `case-discharge-${lang}`);
      const said = await page.locator('body').innerText();
      for (const words of ['Lò bún Gò Mả', 'Cống Cuối Kênh', 'Ruộng Gò Mả', 'mS/cm']) expect(said).toContain(words);
      // whoever gave it on has the fields, and not the names
      for (const hidden of [OWNER, PHONE]) expect(said).not.toContain(hidden);
      await page.locator('.finding-curves figure').nth(2).waitFor();
      await page.locator('.traced summary').first().click();
      await page.getByText('Hộ ông Lộc').waitFor();
      await foot(page, `case-discharge-${lang}-foot`);
      expect(await page.getByRole('link', { name: /PDF/ }).getAttribute('href')).toBe(fileOf('water', lang));
      expect(await violations(page)).toEqual([]);
      expect(problems).toEqual([]);
      await context.close();
    }
  }, 120_000);

  it('a discharge: as a file in both languages, with the fixed heading', async () => {
    const vi = await keepFile(officer, fileOf('water', 'vi'), 'case-discharge-vi');
    for (const words of [
      'ĐỂ KIỂM TRA – KHÔNG PHẢI CHỨNG CỨ XỬ PHẠT',
      'Lò bún Gò Mả',
      'Hộ ông Lộc',
      OWNER,
      PHONE,
      'Diễn biến',
      'Thửa 101, tờ 5',
    ])
      expect(vi).toContain(words);
    const en = await keepFile(officer, fileOf('water', 'en'), 'case-discharge-en');
    for (const words of [
      ...['ĐỂ KIỂM TRA – KHÔNG PHẢI CHỨNG CỨ XỬ PHẠT', 'To look into – no evidence for a fine'],
      ...['Sources upstream', 'Plots downstream', 'Gates to shut', 'What happened', PHONE],
    ])
      expect(en).toContain(words);
    const others = await keepFile(operator, fileOf('water', 'vi'), 'case-discharge-operator');
    for (const hidden of [OWNER, PHONE]) expect(others).not.toContain(hidden);
  }, 60_000);

  it('a fire: as a file in both languages', async () => {
    const vi = await keepFile(officer, fileOf('fire', 'vi'), 'case-fire-vi');
    for (const words of ['Khu vực nghi ngờ – chưa xác minh', 'Thửa 116, tờ 6', 'Đồng Chiêm', OWNER, PHONE])
      expect(vi).toContain(words);
    const en = await keepFile(officer, fileOf('fire', 'en'), 'case-fire-en');
    for (const words of ['Suspected area – not verified', 'Plot 116, sheet 6', 'just harvested', 'Wind', OWNER])
      expect(en).toContain(words);
  }, 60_000);

  it('on the phone of whoever has the case: whose it may be, and whom to call', async () => {
    for (const lang of ['vi', 'en'] as const)
      for (const cause of ['fire', 'water'] as const) {
        const phone = await takePhone({ at: { latitude: LAT, longitude: LON, accuracy: 10 }, lang });
        await phone.signIn(officer, hub.url);
        await phone.page.goto(`${hub.url}/security?lang=${lang}&incident=${encodeURIComponent(ids[cause])}`);
        const call = phone.page.getByRole('link', { name: `${lang === 'vi' ? 'Gọi' : 'Call'} ${OWNER}: ${PHONE}` });
        await call.waitFor({ timeout: 15_000 });
        expect(await call.getAttribute('href')).toBe('tel:0900111222');
        await picture(phone.page, `security-case-${cause}-${lang}`);
        await call.scrollIntoViewIfNeeded();
        await picture(phone.page, `security-case-${cause}-${lang}-call`);
        if (cause === 'fire') {
          const zones = lang === 'vi' ? 'Gần nơi cấm đốt' : 'Near to where burning is fined';
          await phone.page.getByRole('region', { name: zones }).getByText(/50 m/).waitFor();
          const accept = phone.page.getByRole('button', { name: lang === 'vi' ? 'TIẾP NHẬN' : 'ACCEPT' });
          if (await accept.count()) await accept.click();
          const way = lang === 'vi' ? 'Chỉ đường tới khu vực nghi ngờ' : 'Directions to the suspected area';
          const of = await officer.fetch(`/api/incidents/${encodeURIComponent(ids.fire)}/finding`);
          const { finding } = (await of.json()) as { finding: FindingOf<'burning'> };
          const [lon, lat] = finding.where!.best;
          const href = await phone.page.getByRole('link', { name: way }).getAttribute('href');
          expect(href).toContain(`geo:${lat},${lon}`);
          await picture(phone.page, `security-case-way-${lang}`);
        }
        expect(await violations(phone.page)).toEqual([]);
        await phone.throwAway();
      }
  }, 120_000);

  it('a fire that was a kiln: kept at the desk, and from then on in the register', async () => {
    const { page, problems, context } = await desk('fire', 'vi');
    await page.getByRole('button', { name: 'Báo nhầm' }).click();
    await page.getByRole('button', { name: 'Lò, nơi đốt cố định' }).click();
    const offer = page.getByRole('button', { name: 'Ghi nhớ nguồn khói này' });
    await offer.waitFor({ timeout: 30_000 });
    await offer.scrollIntoViewIfNeeded();
    await picture(page, 'case-kiln-offer');
    await offer.click();
    await page.locator('dialog .suspected-area').waitFor();
    await page.getByLabel('Tên nơi').fill('Lò gạch Gò Mả');
    await page.waitForTimeout(500);
    await picture(page, 'case-kiln-dialog');
    await page.locator('dialog .leaflet-holder').click({ position: { x: 120, y: 120 } });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ghi nhớ', exact: true }).click();
    await page.getByText('Nguồn khói cố định đã biết ở gần').waitFor();
    await picture(page, 'case-kiln-kept');
    expect(await offer.count()).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
    const answer = await hub.fetch('/api/registry/smoke-source');
    const [kiln] = ((await answer.json()) as { things: SmokeSource[] }).things;
    expect(kiln).toMatchObject({ name: 'Lò gạch Gò Mả', radiusM: 100, incident: ids.fire });
    for (const lang of ['vi', 'en'] as const) {
      const { cookie } = hub;
      const admin = await visit(browser, `${hub.url}/admin/ban-do/nguon-khoi/${kiln!.id}?lang=${lang}`, {
        ...{ size: DESK, cookie: await cookie() },
      });
      await admin.page.getByText('Lò gạch Gò Mả').first().waitFor();
      await admin.page.waitForTimeout(500);
      await picture(admin.page, `admin-smoke-source-${lang}`);
      expect(await violations(admin.page)).toEqual([]);
      await admin.context.close();
    }
  }, 120_000);
});
