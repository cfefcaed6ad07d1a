import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  type Alert,
  type FindingCase,
  type HistoryEntry,
  type Incident,
  type ListedFinding,
  type ReadingsItem,
  type SmokeSource,
  STREAM,
} from '#hub/contracts';
import { addPerson, appendToLog, eventually, startHub, type TestHub, type TestPerson } from '#hub/testkit';
import { setSmokeStage, type SmokeStage, smokeHours } from './smoke-stage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NAME = 'Lò gạch Gò Mả';
let hub: TestHub;
let stage: SmokeStage;
let operator: TestPerson;
let officer: TestPerson;

const post = (body: unknown): RequestInit => ({
  ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
});
async function logged(items: ReadingsItem[]): Promise<void> {
  await hub.kill9();
  await appendToLog(hub.dir, STREAM.readings, items);
  await hub.restart();
}
const fires = async (): Promise<Incident[]> => {
  const answer = await hub.fetch('/api/incidents?cause=fire');
  return ((await answer.json()) as { incidents: Incident[] }).incidents;
};
/** Alerts of the smoke watch. */
const burnings = async (since: number): Promise<Alert[]> => {
  const answer = await hub.fetch('/api/alerts?target=kk-1&limit=100');
  const { alerts } = (await answer.json()) as { alerts: Alert[] };
  return alerts.filter(({ rule, startedAt }) => rule.startsWith('burning-') && startedAt > since);
};
const known = async (): Promise<SmokeSource[]> => {
  const answer = await hub.fetch('/api/registry/smoke-source');
  return ((await answer.json()) as { things: SmokeSource[] }).things;
};
const keep = (who: Pick<TestPerson, 'fetch'>, incident: string, body: object) =>
  who.fetch(`/api/incidents/${encodeURIComponent(incident)}/smoke-source`, post(body));

beforeAll(async () => {
  hub = await startHub();
  stage = await setSmokeStage(hub);
  const everywhere = { kind: 'commune', id: '*' } as const;
  operator = await addPerson(hub, { name: 'Chị Ba', grants: [{ role: 'operator', scope: everywhere }] });
  officer = await addPerson(hub, { name: 'Anh Tư', grants: [{ role: 'security-officer', scope: everywhere }] });
}, 60_000);
afterAll(() => hub?.stop());

it('a kiln is a suspected fire, until somebody who looked says what it is and keeps it', async () => {
  const end = Date.now() - 8 * HOUR;
  await logged(smokeHours(stage, end, (before) => (before <= 40 ? 70 : 0)));
  const [fire] = await eventually('the suspicion', fires, (found) => found.length > 0, 30_000);

  const body = { name: NAME, type: 'brick-kiln' };
  // whoever does not have the case keeps nothing
  expect((await keep(officer, fire!.id, body)).status).toBe(403);
  const path = `/api/incidents/${encodeURIComponent(fire!.id)}`;
  const judged = await officer.fetch(`${path}/false`, post({ cause: 'fixed-source' }));
  expect(((await judged.json()) as Incident).verdict).toMatchObject({ kind: 'false', cause: 'fixed-source' });
  expect((await keep(officer, fire!.id, { ...body, name: ' ' })).status).toBe(400);
  const far = await keep(officer, fire!.id, { ...body, lat: 2, lon: 106 });
  expect([far.status, ((await far.json()) as { message: string }).message]).toEqual([
    400,
    expect.stringMatching(/nằm ngoài/),
  ]);
  expect((await keep(officer, fire!.id, body)).status).toBe(200);
  // a phone that got no answer sends it again
  expect((await keep(officer, fire!.id, body)).status).toBe(200);

  const [kiln, ...others] = await known();
  expect(others).toEqual([]);
  const found = (await (await operator.fetch(`${path}/finding`)).json()) as FindingCase;
  const best = found.finding.kind === 'burning' ? found.finding.where!.best : undefined;
  expect(kiln).toMatchObject({ name: NAME, type: 'brick-kiln', lon: best![0], lat: best![1], radiusM: 100 });
  expect(kiln!.incident).toBe(fire!.id);
  expect(Math.abs(kiln!.usualPm25 - 70)).toBeLessThanOrEqual(10);
  expect(found.smokeSources).toEqual([{ id: kiln!.id, name: NAME, type: 'brick-kiln', metres: 0, ofThis: true }]);
  const { entries } = (await (await hub.fetch(`/api/registry/smoke-source/${kiln!.id}/history`)).json()) as {
    entries: HistoryEntry[];
  };
  expect(entries).toMatchObject([{ change: 'added', by: officer.id }]);
  const audit = await hub.fetch(`/api/audit?action=smoke-source.add&target=${kiln!.id}`);
  expect(((await audit.json()) as { total: number }).total).toBe(1);
}, 90_000);

it('from then on the smoke watch knows it; straw that burns beside it is told, and why it is not the kiln', async () => {
  // a log that goes back so far is begun anew, as after the hub was off
  const now = Date.now() - 4 * HOUR;
  await logged(smokeHours(stage, now, (before) => (before <= 20 ? 270 : before <= 80 ? 70 : 0)));
  const since = now - 2 * HOUR;
  const [told] = await eventually(
    'the fire',
    () => burnings(since),
    (found) => found.length > 0,
    60_000,
  );
  // not before the straw burns: of the kiln alone, for an hour, the smoke watch told nobody
  for (const { startedAt } of await burnings(since)) expect(startedAt).toBeGreaterThanOrEqual(now - 30 * MINUTE);
  const answer = await operator.fetch(`/api/incidents/${encodeURIComponent(told!.incident!)}/finding`);
  const { reasons, smokeSources } = (await answer.json()) as FindingCase;
  expect(reasons.find(({ key }) => key === 'stronger-than-known')!.vi).toMatch(
    /nguồn khói đã biết: Lò gạch Gò Mả, nhưng khói mạnh hơn hẳn mọi khi \(2\d\d so với \d\d µg\/m³\)/,
  );
  expect(smokeSources[0]).toMatchObject({ name: NAME, ofThis: false });
  const list = await operator.fetch('/api/findings?kind=fixed-source');
  const [ofKiln] = ((await list.json()) as { findings: ListedFinding[] }).findings;
  expect(ofKiln!.target).toBe('kk-1');
  // beside what the score would have been made of
  expect(ofKiln!.reasons.map(({ key }) => key).slice(0, 2)).toEqual(['known-source', 'excess']);
  expect(ofKiln!.reasons[0]!.vi).toMatch(/nguồn khói đã biết: Lò gạch Gò Mả; khói như mọi khi/);
}, 90_000);

it('is changed and taken out by whoever keeps the register, and by nobody else', async () => {
  const [kiln] = await known();
  const path = `/api/registry/smoke-source/${kiln!.id}`;
  const patch = { ...post({ version: kiln!.version, usualPm25: 90 }), method: 'PATCH' };
  expect((await operator.fetch(path, patch)).status).toBe(403);
  expect((await officer.fetch(path)).status).toBe(403);
  expect(await (await hub.fetch(path, patch)).json()).toMatchObject({ usualPm25: 90, version: 2 });
  const wrong = await hub.fetch(path, { ...post({ version: 2, usualPm25: 900 }), method: 'PATCH' });
  expect(wrong.status).toBe(400);
  expect((await hub.fetch(`${path}?version=2`, { method: 'DELETE' })).status).toBe(204);
  expect(await known()).toEqual([]);
});
