import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import type { BlockDay, Device, FarmPage, Metric } from '#hub/contracts';
import { addPerson, aField, eventually, startHub, type TestHub, type TestPerson, writeSeries } from '#hub/testkit';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const startOfDay = (at: number) => Math.floor((at + 7 * HOUR) / DAY) * DAY - 7 * HOUR;
const dateOf = (at: number) => new Date(at + 7 * HOUR).toISOString().slice(0, 10);

let hub: TestHub;
let keeper: TestPerson;
let other: TestPerson;
let farmer: TestPerson;
/** Owns a plot, and was given no role. */
let heir: TestPerson;

async function add<T>(path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const answer = await hub.fetch(`/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
const blocksOf = async (who: Pick<TestPerson, 'fetch'>, day?: number) => {
  const answer = await who.fetch(`/api/farm/blocks${day === undefined ? '' : `?day=${dateOf(day)}`}`);
  return ((await answer.json()) as { blocks: BlockDay[] }).blocks;
};
const dayOf = async (until: (block: BlockDay) => boolean, what: string, day?: number, id = 'dong-trung') => {
  const found = await eventually(
    what,
    async () => (await blocksOf(hub, day)).find(({ block }) => block === id),
    (block) => block !== undefined && until(block),
    30_000,
  );
  return found!;
};
const change = (body: object, who = keeper, block = 'dong-trung') =>
  who.send('POST', `/api/farm/blocks/${block}/turns`, body);
const saying = async (answer: Response) => [answer.status, ((await answer.json()) as { message: string }).message];

/** Six dry weeks, the tube of one plot falling to 16 cm below the ground, and that of another that somebody keeps wet. */
function dryWeeks(devices: Record<'mast' | 'tube' | 'wet', Device>, now: number) {
  const hours = Array.from({ length: 42 * 24 }, (_, i) => Math.floor(now / HOUR) * HOUR - (i + 1) * HOUR);
  const point = (device: Device, kind: string, ts: number, values: Partial<Record<Metric, number>>) => ({
    ...{ kind, commune: device.commune, device: device.id, ts: ts + HOUR / 2, received: ts + HOUR / 2, values },
    simulated: false,
  });
  const weather = hours.map((ts) => {
    const sun = Math.max(0, Math.sin(((((ts / HOUR + 7) % 24) + 0.5 - 6) / 12) * Math.PI));
    return point(devices.mast, 'weather', ts, {
      ...{ temperature: 24 + 10 * sun, humidity: 90 - 30 * sun, wind_speed: 1.5, solar_radiation: 800 * sun, rain: 0 },
    });
  });
  const tube = hours
    .slice(0, 5 * 24)
    .map((ts) => point(devices.tube, 'paddy', ts, { field_level: -16 + (now - ts - HOUR) / (6 * HOUR) }));
  const wet = hours.map((ts) => point(devices.wet, 'paddy', ts, { field_level: 4 + (now - ts - HOUR) / (120 * HOUR) }));
  return [...weather, ...tube, ...wet];
}

beforeAll(async () => {
  hub = await startHub();
  const now = Date.now();
  await add('/registry/hamlet', { id: 'dong', name: 'Thôn Đông' });
  const anyHour = [{ from: 0, to: 1440 }];
  // so much water that all turns fit into what is left of the day, whenever this runs
  const wide = { flowM3h: 3000, hours: anyHour };
  await add('/registry/block', { id: 'dong-trung', name: 'Khu đồng Trung', hamlet: 'dong', told: 'keeper', ...wide });
  await add('/registry/block', { id: 'hep', name: 'Khu hẹp', hamlet: 'dong', flowM3h: 0.5, hours: anyHour });
  await add('/registry/block', { id: 'chua-khai', name: 'Khu chưa khai', hamlet: 'dong' });
  await add('/registry/block', { id: 'ven-song', name: 'Khu ven sông', hamlet: 'dong' });
  await add('/registry/structure', {
    id: 'cong-1',
    name: 'Cống Đông',
    type: 'gate',
    lat: 20.9,
    lon: 106.3,
    block: 'dong-trung',
  });
  const keeps = (id: string) =>
    addPerson(hub, { grants: [{ role: 'water-turn-keeper', scope: { kind: 'block', id } }] });
  [keeper, other] = [await keeps('dong-trung'), await keeps('hep')];
  farmer = await addPerson(hub, {
    name: 'Bà Gò',
    grants: [{ role: 'farmer', scope: { kind: 'plot', id: 'to5-101' } }],
  });
  heir = await addPerson(hub, { grants: [] });
  const about = { crop: 'rice', soil: 'silty-clay', sownOn: dateOf(now - 35 * DAY), pumpM3h: 35 };
  const plots: [string, string, object][] = [
    ['to8-1', 'chua-khai', { sownOn: undefined }],
    ['to5-101', 'dong-trung', { ownName: 'Ruộng Gò', owner: farmer.id }],
    ['to5-102', 'dong-trung', {}],
    ['to5-103', 'dong-trung', { owner: heir.id }],
    ...(['to6-1', 'to6-2'] as const).map((id): [string, string, object] => [id, 'hep', {}]),
    ['to7-1', 'chua-khai', {}],
    ['to7-2', 'chua-khai', { sownOn: dateOf(now - 5 * DAY) }],
    // of another soil than the others: none of them is like it
    ['to9-1', 'ven-song', { soil: 'heavy-clay' }],
  ];
  for (const [i, [id, block, more]] of plots.entries())
    await add('/registry/plot', { id, block, area: aField(i), ...about, ...more });
  const at = { lat: 20.9, lon: 106.3 };
  const device = async (body: object) => (await add<{ device: Device }>('/devices', body)).device;
  const mast = await device({ id: 'mast-1', name: 'Cột đo', profile: 'weather-mast', ...at });
  const tube = await device({ id: 'tube-1', name: 'Ống đo', profile: 'paddy-tube', ...at, plot: 'to5-101' });
  const wet = await device({ id: 'tube-2', name: 'Ống ven sông', profile: 'paddy-tube', ...at, plot: 'to9-1' });
  await hub.kill9();
  await writeSeries(hub.dir, dryWeeks({ mast, tube, wet }, now));
  await hub.restart();
}, 60_000);
afterAll(() => hub?.stop());

describe('a keeper of water turns', () => {
  it('has a plan for the day: all that want water, one after the other, with names and gates', async () => {
    // turns come first, the words of the advice name them; before the weather was there nobody could say anything
    const isAdvised = ({ advice }: BlockDay) => advice.filter(({ verdict }) => verdict === 'irrigate').length === 3;
    await dayOf((day) => day.turns.length === 3 && isAdvised(day), 'three turns, and advice');
    const [block, ...others] = await blocksOf(keeper);
    expect(others).toEqual([]);
    expect(block).toMatchObject({ block: 'dong-trung', name: 'Khu đồng Trung', version: 0, gates: ['Cống Đông'] });
    const { turns, need, hours, available, short, advice } = block!;
    expect(turns.find(({ plot }) => plot === 'to5-101')).toMatchObject({ name: 'Ruộng Gò', owner: 'Bà Gò' });
    turns.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThanOrEqual(turns[i]!.to));
    expect(turns.every(({ given, need: one, fixed }) => Math.abs(given - one) <= 1 && !fixed)).toBe(true);
    expect(hours).toBeCloseTo(need / 3000, 1);
    expect([available, short]).toEqual([72_000, false]);
    expect(advice.map(({ verdict }) => verdict)).toEqual(['irrigate', 'irrigate', 'irrigate']);
    // the pumps are weaker than the canal, and that is said
    expect(block!.problems.map(({ vi }) => vi).join(' ')).toMatch(/Máy của thửa yếu hơn .*: Ruộng Gò/);
  });

  it('is the only one beside operators: farmers see their own turn, keepers of other blocks nothing', async () => {
    expect((await farmer.fetch('/api/farm/blocks')).status).toBe(403);
    expect((await blocksOf(other)).map(({ block }) => block)).toEqual(['hep']);
    const body = { key: 'khoa-thu-0', day: startOfDay(Date.now()), version: 0, order: [] };
    expect((await change(body, other)).status).toBe(404);
    const { plots } = (await (await farmer.fetch('/api/farm')).json()) as FarmPage;
    const { turns } = (await blocksOf(keeper))[0]!;
    const turn = turns.find(({ plot }) => plot === 'to5-101')!;
    expect(plots[0]!.advice!.turn).toEqual({ from: turn.from, to: turn.to });
  });

  it('sees water that is short shared by need, and hears what is not known', async () => {
    const narrow = await dayOf(({ need }) => need > 0, 'needs of the narrow block', undefined, 'hep');
    expect(narrow.short).toBe(true);
    const shares = narrow.turns.map(({ given, need }) => given / need);
    expect(shares.length).toBeLessThanOrEqual(2);
    for (const share of shares) expect(Math.abs(share - shares[0]!)).toBeLessThan(0.02);
    const bare = await dayOf(({ need }) => need > 0, 'needs of a block without figures', undefined, 'chua-khai');
    expect(bare.turns).toEqual([]);
    expect(bare.problems.map(({ vi }) => vi)).toEqual([
      expect.stringMatching(/^Chưa khai lượng nước về khu/),
      expect.stringMatching(/^Chưa khai giờ lấy nước/),
    ]);
    expect(bare.unknown).toMatchObject([
      { plot: 'to7-2', why: { vi: expect.stringMatching(/^Từ khi gieo chưa ai đo, .*: ra đọc mực nước trong ống/) } },
      { plot: 'to8-1', why: { vi: expect.stringMatching(/^Chưa khai ngày gieo cấy: gọi hợp tác xã/) } },
    ]);
  });
});

describe('the keeper’s changes', () => {
  const key = 'khoa-thu-1';
  const tomorrow = startOfDay(Date.now()) + DAY;
  const fixed = [{ plot: 'to5-101', from: tomorrow + 8 * HOUR, to: tomorrow + 13 * HOUR }];

  it('fix a turn of tomorrow: the day has it, today has it no more, and the farmer is told the hour', async () => {
    const answer = await change({ key, day: tomorrow, version: 0, fixed });
    expect(answer.status).toBe(200);
    const block = (await answer.json()) as BlockDay;
    expect(block).toMatchObject({ day: tomorrow, version: 1 });
    expect(block.turns.find(({ plot }) => plot === 'to5-101')).toMatchObject({ ...fixed[0], fixed: true });
    await dayOf(({ turns }) => !turns.some(({ plot }) => plot === 'to5-101'), 'today without it');
    const page = await eventually(
      'advice that ends in the turn',
      async () => (await (await farmer.fetch('/api/farm')).json()) as FarmPage,
      ({ plots: [plot] }) => plot?.advice?.before !== undefined && plot.advice.before > tomorrow,
    );
    const { advice } = page.plots[0]!;
    expect(advice!.turn).toEqual({ from: fixed[0]!.from, to: fixed[0]!.to });
    expect(advice!.before).toBeLessThanOrEqual(fixed[0]!.to);
    expect(advice!.verdict).toBe('irrigate');
  });

  it('are made once, refused where somebody else was faster, and refused in words where they cannot be', async () => {
    const again = await change({ key, day: tomorrow, version: 0, fixed });
    expect([again.status, ((await again.json()) as BlockDay).version]).toEqual([200, 1]);
    expect(await saying(await change({ key, day: tomorrow, version: 1, fixed: [] }))).toEqual([
      409,
      'Mã này đã dùng cho một thay đổi khác',
    ]);
    expect(await saying(await change({ key: 'khoa-thu-2', day: tomorrow, version: 0, fixed: [] }))).toEqual([
      409,
      'Người khác vừa sửa lượt nước của ngày này: hãy xem lại rồi sửa',
    ]);
    const strange = [{ plot: 'to6-1', from: tomorrow, to: tomorrow + HOUR }];
    const [status, words] = await saying(
      await change({ key: 'khoa-thu-3', day: tomorrow, version: 1, fixed: strange }),
    );
    expect([status, words]).toEqual([400, expect.stringContaining('không thuộc khu này')]);
    const late = await change({ key: 'khoa-thu-4', day: tomorrow - 2 * DAY, version: 0, order: [] });
    expect(await saying(late)).toEqual([400, expect.stringContaining('hôm nay và ngày mai')]);
  });

  it('may overlap: they stay as they were set, and that is said', async () => {
    const both = [...fixed, { plot: 'to5-102', from: tomorrow + 9 * HOUR, to: tomorrow + 11 * HOUR }];
    const answer = await change({ key: 'khoa-thu-5', day: tomorrow, version: 1, fixed: both });
    const block = (await answer.json()) as BlockDay;
    expect(block.turns.filter((turn) => turn.fixed)).toHaveLength(2);
    expect(block.problems.map(({ vi }) => vi).join(' ')).toMatch(/đã chốt trùng giờ nhau: Ruộng Gò, Thửa 102 tờ 5/);
  });

  it('are refused in words where the water is not enough for both, and where the hour is past', async () => {
    const wide = (fixedTurns: object[], day: number) =>
      change({ key: 'khoa-thu-5b', day, version: 2, fixed: [...fixed, ...fixedTurns] });
    const late = startOfDay(Date.now());
    const past = await change({
      ...{ key: 'khoa-thu-6', day: late, version: 0 },
      fixed: [{ plot: 'to5-102', from: late, to: Math.max(late + 60_000, Date.now() - 60_000) }],
    });
    expect(await saying(past)).toEqual([400, expect.stringContaining('giờ đó đã qua')]);
    await hub.fetch('/api/registry/block/dong-trung', { ...jsonOf({ version: 1, flowM3h: 60 }), method: 'PATCH' });
    const overlap = [{ plot: 'to5-103', from: tomorrow + 12 * HOUR, to: tomorrow + 14 * HOUR }];
    const [status, words] = await saying(await wide(overlap, tomorrow));
    expect([status, words]).toEqual([
      400,
      expect.stringMatching(/trùng giờ với lượt của Ruộng Gò \(08:00–13:00\).*60 m³/),
    ]);
    await hub.fetch('/api/registry/block/dong-trung', { ...jsonOf({ version: 2, flowM3h: 3000 }), method: 'PATCH' });
  });

  it('skip a plot with a reason, which its farmer reads, and go back to what the hub proposed', async () => {
    const today = startOfDay(Date.now());
    const skipped = [{ plot: 'to5-101', reason: 'pump-broken' }];
    // tomorrow's fixed turn aside, so that today has one for it again
    expect((await change({ key: 'khoa-thu-7', day: tomorrow, version: 2, fixed: [] })).status).toBe(200);
    await dayOf(({ turns }) => turns.some(({ plot }) => plot === 'to5-101'), 'today with it');
    const answer = await change({ key: 'khoa-thu-8', day: today, version: 0, skipped });
    const block = (await answer.json()) as BlockDay;
    expect(block.turns.map(({ plot }) => plot)).not.toContain('to5-101');
    expect(block.skipped).toEqual([
      {
        plot: 'to5-101',
        name: 'Ruộng Gò',
        key: 'pump-broken',
        reason: { vi: 'Hỏng máy, hết điện', en: 'Pump broken, no power' },
      },
    ]);
    const { plots } = (await (await farmer.fetch('/api/farm')).json()) as FarmPage;
    expect(plots[0]!.advice).toMatchObject({ skipped: { vi: 'Hỏng máy, hết điện' } });
    const back = await change({ key: 'khoa-thu-9', day: today, version: 1, order: [], fixed: [], skipped: [] });
    expect(((await back.json()) as BlockDay).turns.map(({ plot }) => plot)).toContain('to5-101');
    const again = [...fixed, { plot: 'to5-102', from: tomorrow + 9 * HOUR, to: tomorrow + 11 * HOUR }];
    expect((await change({ key: 'khoa-thu-10', day: tomorrow, version: 3, fixed: again })).status).toBe(200);
  });

  it('stand after a power cut, and in the audit log', async () => {
    await hub.kill9();
    await hub.restart();
    const block = await dayOf(({ version }) => version === 4, 'the day as it was', tomorrow);
    expect(block.turns.filter((turn) => turn.fixed).map(({ plot }) => plot)).toEqual(['to5-101', 'to5-102']);
    const { entries } = (await (await hub.fetch('/api/audit?action=turns.update')).json()) as { entries: unknown[] };
    expect(entries).toHaveLength(6);
  });
});

describe('the owner of a plot', () => {
  it('sees it without a role of its own, in the words of the turn, and may answer for it', async () => {
    const { plots } = await eventually(
      'advice that ends with the turn',
      async () => (await (await heir.fetch('/api/farm')).json()) as FarmPage,
      ({ plots: [plot] }) => plot?.advice?.turn !== undefined && plot.advice.before === plot.advice.turn.to,
    );
    expect(plots.map(({ id }) => id)).toEqual(['to5-103']);
    const { block, kept, advice } = plots[0]!;
    expect([block, kept]).toEqual([{ vi: 'Khu đồng Trung', en: 'Khu đồng Trung' }, false]);
    expect(advice!.sms).toMatch(/^Thua 103 to 5: bom khoang .* luot cua minh \d\d:\d\d/);
    const deed = { did: 'could-not', obstacle: 'no-power' };
    const answer = { key: 'khong-bom-01', plot: 'to5-103', deed, at: Date.now() };
    expect((await heir.send('POST', '/api/farm/answers', answer)).status).toBe(201);
    expect((await heir.send('POST', '/api/farm/answers', { ...answer, plot: 'to5-101' })).status).toBe(404);
    const { couldNot } = await dayOf((one) => one.couldNot.length > 0, 'what could not be');
    expect(couldNot).toMatchObject([{ plot: 'to5-103', reason: { vi: 'Hết điện', en: 'No power' } }]);
  });
});

describe('what was done', () => {
  it('marks the turn', async () => {
    const answer = { key: 'da-bom-0001', plot: 'to5-103', deed: { did: 'irrigated', hours: 4 }, at: Date.now() };
    expect((await hub.fetch('/api/farm/answers', jsonOf(answer))).status).toBe(201);
    for (const [i, plot] of ['to7-2', 'to9-1'].entries()) {
      const one = { key: `da-bom-000${2 + i}`, plot, deed: { did: 'irrigated', hours: 1 }, at: Date.now() };
      expect((await hub.fetch('/api/farm/answers', jsonOf(one))).status).toBe(201);
    }
    const block = await dayOf(({ turns }) => turns.some(({ done }) => done), 'a turn that is done');
    expect(block.turns.filter(({ done }) => done).map(({ plot }) => plot)).toEqual(['to5-103']);
  });

  it('stands in the season’s ledger, which says what its figures mean', async () => {
    const read = async (who: Pick<TestPerson, 'fetch'>, query: string) => {
      const answer = await who.fetch(`/api/farm/ledger.xlsx${query}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('sheet')]);
      const book = new exceljs.Workbook();
      await book.xlsx.load((await answer.arrayBuffer()) as never);
      return book;
    };
    const rowsOf = (book: exceljs.Workbook) => {
      const [heads, , ...rows] = book.worksheets[0]!.getSheetValues().slice(1) as unknown[][];
      return rows.map((row) => Object.fromEntries(heads!.slice(1).map((head, i) => [String(head), row[i + 1]])));
    };
    const book = await eventually(
      'the water in the ledger',
      () => read(keeper, '?block=dong-trung'),
      (one) => rowsOf(one)[0]?.['Đã lấy (m³)'] === 140,
      30_000,
    );
    const [sum, ...plots] = rowsOf(book);
    expect(sum).toMatchObject({
      'Khu tưới': 'Khu đồng Trung',
      Thửa: '3 thửa-vụ / plot seasons; 3 chưa rõ tiết kiệm / savings not known',
      'Số liệu': 'thật / real',
    });
    expect(plots.map((row) => row['Thửa'])).toEqual([
      ...['Ruộng Gò (Thửa 101, tờ 5)', 'Thửa 102, tờ 5', 'Thửa 103, tờ 5'],
    ]);
    expect(plots[0]).toMatchObject({ 'Chủ ruộng': 'Bà Gò', 'Cây trồng': 'Lúa', 'Mưa trên ruộng (m³)': 0 });
    // five days of a tube, or one answer in five weeks, tell of no savings
    for (const row of plots) expect(row['Tiết kiệm (%)']).toBe('chưa rõ / not known');
    // nor five days of a season, though somebody told of them
    const water = (block: string) =>
      eventually(
        `the water of ${block}`,
        async () => rowsOf(await read(hub, `?block=${block}`)),
        (rows) => rows[0]?.['Đã lấy (m³)'] === 35,
        30_000,
      );
    const [young] = await water('chua-khai');
    expect(young).toMatchObject({ Thửa: '2 thửa-vụ / plot seasons; 2 chưa rõ tiết kiệm / savings not known' });
    const watched = await water('ven-song');
    expect(watched[0]).toMatchObject({ Thửa: '1 thửa-vụ / plot seasons' });
    for (const row of watched) {
      const [flooded, used, untold, saved] = [
        'Nếu ngập liên tục (m³)',
        'Đã lấy (m³)',
        'Chưa báo (m³)',
        'Tiết kiệm (m³)',
      ].map((head) => Number(row[head]));
      expect([flooded! > 0, untold! > 0]).toEqual([true, true]);
      expect(saved).toBeCloseTo(flooded! - used! - untold!, 6);
      expect(row['Tiết kiệm (%)']).toBeCloseTo(saved! / flooded!, 6);
    }
    expect(JSON.stringify(book.worksheets[1]!.getSheetValues())).toMatch(/Tiết kiệm \(m³\) = .*Saved \(m³\) = /);
    // and of each day how its evapotranspiration was come by
    const days = book.getWorksheet('ET0')!.getSheetValues().slice(3) as unknown[][];
    expect(days.length).toBeGreaterThan(30);
    expect(days.at(-1)).toEqual(expect.arrayContaining(['Khu đồng Trung', 'Penman–Monteith từng giờ']));
    expect(rowsOf(await read(keeper, `?from=${dateOf(Date.now())}`))).toEqual([]);
    expect((await other.fetch('/api/farm/ledger.xlsx?block=dong-trung')).status).toBe(404);
    expect((await farmer.fetch('/api/farm/ledger.xlsx')).status).toBe(403);
  });
});

function jsonOf(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
