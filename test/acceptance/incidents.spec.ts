import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { io, type Socket } from 'socket.io-client';
import { type Incident, LIVE_NAMESPACE, type LiveServerEvents, topics } from '#hub/contracts';
import { addPerson, eventually, startHub, type TestHub, type TestPerson } from '#hub/testkit';

interface Shown {
  incident: Incident;
  alerts: { id: string; state: string }[];
  timeline: { change: string; by?: string; person?: string; note?: string; photo?: string; alert?: string }[];
  guidance: { vi: { causes: string[]; consequence: string; response: string[] } };
}
type Heard = Parameters<LiveServerEvents['incident']>[0];

/** A picture with the place where it was taken in it. */
const PICTURE = (() => {
  const pictures = join('firmware-sim', 'pictures');
  const plain = readFileSync(join(pictures, readdirSync(pictures).find((name) => name.endsWith('.jpg'))!));
  const told = Buffer.from('Exif GPS 20.123,106.456');
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, told.length + 2]), told]);
  return Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]).toString('base64');
})();
const everywhere = { kind: 'commune', id: '*' } as const;
let hub: TestHub;
let line: MqttClient;
let topic = '';
let operator: TestPerson;
let officer: TestPerson;
let elsewhere: TestPerson;
let wall: Socket;
const heard: Heard[] = [];

const dust = (pm25: number) => line.publishAsync(topic, JSON.stringify({ pm25 }), { qos: 1 });
const newest = (state: RegExp) =>
  eventually(
    `an incident that is ${state.source}`,
    () => heard.at(-1)?.incident as Incident,
    (incident) => state.test(incident?.state ?? ''),
  );
const path = ({ id }: Pick<Incident, 'id'>, step = '') => `/api/incidents/${encodeURIComponent(id)}${step}`;
const read = async <T>(answer: Promise<Response>) => {
  const response = await answer;
  return { status: response.status, body: (await response.json()) as T };
};
const page = async (who: TestPerson, incident: Incident) => (await read<Shown>(who.fetch(path(incident)))).body;

beforeAll(async () => {
  hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
  for (const [id, name] of Object.entries({ dong: 'Thôn Đông', doai: 'Thôn Đoài' }))
    await hub.fetch('/api/registry/hamlet', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id, name }) },
    });
  const { device, secret } = await hub.addDevice('air-1', { profile: 'air-station', hamlet: 'Thôn Đông' });
  line = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'air-1', password: secret });
  topic = topics.telemetry(device.commune, 'air-1');
  operator = await addPerson(hub, { name: 'Chị Ba', grants: [{ role: 'operator', scope: everywhere }] });
  const guards = (hamlet: string) => [{ role: 'security-officer', scope: { kind: 'hamlet', id: hamlet } as const }];
  officer = await addPerson(hub, { name: 'Anh Tư', grants: guards('dong') });
  elsewhere = await addPerson(hub, { name: 'Anh Sáu', grants: guards('doai') });
  wall = io(`${hub.url}${LIVE_NAMESPACE}`, { transports: ['websocket'], extraHeaders: operator.credentials });
  wall.on('connect', () => wall.emit('resume', null));
  wall.on('incident', (event: Heard) => heard.push(event));
  await new Promise((resolve) => wall.once('snapshot', resolve));
}, 120_000);
afterAll(async () => {
  wall?.disconnect();
  await line?.endAsync(true);
  await hub?.stop();
});

describe('an incident', () => {
  it('is told as it happens; of two who take it at once one wins, and the other learns who', async () => {
    await dust(180);
    const incident = await newest(/^unacknowledged$/);
    expect(incident).toMatchObject({ cause: 'air', scope: { kind: 'hamlet', id: 'dong' }, target: 'air-1' });
    const answers = await Promise.all(
      [operator, officer].map((who) =>
        read<Incident & { message: string }>(who.send('POST', path(incident, '/acknowledge'), {})),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [won, lost] = answers[0]!.status === 200 ? answers : [answers[1]!, answers[0]!];
    const winner = won!.body.acknowledgement!.by;
    expect(['Chị Ba', 'Anh Tư']).toContain(winner);
    expect(lost!.body.message).toMatch(new RegExp(`^${winner} đã tiếp nhận lúc \\d\\d:\\d\\d$`));
    expect(await newest(/^acknowledged$/)).toMatchObject({ acknowledgement: { by: winner } });
    const again = await read<{ message: string }>(operator.send('POST', path(incident, '/acknowledge'), {}));
    expect([again.status, again.body.message]).toEqual([409, lost!.body.message]);
  });

  it('has a page: its alerts, all that happened in one row, and what to do about its kind', async () => {
    const incident = await newest(/^acknowledged$/);
    const shown = await eventually(
      'the page',
      () => page(officer, incident),
      ({ timeline = [] }) => timeline.some(({ change }) => change === 'acknowledged'),
    );
    expect(shown.alerts).toMatchObject([{ state: 'acknowledged' }]);
    expect(shown.timeline.map(({ change, alert }) => [change, alert === undefined])).toEqual([
      ['opened', false],
      ['opened', true],
      ['acknowledged', true],
    ]);
    expect(shown.timeline[2]!.person).toMatch(/./);
    expect(shown.guidance.vi.response.length).toBeGreaterThan(1);
  });

  it('is given, put aside and commented by those who may, where they may', async () => {
    const incident = await newest(/^acknowledged$/);
    const send = (who: TestPerson, step: string, body: object) =>
      read<Incident>(who.send('POST', path(incident, step), body));
    expect((await send(officer, '/assign', { to: officer.id })).status).toBe(403);
    for (const step of ['/acknowledge', '/resolve']) expect((await send(elsewhere, step, {})).status).toBe(404);
    expect((await elsewhere.fetch(path(incident))).status).toBe(404);
    expect((await send(operator, '/assign', { to: elsewhere.id })).status).toBe(400);
    const { body } = await read<{ people: { id: string; name: string }[] }>(
      operator.fetch(path(incident, '/assignees')),
    );
    expect(body.people.map(({ name }) => name)).toContain('Anh Tư');
    expect(body.people.map(({ name }) => name)).not.toContain('Anh Sáu');
    expect((await send(operator, '/assign', { to: officer.id })).body.assigned).toMatchObject({ name: 'Anh Tư' });
    const mine = async (who: TestPerson) =>
      (await read<{ total: number }>(who.fetch('/api/incidents?assigned=me&active=true'))).body.total;
    await eventually(
      'it to be mine',
      () => mine(officer),
      (n) => n === 1,
    );
    expect(await mine(operator)).toBe(0);
    const until = Date.now() + 3_600_000;
    expect((await send(operator, '/shelve', { until, reason: 'đang sửa' })).body.shelved).toMatchObject({ until });
    await eventually(
      'it to be put aside',
      async () => (await read<{ total: number }>(officer.fetch('/api/incidents?shelved=true&hamlet=dong'))).body.total,
      (n) => n === 1,
    );
    expect((await read<{ total: number }>(operator.fetch('/api/incidents?hamlet=doai'))).body.total).toBe(0);
    expect((await send(operator, '/unshelve', {})).body.shelved).toBeUndefined();
  });

  it('keeps what a phone saw, without what the phone wrote into the picture', async () => {
    const incident = await newest(/^acknowledged$/);
    const comment = (body: object) => officer.send('POST', path(incident, '/comment'), body);
    expect((await comment({})).status).toBe(400);
    expect((await comment({ photo: Buffer.from('no picture').toString('base64') })).status).toBe(400);
    const doneAt = Date.now() - 600_000;
    const said = { note: 'khói từ bếp', photo: PICTURE, doneAt, key: 'deed-0001' };
    expect((await comment(said)).status).toBe(200);
    // its answer was lost on the way
    expect((await comment(said)).status).toBe(200);
    const { timeline } = await eventually(
      'the picture',
      () => page(operator, incident),
      (shown) => shown.timeline.some(({ photo }) => photo !== undefined),
    );
    const [shown, ...more] = timeline.filter(({ change }) => change === 'commented');
    expect(more).toEqual([]);
    expect(shown).toMatchObject({ by: 'Anh Tư', person: officer.id, note: 'khói từ bếp' });
    const picture = await operator.fetch(path(incident, `/photos/${shown!.photo}`));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(Buffer.from(await picture.arrayBuffer()).toString('latin1')).not.toContain('GPS');
    expect((await elsewhere.fetch(path(incident, `/photos/${shown!.photo}`))).status).toBe(404);
    expect((await operator.fetch(path(incident, '/photos/..%2F..%2Fregistry'))).status).toBe(404);
  });

  it('ends with what came of it: said while the condition holds, it closes when that is over', async () => {
    const incident = await newest(/^acknowledged$/);
    const resolve = () => officer.send('POST', path(incident, '/resolve'), { note: 'đã dập' });
    const resolved = await read<Incident>(resolve());
    expect(resolved.body).toMatchObject({ state: 'acknowledged', verdict: { kind: 'resolved', by: 'Anh Tư' } });
    const again = await read<{ message: string }>(resolve());
    expect([again.status, again.body.message]).toEqual([409, expect.stringMatching(/^Anh Tư đã kết luận “đã xử lý”/)]);
    await dust(20);
    expect((await newest(/^closed$/)).verdict).toMatchObject({ by: 'Anh Tư', note: 'đã dập' });
    const asked = `from=${Date.now() - 3_600_000}&to=${Date.now() + 60_000}`;
    const figures = () => read<object>(operator.fetch(`/api/alert-figures?${asked}`));
    await eventually('the figures', figures, ({ body }) => 'opened' in body && body.opened === 1);
    expect((await figures()).body).toMatchObject({ told: 1, takenInTime: 1, due: 1, markedFalse: 0, standing: 0 });
  });

  it('is what one of its alerts is taken with', async () => {
    await dust(190);
    const incident = await newest(/^unacknowledged$/);
    const { status } = await officer.send(
      ...(['POST', `/api/alerts/${encodeURIComponent(incident.lead)}/acknowledge`, {}] as const),
    );
    expect(status).toBe(200);
    expect(await newest(/^acknowledged$/)).toMatchObject({ acknowledgement: { by: 'Anh Tư', person: officer.id } });
  });
});
