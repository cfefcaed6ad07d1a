import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FindingCase, type Incident, type ListedFinding, type SmokeReport, STREAM } from '#hub/contracts';
import { addPerson, appendToLog, eventually, startHub, type TestHub, type TestPerson } from '#hub/testkit';
import { setSmokeStage, type SmokeStage, smokeHours } from './smoke-stage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOTE = 'khói trắng sau nhà văn hóa';
/** Upwind of the first station: 600 m to the north-east. */
const UPWIND = { lat: 20.9 + 424 / 110_700, lon: 106.3 + 424 / 104_000 };
let hub: TestHub;
let stage: SmokeStage;
let operator: TestPerson;
let officer: TestPerson;
let leader: TestPerson;

const write = (who: Pick<TestPerson, 'fetch'>, body: object) =>
  who.fetch('/api/smoke-reports', {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  });
const refusal = async (body: object) => {
  const answer = await write(operator, body);
  return [answer.status, ((await answer.json()) as { message: string }).message];
};

beforeAll(async () => {
  hub = await startHub();
  stage = await setSmokeStage(hub);
  const everywhere = { kind: 'commune', id: '*' } as const;
  operator = await addPerson(hub, { name: 'Chị Ba', grants: [{ role: 'operator', scope: everywhere }] });
  officer = await addPerson(hub, { name: 'Anh Tư', grants: [{ role: 'security-officer', scope: everywhere }] });
  leader = await addPerson(hub, { name: 'Ông Năm', grants: [{ role: 'leader', scope: everywhere }] });
}, 60_000);
afterAll(() => hub?.stop());

it('is written down by whoever is on duty, with a place, a time and no number of anybody', async () => {
  const report = { ...UPWIND, seenAt: Date.now() - 20 * HOUR, note: NOTE };
  const answer = await write(officer, report);
  expect(answer.status).toBe(201);
  const written = (await answer.json()) as SmokeReport;
  expect(written).toMatchObject({ ...report, by: officer.id });
  expect((await write(leader, report)).status).toBe(403);
  expect((await fetch(`${hub.url}/api/smoke-reports`, { method: 'POST' })).status).toBe(401);

  for (const note of ['bà Tám 0912345678 báo', 'gọi lại 0912 345 678', 'số 0912.345.678'])
    expect(await refusal({ ...report, note })).toEqual([400, expect.stringMatching(/không ghi số điện thoại/)]);
  expect(await refusal({ ...report, lat: 2 })).toEqual([400, expect.stringMatching(/nằm ngoài/)]);
  expect(await refusal({ ...report, seenAt: Date.now() + HOUR })).toEqual([400, expect.stringMatching(/chưa tới/)]);
  expect((await refusal({ note: NOTE }))[0]).toBe(400);

  const listed = async () =>
    ((await (await operator.fetch('/api/smoke-reports')).json()) as { reports: SmokeReport[] }).reports;
  const takeBack = (who: Pick<TestPerson, 'fetch'>, id: string) =>
    who.fetch(`/api/smoke-reports/${id}`, { method: 'DELETE' });
  const mistake = (await (await write(officer, { ...report, seenAt: Date.now() - 19 * HOUR })).json()) as SmokeReport;
  expect(await listed()).toEqual([mistake, written]);
  expect((await leader.fetch('/api/smoke-reports')).status).toBe(403);
  expect((await takeBack(leader, mistake.id)).status).toBe(403);
  expect((await takeBack(operator, mistake.id)).status).toBe(204);
  expect((await takeBack(operator, mistake.id)).status).toBe(404);
  expect(await listed()).toEqual([written]);
  const taken = (await (await hub.fetch('/api/audit?action=smoke-report.remove')).json()) as {
    entries: { target: string; by: string }[];
  };
  expect(taken.entries).toMatchObject([{ target: mistake.id, by: operator.id }]);

  const audit = await hub.fetch('/api/audit?action=smoke-report.add');
  const { entries } = (await audit.json()) as { entries: { target: string; by: string }[] };
  expect(entries.map(({ target, by }) => [target, by])).toContainEqual([written.id, officer.id]);
  expect(JSON.stringify(entries)).not.toContain('văn hóa');
}, 30_000);

it('is no suspicion while no station smells anything, and one of its reasons from then on', async () => {
  const end = Date.now() - 4 * HOUR;
  const report = async (minutesBefore: number, place = UPWIND) =>
    expect((await write(operator, { ...place, seenAt: end - minutesBefore * MINUTE, note: NOTE })).status).toBe(201);
  await report(110);
  await report(30);
  await hub.kill9();
  await appendToLog(
    hub.dir,
    STREAM.readings,
    smokeHours(stage, end, (before) => (before <= 40 ? 70 : 0)),
  );
  await hub.restart();
  const burnings = async () => {
    const list = await operator.fetch('/api/findings?kind=burning');
    return ((await list.json()) as { findings: ListedFinding[] }).findings;
  };
  const [found, ...others] = await eventually(
    'the suspicion',
    burnings,
    ([one]) => one?.reasons.some(({ key }) => key === 'report') === true,
    60_000,
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({ target: 'kk-1', simulated: false });
  // half an hour of clean air after the first report was no suspicion
  expect(found!.startedAt).toBeGreaterThanOrEqual(end - 50 * MINUTE);

  const { incidents } = (await (await operator.fetch('/api/incidents?cause=fire')).json()) as {
    incidents: Incident[];
  };
  const path = `/api/incidents/${encodeURIComponent(incidents[0]!.id)}/finding`;
  const { reasons } = (await (await operator.fetch(path)).json()) as FindingCase;
  expect(reasons.find(({ key }) => key === 'report')).toMatchObject({
    ...{ points: 15, of: 15 },
    vi: expect.stringMatching(/^Người dân báo thấy khói, cách trạm khoảng \d{3} m$/),
    en: expect.stringMatching(/^A resident told of smoke, about \d{3} m from the station$/),
  });
  expect(hub.output()).not.toContain(NOTE);
}, 90_000);
