import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import {
  type BurningFigures,
  type FindingCase,
  type FindingOf,
  type Incident,
  type ListedFinding,
  LIVE_NAMESPACE,
  type LiveSnapshot,
  type SuspectedArea,
  STREAM,
} from '#hub/contracts';
import {
  aBurning,
  addPerson,
  anIncident,
  appendToLog,
  changed,
  eventually,
  found,
  pairWall,
  startHub,
  type TestHub,
  type TestPerson,
} from '#hub/testkit';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OWNER = 'Bà Nguyễn Thị Ễnh';
const PHONE = '0900 111 222';
const [LON, LAT] = [106.25, 20.45];
/** A square of about so many hundred metres a side. */
const square = (east: number, north: number, side: number) => {
  const at = (x: number, y: number): [number, number] => [LON + (east + x) / 1044, LAT + (north + y) / 1107];
  return { type: 'Polygon' as const, coordinates: [[at(0, 0), at(side, 0), at(side, side), at(0, side), at(0, 0)]] };
};
const WHERE: SuspectedArea = { area: square(-2, -2, 4), km2: 0.16, best: [LON, LAT], how: ['inversion'] };
const everywhere = { kind: 'commune', id: '*' } as const;
/** Since then the hub was told of nothing. */
const T0 = Date.now() - 3 * HOUR;

let hub: TestHub;
let operator: TestPerson;
let officer: TestPerson;
let elsewhere: TestPerson;
let wall: TestPerson;
const sockets: Socket[] = [];

const put = async (method: string, path: string, body: object) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await hub.fetch(path, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as { id: string };
};
const caseOf = async (who: Pick<TestPerson, 'fetch'>, id = 'fire:dong:1') => {
  const answer = await who.fetch(`/api/incidents/${id}/finding`);
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as FindingCase & { message: string } };
};
const burning = (id: string, over: Partial<FindingOf<'burning'>> = {}) =>
  aBurning(id, { startedAt: T0, updatedAt: T0 + 20 * MINUTE, ...over });
const fire = (id: string, over: Partial<Incident> = {}) =>
  anIncident(id, { startedAt: T0, openedAt: T0 + MINUTE, target: 'air-1', targets: ['air-1'], ...over });
const verdict = (kind: 'resolved' | 'false', after: number): Pick<Incident, 'verdict' | 'state' | 'endedAt'> => ({
  ...{ state: 'closed', endedAt: T0 + 50 * MINUTE },
  verdict: { kind, by: 'Anh Tư', at: T0 + MINUTE + after, ...(kind === 'false' && { cause: 'cooking' as const }) },
});

beforeAll(async () => {
  hub = await startHub();
  await put('PUT', '/api/commune', {
    ...{ code: '10807', name: 'Xã Thử Nghiệm', province: 'Tỉnh Thử Nghiệm' },
    map: {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { layer: 'boundary' }, geometry: square(-30, -30, 60) },
        { type: 'Feature', properties: { layer: 'house', name: 'Nhà văn hóa' }, geometry: square(2.5, 0, 0.2) },
      ],
    },
  });
  for (const [id, name] of Object.entries({ dong: 'Thôn Đông', doai: 'Thôn Đoài' }))
    await put('POST', '/api/registry/hamlet', { id, name });
  const here = { lat: LAT + 0.004, lon: LON };
  await hub.addDevice('air-1', { profile: 'air-station', name: 'Trạm Đông', hamlet: 'Thôn Đông', ...here });
  await hub.addDevice('air-2', { profile: 'air-station', name: 'Trạm Đoài', hamlet: 'Thôn Đoài', ...here });
  for (const [id, bearing] of [
    ['cam-1', 180],
    ['cam-2', 0],
  ] as const) {
    await hub.addDevice(id, { profile: 'camera', name: `Camera ${id}`, hamlet: 'Thôn Đông', ...here });
    await put('POST', '/api/registry/camera', { id, bearing, fieldOfView: 60 });
  }
  const owner = await addPerson(hub, { name: OWNER, phone: PHONE, hamlet: 'dong', grants: [] });
  const today = new Date().toISOString().slice(0, 10);
  for (const [id, east, more] of [
    ['thua-1', -1, {}],
    ['thua-2', 0.2, { harvestOn: today, owner: owner.id, ownName: 'Ruộng Gò' }],
    ['thua-3', 20, { harvestOn: today }],
  ] as const)
    await put('POST', '/api/registry/plot', { id, crop: 'rice', hamlet: 'dong', area: square(east, 0, 0.9), ...more });
  operator = await addPerson(hub, { name: 'Chị Ba', grants: [{ role: 'operator', scope: everywhere }] });
  const guards = (id: string) => [{ role: 'security-officer', scope: { kind: 'hamlet', id } as const }];
  officer = await addPerson(hub, { name: 'Anh Tư', grants: guards('dong') });
  elsewhere = await addPerson(hub, { name: 'Anh Sáu', grants: guards('doai') });
  wall = await pairWall(hub);

  await hub.kill9();
  const curve = [0, 10, 20].map((minutes) => ({ at: T0 + minutes * MINUTE, value: 20 + 4 * minutes, background: 20 }));
  const stations = ['air-1', 'air-2'].map((device) => ({ device, curve }));
  const wind = [{ at: T0, from: 135, speed: 2.6 }];
  await appendToLog(hub.dir, STREAM.findings, [
    found(burning('with-area', { targets: ['air-1', 'air-2'], where: WHERE, stations, wind })),
    found(burning('no-wind', { target: 'air-2', targets: ['air-2'], reasons: [{ key: 'noWind' }] })),
    found(burning('practice', { simulated: true, where: WHERE })),
  ]);
  const kitchen = fire('fire:doai:1', { target: 'air-2', targets: ['air-2'], ...verdict('false', 90 * MINUTE) });
  await appendToLog(hub.dir, STREAM.alerts, [
    changed('opened', fire('fire:dong:1', verdict('resolved', 20 * MINUTE))),
    changed('opened', kitchen),
    changed('opened', fire('fire:sim:1', { simulated: true, ...verdict('false', MINUTE) })),
    changed('opened', fire('water:dong:1', { cause: 'water' })),
    changed('opened', fire('fire:dong:2', { drill: true, target: 'drill-air' })),
  ]);
  await hub.restart();
  await eventually(
    'the case',
    () => caseOf(operator),
    ({ status }) => status === 200,
  );
}, 120_000);
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await hub?.stop();
});

describe('the finding behind an incident', () => {
  it('has its reasons in words, plots by what burns, cameras that look there, and zones as set up', async () => {
    const { body } = await caseOf(operator);
    expect(body.finding).toMatchObject({ id: 'with-area', score: 64 });
    expect(body.reasons.map(({ vi, points, of }) => [vi, points, of])).toEqual([
      ['Bụi PM2.5 cao hơn nền 82 µg/m³', 29, 35],
      ['Vệ tinh: không thấy, hoặc chưa có lượt bay', 0, 15],
    ]);
    expect(body.where).toMatchObject([{ key: 'inversion' }]);
    expect(body.plots).toMatchObject([
      { plot: 'thua-2', stage: 'harvested', ownName: 'Ruộng Gò' },
      { plot: 'thua-1', stage: 'other' },
    ]);
    expect(body.plotsInAll).toBe(2);
    const named = body.plots.reduce((sum, { share }) => sum + share, 0);
    expect(body.outside! + named).toBeCloseTo(1, 2);
    expect(body.cameras).toMatchObject([{ camera: 'cam-1', name: 'Camera cam-1' }]);
    const states = body.zones.map(({ zone, state }) => [zone, state]);
    expect(states).toEqual([
      ['homes', 'touched'],
      ['main-road', 'unmapped'],
      ['power-line', 'unmapped'],
    ]);
    expect(body.zonesSource.vi).toMatch(/Khoảng cách do xã đặt/);
    expect(body.names).toEqual({ 'air-1': 'Trạm Đông', 'air-2': 'Trạm Đoài' });
  });

  it('names owners to whoever may see people alone', async () => {
    for (const hidden of [OWNER, PHONE]) expect((await caseOf(operator)).text).not.toContain(hidden);
    expect((await caseOf(hub)).body.plots[0]).toMatchObject({ plot: 'thua-2', owner: { name: OWNER, phone: PHONE } });
  });

  it('shows plots to whoever has the case: an officer who was not given it sees the area and no plot', async () => {
    const { body, text } = await caseOf(officer);
    expect(body).toMatchObject({ detailed: false, plots: [], plotsInAll: 2, finding: { where: { km2: 0.16 } } });
    expect(text).not.toMatch(/thua-\d/);
    // of stations elsewhere nothing is told
    expect(body.finding).toMatchObject({ targets: ['air-1'], stations: [{ device: 'air-1' }] });
  });

  it('says why nothing can be said of where it is', async () => {
    const { body } = await caseOf(operator, 'fire:doai:1');
    expect(body.finding.id).toBe('no-wind');
    expect(body.where).toMatchObject([{ key: 'noWind', vi: 'Chưa khoanh được khu vực: không có số liệu gió' }]);
    expect([body.reasons, body.plots, body.cameras]).toEqual([[], [], []]);
  });

  it('is not there for those of another hamlet, for walls, and where nothing was concluded', async () => {
    expect((await caseOf(elsewhere)).status).toBe(404);
    expect((await caseOf(wall)).status).toBe(403);
    for (const path of ['/api/incidents/fire:dong:1/case.pdf', '/api/findings'])
      expect((await wall.fetch(path)).status).toBe(403);
    const { status, body } = await caseOf(operator, 'water:dong:1');
    expect([status, body.message]).toEqual([404, 'Việc này không có phân tích nguồn đi kèm: chỉ có số đo của trạm']);
  });

  it('writes down who looked, once for a page, and every time for a file', async () => {
    const count = async (action: string) => {
      const answer = await hub.fetch(`/api/audit?action=${action}&target=fire:dong:1&by=${operator.id}`);
      return ((await answer.json()) as { total: number }).total;
    };
    await caseOf(operator);
    expect(await count('case.look')).toBe(1);
    const before = await count('case.export');
    for (let i = 0; i < 2; i++) {
      const answer = await operator.fetch('/api/incidents/fire:dong:1/case.pdf');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.length).toBeGreaterThan(10_000);
    }
    expect(await count('case.export')).toBe(before + 2);
    expect((await operator.fetch('/api/incidents/fire:dong:1/case.pdf?lang=en')).status).toBe(200);
    expect((await operator.fetch('/api/incidents/fire:dong:1/case.pdf?lang=fr')).status).toBe(400);
  });
});

describe('what walls are told', () => {
  it('is the area, and neither plots nor owners', async () => {
    const told = await new Promise<string>((resolve) => {
      const socket = io(`${hub.url}${LIVE_NAMESPACE}`, {
        ...{ transports: ['websocket'], forceNew: true, extraHeaders: wall.credentials },
      });
      sockets.push(socket);
      socket.on('connect', () => socket.emit('resume', null));
      socket.on('snapshot', (snapshot: LiveSnapshot) => resolve(JSON.stringify(snapshot)));
    });
    expect(told).toContain('"with-area"');
    expect(told).not.toMatch(/thua-\d/);
    expect(told).not.toContain(OWNER);
  });
});

describe('findings and what came of them', () => {
  it('are listed by kind to those of their places', async () => {
    const list = async (who: TestPerson, query = '') => {
      const answer = await who.fetch(`/api/findings${query}`);
      return ((await answer.json()) as { findings: ListedFinding[] }).findings.map(({ id }) => id).sort();
    };
    expect(await list(operator, '?kind=burning')).toEqual(['no-wind', 'practice', 'with-area']);
    expect(await list(operator, '?kind=haze')).toEqual([]);
    expect(await list(operator, `?before=${T0}`)).toEqual([]);
    expect(await list(elsewhere)).toEqual(['no-wind', 'with-area']);
    expect((await list(operator, '?limit=1')).length).toBe(1);
  });

  it('give the figures of indicator 16.3: what is simulated or a drill counts nowhere', async () => {
    const figures = async (who: TestPerson) => {
      const answer = await who.fetch(`/api/burning-figures?from=${T0 - HOUR}&to=${Date.now()}`);
      return (await answer.json()) as BurningFigures;
    };
    expect(await figures(operator)).toEqual({
      ...{ detected: 2, withinMs: HOUR, verifiedInTime: 1, due: 2, judged: 2, falseAlarms: 1 },
    });
    expect(await figures(elsewhere)).toMatchObject({ detected: 1, falseAlarms: 1 });
  });

  it('are a labelled set for whoever writes rules', async () => {
    const path = `/api/findings/labelled.csv?from=${T0 - HOUR}&to=${Date.now()}`;
    expect((await operator.fetch(path)).status).toBe(403);
    const lines = (await (await hub.fetch(path)).text()).replace('\ufeff', '').trim().split('\r\n');
    const cells = lines.map((line) => line.split(','));
    const row = (id: string) =>
      Object.fromEntries(cells.find(([first]) => first === id)!.map((c, i) => [cells[0]![i], c]));
    expect(row('with-area')).toMatchObject({
      score: '64',
      'excess value': '82',
      label: 'confirmed',
      'wind from': '135',
    });
    expect(row('no-wind')).toMatchObject({ label: 'false', 'false cause': 'cooking' });
    expect(row('practice')).toMatchObject({ simulated: '1' });
  });
});

describe('a case that is given to an officer', () => {
  const given = async (revision: number, to: TestPerson, name: string) => {
    await hub.kill9();
    const at = Date.now();
    const fields = { revision, updatedAt: at, assigned: { by: 'Chị Ba', at, to: to.id, name } };
    await appendToLog(hub.dir, STREAM.alerts, [
      changed('assigned', fire('fire:dong:1', { ...fields, ...verdict('resolved', 20 * MINUTE) })),
    ]);
    await hub.restart();
  };
  let second: TestPerson;

  it('shows him the plots, whose they are and where to call; each look at a name is written down', async () => {
    second = await addPerson(hub, {
      ...{ name: 'Anh Năm', grants: [{ role: 'security-officer', scope: { kind: 'hamlet', id: 'dong' } }] },
    });
    await given(2, officer, 'Anh Tư');
    const { body } = await eventually(
      'the plots',
      () => caseOf(officer),
      ({ body: { detailed } }) => detailed === true,
    );
    expect(body.plots[0]).toMatchObject({ plot: 'thua-2', owner: { name: OWNER, phone: PHONE } });
    const looks = await hub.fetch(`/api/audit?action=person.read&by=${officer.id}`);
    expect(((await looks.json()) as { total: number }).total).toBe(1);
    const pdf = await officer.fetch('/api/incidents/fire:dong:1/case.pdf');
    expect(pdf.status).toBe(200);
  }, 60_000);

  it('shows no name to another officer, to whoever gave it, in lists, and in the log', async () => {
    expect((await caseOf(second)).body).toMatchObject({ detailed: false, plots: [] });
    expect((await caseOf(operator)).body).toMatchObject({ detailed: true, plots: [{ plot: 'thua-2' }, {}] });
    const lists = ['/api/findings', '/api/incidents', '/api/incidents/fire:dong:1'];
    const told = [
      ...(await Promise.all([second, operator].map(async (who) => (await caseOf(who)).text))),
      ...(await Promise.all(lists.map(async (path) => (await officer.fetch(path)).text()))),
    ];
    for (const text of told) for (const hidden of [OWNER, PHONE]) expect(text).not.toContain(hidden);
    // the log tells whose name was looked at, and to whoever reads the log alone
    expect(await (await hub.fetch('/api/audit?limit=200')).text()).not.toContain(PHONE);
  });

  it('is his no more once it is given on', async () => {
    await given(3, second, 'Anh Năm');
    const { body } = await eventually(
      'the names',
      () => caseOf(second),
      ({ body: { plots } }) => plots[0]?.owner !== undefined,
    );
    expect(body.plots[0]!.owner).toEqual({ name: OWNER, phone: PHONE });
    expect((await caseOf(officer)).text).not.toContain(OWNER);
  }, 60_000);
});
