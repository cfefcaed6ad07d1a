import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SourceFigures, SourceFile, SourcesPage } from '#hub/contracts';
import { addPerson, startHub, type TestHub, type TestPerson } from '#hub/testkit';

const DAY = 86_400_000;
const PICTURES = join('firmware-sim', 'pictures');
const PHOTO = readFileSync(join(PICTURES, readdirSync(PICTURES).find((name) => name.endsWith('.jpg'))!), 'base64');
const dayIn = (days: number) => new Date(Date.now() + days * DAY + 7 * 3_600_000).toISOString().slice(0, 10);

let hub: TestHub;
let operator: TestPerson;
let head: TestPerson;
let stranger: TestPerson;

const send = async <T>(who: Pick<TestPerson, 'send'>, method: string, path: string, body?: unknown) => {
  const answer = await who.send(method, `/api${path}`, body);
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as T };
};
const asAdmin = <T>(method: string, path: string, body?: unknown) =>
  send<T>(
    {
      send: (verb, to, what) =>
        hub.fetch(to, {
          method: verb,
          ...(what !== undefined && { body: JSON.stringify(what), headers: { 'content-type': 'application/json' } }),
        }),
    },
    method,
    path,
    body,
  );
const fileOf = async (id: string) => (await asAdmin<SourceFile>('GET', `/sources/${id}`)).body;
const maxOf = ({ limits }: SourceFile, parameter: string) =>
  limits.limits.find((limit) => limit.parameter === parameter)?.max;
const inspected = (key: string, more: object = {}) => ({
  ...{ key, deed: { did: 'inspected', outcome: 'to-mend', note: 'hố ga đầy' }, at: Date.now() },
  ...more,
});

beforeAll(async () => {
  hub = await startHub();
  const add = async (kind: string, thing: object) => {
    const { status, body } = await asAdmin(`POST`, `/registry/${kind}`, thing);
    if (status !== 201) throw new Error(JSON.stringify(body));
  };
  for (const id of ['dong', 'doai']) await add('hamlet', { id, name: `Thôn ${id}` });
  const nodes = ['a', 'b'].map((id, i) => ({ id, lat: 20.9 + i / 100, lon: 106.3 }));
  await add('canal', { id: 'kenh-tieu', name: 'Kênh Tiêu', nodes, reaches: [{ id: 'r', from: 'a', to: 'b' }] });
  const at = { lat: 20.9, lon: 106.3 };
  await add('source', {
    ...{ id: 'lo-bun', name: 'Lò bún', type: 'craft-village', ...at, hamlet: 'dong', canal: 'kenh-tieu' },
    ...{ flowM3Day: 40, standard: 'QCVN 40:2011/BTNMT', column: 'A', permit: '12/GP', permitUntil: dayIn(20) },
    checkOn: dayIn(-3),
  });
  await add('source', {
    ...{ id: 'trai-lon', name: 'Trại lợn', type: 'livestock', ...at, hamlet: 'doai', receiver: 'lake' },
    ...{ flowM3Day: 120, standard: 'QCVN40:2011', column: 'A' },
  });
  const grant = (role: string, kind: 'commune' | 'hamlet', id: string) => [{ role, scope: { kind, id } }];
  operator = await addPerson(hub, { login: 'truc', name: 'Chị Trực', grants: grant('operator', 'commune', '*') });
  head = await addPerson(hub, { name: 'Ông Trưởng', grants: grant('village-head', 'hamlet', 'doai') });
  stranger = await addPerson(hub, { name: 'Người lạ', grants: grant('resident', 'commune', '*') });
}, 60_000);
afterAll(() => hub?.stop());

describe('a waste-water source', () => {
  it('has limits made of its standard, column, receiving water and discharge', async () => {
    const [bun, lon] = [await fileOf('lo-bun'), await fileOf('trai-lon')];
    expect([maxOf(bun, 'cod'), maxOf(bun, 'bod5'), maxOf(lon, 'tss')]).toEqual([81, 32.4, 33]);
    expect(bun.source.standard).toBe('QCVN40:2011');
    expect(bun.limits.limits.find(({ parameter }) => parameter === 'cod')).toMatchObject({
      ...{ base: { max: 75 }, factors: { kq: 0.9, kf: 1.2 }, evidence: ['memory-high', 'verified'] },
    });
    expect(bun).toMatchObject({ permit: { state: 'soon', days: 20 }, check: { state: 'overdue', days: -3 } });
    expect(lon).toMatchObject({ permit: { state: 'none' }, check: { state: 'none' } });
  });

  it('takes a standard and a column that the table has, and says which there are', async () => {
    const change = (more: object) =>
      asAdmin<{ fields: object[] }>('PATCH', '/registry/source/trai-lon', { version: 1, ...more });
    const wrong = await change({ standard: 'QCVN99' });
    expect([wrong.status, JSON.stringify(wrong.body.fields)]).toEqual([
      400,
      expect.stringMatching(/không có quy chuẩn nước thải .*QCVN99.* Các quy chuẩn: QCVN40:2011, /),
    ]);
    const column = await change({ column: 'Q' });
    expect(column.body.fields).toEqual([{ field: 'column', problem: 'QCVN40:2011 không có cột "Q". Các cột: A, B' }]);
  });

  it('is told of by those who may, where it is theirs', async () => {
    expect((await send(stranger, 'GET', '/sources')).status).toBe(403);
    expect((await send(head, 'GET', '/sources/lo-bun')).status).toBe(404);
    expect((await send(head, 'GET', '/sources/trai-lon')).status).toBe(200);
    expect((await send(head, 'POST', '/sources/trai-lon/records', inspected('key-head-1'))).status).toBe(403);
    const { body } = await send<SourcesPage>(head, 'GET', '/sources');
    expect(body.sources.map(({ source }) => source.id)).toEqual(['trai-lon']);
  });
});

describe('an inspection', () => {
  it('is kept once, with its pictures, and sets the next day', async () => {
    const body = inspected('key-look-1', { nextOn: dayIn(10) });
    const missing = { ...body.deed, photos: ['0'.repeat(32)] };
    expect((await send(operator, 'POST', '/sources/lo-bun/records', { ...body, deed: missing })).status).toBe(400);
    const sent = await send<{ name: string }>(operator, 'POST', '/sources/lo-bun/photos', { photo: PHOTO });
    expect(sent.status).toBe(201);
    const { name } = sent.body;
    expect((await operator.fetch(`/api/sources/lo-bun/photos/${name}`)).status).toBe(404);
    const deed = { ...body.deed, photos: [name] };
    for (let i = 0; i < 2; i++)
      expect((await send(operator, 'POST', '/sources/lo-bun/records', { ...body, deed })).status).toBe(201);
    const file = await fileOf('lo-bun');
    expect(file.records).toMatchObject([{ key: 'key-look-1', by: 'Chị Trực', deed: { photos: [name] } }]);
    expect(file).toMatchObject({ source: { version: 2, checkOn: dayIn(10) }, check: { state: 'soon', days: 10 } });
    const picture = await operator.fetch(`/api/sources/lo-bun/photos/${name}`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await operator.fetch('/api/sources/lo-bun/photos/..%2F..%2Fregistry')).status).toBe(404);
    expect((await operator.fetch(`/api/sources/trai-lon/photos/${name}`)).status).toBe(404);
    const other = await send(operator, 'POST', '/sources/trai-lon/records', body);
    expect(other.status).toBe(400);
  });

  it('that was due is over when somebody came, and not when nobody could enter', async () => {
    const version = (await fileOf('lo-bun')).source.version;
    await asAdmin('PATCH', '/registry/source/lo-bun', { version, checkOn: dayIn(-1) });
    const shut = { deed: { did: 'inspected', outcome: 'could-not-enter' } };
    await send(operator, 'POST', '/sources/lo-bun/records', inspected('key-look-2', shut));
    expect((await fileOf('lo-bun')).check.state).toBe('overdue');
    // written down late: it was before the day
    await send(operator, 'POST', '/sources/lo-bun/records', inspected('key-look-3', { at: Date.now() - 5 * DAY }));
    expect((await fileOf('lo-bun')).check.state).toBe('overdue');
    await send(operator, 'POST', '/sources/lo-bun/records', inspected('key-look-4'));
    expect((await fileOf('lo-bun')).check.state).toBe('none');
    const tomorrow = inspected('key-look-5', { at: Date.now() + DAY });
    expect((await send(operator, 'POST', '/sources/lo-bun/records', tomorrow)).status).toBe(400);
  });

  it('tells whoever may not write there what was found, and not who found it', async () => {
    await send(operator, 'POST', '/sources/trai-lon/records', inspected('key-look-6'));
    const { body } = await send<SourceFile>(head, 'GET', '/sources/trai-lon');
    expect(body.records).toMatchObject([{ deed: { note: 'hố ga đầy' } }]);
    expect(JSON.stringify(body)).not.toContain('Chị Trực');
  });
});

describe('a sample', () => {
  const sampled = (key: string, values: object[], at = Date.now()) => ({ key, deed: { did: 'sampled', values }, at });

  it('is held against the limits at once', async () => {
    const values = [
      { parameter: 'cod', value: 97.2 },
      { parameter: 'bod5', value: 30 },
      { parameter: 'ph', value: 5.6 },
      { parameter: 'tss', value: 12, unit: 'g/l' },
    ];
    const sent = await send<SourceFile>(operator, 'POST', '/sources/lo-bun/records', sampled('key-lab-1', values));
    expect(sent.body.records[0]!.judged).toMatchObject([
      { parameter: 'cod', over: true, severity: 'warning', limit: { max: 81 } },
      { parameter: 'bod5', over: false },
      { parameter: 'ph', over: true, severity: 'watch' },
      { parameter: 'tss', over: false, unjudged: 'other-unit' },
    ]);
    expect(sent.body.records[0]!.judged![0]!.r).toBeCloseTo(1.2, 6);
    expect(sent.body.exceeding.map(({ parameter }) => parameter)).toEqual(['cod', 'ph']);
    const strange = sampled('key-lab-2', [{ parameter: 'gold', value: 1 }]);
    expect((await send(operator, 'POST', '/sources/lo-bun/records', strange)).status).toBe(400);
    const typo = sampled('key-lab-2', [{ parameter: 'ph', value: 15 }]);
    const refused = await send(operator, 'POST', '/sources/lo-bun/records', typo);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([400, expect.stringContaining('pH từ 0 đến 14')]);
  });

  it('counts in the list, the file and the figures of 15.2 until the next is within the limits', async () => {
    const list = async (query: string) =>
      (await send<SourcesPage>(operator, 'GET', `/sources${query}`)).body.sources.map(({ source }) => source.id);
    expect(await list('')).toEqual(['lo-bun', 'trai-lon']);
    expect(await list('?exceeding=true')).toEqual(['lo-bun']);
    expect(await list('?due=soon')).toEqual(['lo-bun']);
    expect(await list('?type=livestock')).toEqual(['trai-lon']);
    const period = `?from=${Date.now() - DAY}&to=${Date.now() + DAY}`;
    const figures = async () => (await send<SourceFigures>(operator, 'GET', `/source-figures${period}`)).body;
    expect(await figures()).toMatchObject({ inventoried: 2, inspected: 2, openExceedances: 2, withDevice: 0 });
    const better = [
      { parameter: 'cod', value: 50 },
      { parameter: 'ph', value: 7 },
    ];
    await send(operator, 'POST', '/sources/lo-bun/records', sampled('key-lab-3', better));
    expect((await figures()).openExceedances).toBe(0);

    const csv = await (await operator.fetch('/api/sources/export?format=csv')).text();
    expect(csv).toMatch(/Hạn kiểm tra/);
    expect(csv).toMatch(/lo-bun.*Thôn dong.*Kênh Tiêu.*Trong 30 ngày.*Lấy mẫu/);
    const sheet = await operator.fetch('/api/sources/export?format=xlsx');
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheetml')]);
  });
});

describe('what stands around a source', () => {
  const patch = async (more: object) => {
    const { version } = (await fileOf('trai-lon')).source;
    return asAdmin<{ fields?: { field: string; problem: string }[] }>('PATCH', '/registry/source/trai-lon', {
      ...{ version, ...more },
    });
  };
  const OTHER = { name: 'Cầu Sỏi', place: 'receiving' };

  it('may be a class instead of a figure, and must not say two things', async () => {
    const lake = { receiver: 'lake', receiverClass: 'lake-100', flowM3Day: null, flowClass: 'to-500' };
    expect((await patch(lake)).status).toBe(200);
    // 50 × 0.8 × 1.1
    expect(maxOf(await fileOf('trai-lon'), 'tss')).toBe(44);
    expect((await patch({ receiver: 'sewer' })).body.fields).toEqual([
      { field: 'receiverClass', problem: '"Hồ trên 10 đến 100 triệu m³" là của hồ, ao' },
    ]);
    expect((await patch({ flowM3Day: 40 })).body.fields).toMatchObject([{ field: 'flowClass' }]);
    expect((await patch({ receiver: 'sewer', receiverClass: null })).status).toBe(200);
    const sewer = await fileOf('trai-lon');
    expect([sewer.limits.column, maxOf(sewer, 'cod')]).toEqual(['B', 150]);
    const back = { receiver: 'lake', flowM3Day: 120, flowClass: null };
    expect((await patch(back)).status).toBe(200);
  });

  it('may be several monitoring points; limits hold for samples of outlets alone', async () => {
    const lost = await patch({ points: [{ ...OTHER, device: 'nuoc-99' }] });
    expect(JSON.stringify(lost.body.fields)).toMatch(/points.*nuoc-99/);
    expect((await patch({ points: [OTHER, { ...OTHER, place: 'outlet' }] })).status).toBe(400);
    expect((await patch({ points: [OTHER, { name: 'Cửa xả 2', place: 'outlet' }] })).status).toBe(200);
    const sampled = (key: string, point: object) =>
      send<SourceFile>(operator, 'POST', '/sources/trai-lon/records', {
        ...{ key, at: Date.now(), deed: { did: 'sampled', point, values: [{ parameter: 'cod', value: 900 }] } },
      });
    expect((await sampled('key-point-1', { name: 'Ao nhà', place: 'outlet' })).status).toBe(400);
    const river = (await sampled('key-point-2', OTHER)).body;
    expect(river.records[0]!.judged).toMatchObject([{ unjudged: 'other-water' }]);
    expect(river.exceeding).toEqual([]);
    const second = (await sampled('key-point-3', { name: 'Cửa xả 2', place: 'outlet' })).body;
    expect(second.exceeding).toMatchObject([{ parameter: 'cod', over: true }]);
    const mended = { did: 'sampled', point: { name: 'Cửa xả 2', place: 'outlet' } };
    await send(operator, 'POST', '/sources/trai-lon/records', {
      ...{ key: 'key-point-4', at: Date.now(), deed: { ...mended, values: [{ parameter: 'cod', value: 9 }] } },
    });
  });

  it('comes back from the file that it was exported to, in each format', async () => {
    const before = (await fileOf('trai-lon')).source;
    for (const format of ['csv', 'xlsx', 'geojson']) {
      const file = await hub.fetch(`/api/registry/source/export?format=${format}`);
      const bytes = Buffer.from(await file.arrayBuffer());
      if (format === 'csv') expect(bytes.toString('utf8')).toContain('Cầu Sỏi | Nguồn tiếp nhận; Cửa xả 2 | Cửa xả');
      const answer = await hub.fetch(`/api/registry/source/import?format=${format}&system=wgs84`, {
        ...{ method: 'POST', body: bytes, headers: { 'content-type': 'application/octet-stream' } },
      });
      expect([format, answer.status, await answer.json()]).toEqual([
        ...[format, 200],
        expect.objectContaining({ rows: 2, bad: [], imported: true }),
      ]);
      const { version: _, ...after } = (await fileOf('trai-lon')).source;
      expect(before).toMatchObject(after);
    }
  });
});

describe('a column of 2025', () => {
  const path = '/water-standards/QCVN40:2025/A';
  const entry = (version: number, max: number) => ({
    ...{ version, source: 'Thông tư 06/2025/TT-BTNMT, bảng 1', limits: { cod: { max }, ph: { min: 6, max: 9 } } },
  });

  it('is typed in by an administrator, version by version, and gives limits without factors', async () => {
    expect((await asAdmin('GET', path)).body).toMatchObject({ state: 'empty', version: 0, limits: {} });
    expect((await send(operator, 'PUT', path, entry(0, 90))).status).toBe(403);
    expect((await asAdmin('PUT', '/water-standards/QCVN40:2011/A', entry(0, 90))).status).toBe(409);
    const crossed = { ...entry(0, 90), limits: { ph: { min: 9, max: 6 } } };
    expect((await asAdmin('PUT', path, crossed)).status).toBe(400);
    expect((await asAdmin('PUT', path, entry(0, 90))).body).toMatchObject({ state: 'entered', version: 1 });
    expect((await asAdmin('PUT', path, entry(0, 80))).status).toBe(409);
    expect((await asAdmin('PUT', path, entry(1, 80))).body).toMatchObject({ version: 2, evidence: 'entered' });

    const { version } = (await fileOf('trai-lon')).source;
    await asAdmin('PATCH', '/registry/source/trai-lon', { version, standard: 'QCVN40:2025' });
    const file = await fileOf('trai-lon');
    expect(maxOf(file, 'cod')).toBe(80);
    expect(file.limits.limits[0]).toMatchObject({ factors: {}, source: 'Thông tư 06/2025/TT-BTNMT, bảng 1' });
    await hub.restart();
    expect(maxOf(await fileOf('trai-lon'), 'cod')).toBe(80);
    const { entries } = (await asAdmin<{ entries: { action: string; target: string }[] }>('GET', '/audit')).body;
    expect(entries.filter(({ target }) => target === 'QCVN40:2025/A').map(({ action }) => action)).toEqual([
      'water-column.update',
      'water-column.add',
    ]);
  });
});
