import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Alert,
  type Device,
  type FindingCase,
  type Incident,
  type Reading,
  type ReadingsItem,
  STREAM,
} from '#hub/contracts';
import { addPerson, appendToLog, eventually, startHub, type TestHub, type TestPerson } from '#hub/testkit';

const MINUTE = 60_000;
const AT = { lat: 20.9, lon: 106.3 };
let hub: TestHub;
let operator: TestPerson;
let watcher: TestPerson;

const add = async <T>(path: string, body: object): Promise<T> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await hub.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
};
const read = async <T>(path: string, who: Pick<TestPerson, 'fetch'> = hub): Promise<T> =>
  (await (await who.fetch(path)).json()) as T;

/** Ninety minutes that end now: clean water, then COD over its limit of 81 mg/l for the last forty. */
function hours({ commune, id }: Device, now: number): ReadingsItem[] {
  const items: ReadingsItem[] = [];
  const about = { commune, device: id, kind: 'water', late: false, simulated: false } as const;
  for (let ts = now - 90 * MINUTE; ts < now; ts += MINUTE) {
    if (Math.round((ts - now) / MINUTE) % 5 === 0) {
      const values: Reading['values'] = { ph: 7 + (ts % 7) / 50, cod: ts > now - 40 * MINUTE ? 120 : 60 };
      items.push({ type: 'reading', ...about, ts, received: ts, values });
    }
    for (let second = 0; second < 60; second += 5)
      items.push({ type: 'tick', received: ts + second * 1000, clock: 'ok' });
  }
  return items;
}

beforeAll(async () => {
  hub = await startHub();
  await add('/api/registry/hamlet', { id: 'trung', name: 'Thôn Trung' });
  const place = { ...AT, hamlet: 'Thôn Trung', place: 'cống xả làng bún' };
  const { device } = await add<{ device: Device }>('/api/devices', {
    id: 'cua-xa',
    name: 'Cửa xả',
    profile: 'water-quality',
    ...place,
  });
  await add('/api/registry/source', {
    ...{ id: 'lang-bun', name: 'Làng nghề bún Trung', type: 'craft-village', ...AT, hamlet: 'trung', device: 'cua-xa' },
    ...{ owner: 'Tổ hợp tác bún', receiver: 'canal', flowClass: 'to-50', standard: 'QCVN40:2011', column: 'A' },
  });
  const everywhere = { kind: 'commune', id: '*' } as const;
  operator = await addPerson(hub, { name: 'Chị Trực', grants: [{ role: 'operator', scope: everywhere }] });
  watcher = await addPerson(hub, { name: 'Anh Canh', grants: [{ role: 'security-officer', scope: everywhere }] });
  await hub.kill9();
  await appendToLog(hub.dir, STREAM.readings, hours(device, Date.now()));
  await hub.restart();
}, 60_000);
afterAll(() => hub?.stop());

describe('an outlet over the limit of its source', () => {
  let incident: Incident;

  it('is one incident, with what, how much, which limit and since when', async () => {
    const { incidents } = await eventually(
      'an incident of water',
      () => read<{ incidents: Incident[] }>('/api/incidents?cause=water'),
      ({ incidents: found }) => found.some(({ severity }) => severity === 'warning'),
      30_000,
    );
    expect(incidents).toHaveLength(1);
    incident = incidents[0]!;
    expect(incident).toMatchObject({ target: 'cua-xa', simulated: false });
    const { alerts } = await read<{ alerts: Alert[] }>('/api/alerts?target=cua-xa');
    const over = alerts.find(({ rule }) => rule === 'outlet-well-over')!;
    expect(over.text.sentence).toMatch(
      /^Nước thải tại Thôn Trung, cống xả làng bún .*: COD 120\u00a0mg\/l \(ước tính quang học\), vượt ngưỡng cấu hình 81\u00a0mg\/l \(QCVN 40:2011, cột A\)\./,
    );
    expect(over.text.sentence).not.toContain('Làng nghề');
    expect(over.facts).toMatchObject({ metric: 'cod', limit: 81, side: 'above', event: 'exceedance' });
    // 60 mg/l is far over what a canal may have
    expect(alerts.map(({ rule }) => rule).filter((rule) => !rule.startsWith('outlet-'))).toEqual([]);
    // so that nobody draws the limits of a canal beside what it measures
    expect((await read<{ devices: object[] }>('/api/devices')).devices).toMatchObject([
      { id: 'cua-xa', effluent: true },
    ]);
  });

  it('has a case that names the source to whoever manages it, and to nobody else', async () => {
    const path = `/api/incidents/${incident.id}/finding`;
    const whole = await read<FindingCase>(path, operator);
    expect(whole).toMatchObject({
      finding: { kind: 'exceedance', source: 'lang-bun', metric: 'cod', limit: { max: 81 }, why: 'held' },
      source: { name: 'Làng nghề bún Trung', owner: 'Tổ hợp tác bún' },
    });
    expect(whole.reasons.map(({ vi }) => vi).join('; ')).toMatch(/suốt 15 phút.*gấp 1,48 lần.*quang học/);
    const narrow = await read<FindingCase>(path, watcher);
    expect(narrow.detailed).toBe(false);
    expect(JSON.stringify(narrow)).not.toMatch(/lang-bun|Làng nghề/);
    const pdf = await operator.fetch(`/api/incidents/${incident.id}/case.pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });
});
