import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { type Grant, LIVE_NAMESPACE, type LiveSnapshot, type Notice, type Roster, STREAM } from '#hub/contracts';
import {
  addPerson,
  anIncident,
  appendToLog,
  changed,
  eventually,
  pairWall,
  PASSWORD,
  readLog,
  startHub,
  startProvider,
  signIn,
  startPushService,
  type TestBrowser,
  type TestHub,
  type TestPerson,
  type TestProvider,
  type TestPushService,
} from '#hub/testkit';

let hub: TestHub;
let service: TestPushService;
let browser: TestBrowser;
let caller: TestProvider;
let an: TestPerson;
let binh: TestPerson;
let wall: TestPerson;

const everywhere = (role: string): Grant[] => [{ role, scope: { kind: 'commune', id: '*' } }];
const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const admin = (method: string, path: string, body: unknown) =>
  hub.fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const receipt = (token: string, state: string) => admin('POST', '/api/push/receipts', { token, state });

beforeAll(async () => {
  service = await startPushService();
  browser = service.browser();
  caller = await startProvider();
  hub = await startHub({
    env: { PUSH_SERVICES: service.origin, CALL_URL: caller.url, PUBLIC_URL: 'http://hub.example' },
  });
  an = await addPerson(hub, { grants: everywhere('operator'), name: 'An Trực', phone: '0912 345 678' });
  binh = await addPerson(hub, { grants: everywhere('security-officer'), name: 'Bình An ninh' });
  wall = await pairWall(hub);
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  await service?.stop();
  await caller?.stop();
}, 60_000);

describe('a browser', () => {
  it('names a push service that is allowed: the hub posts nowhere else', async () => {
    for (const endpoint of [
      'http://169.254.169.254/latest',
      `${hub.url}/api/setup`,
      'https://evil.example/fcm.googleapis.com',
    ]) {
      const answer = await an.send('POST', '/api/push/subscriptions', { ...browser.subscription, endpoint });
      expect([endpoint, answer.status]).toEqual([endpoint, 400]);
    }
    expect((await an.send('POST', '/api/push/subscriptions', browser.subscription)).status).toBe(204);
    expect((await wall.send('POST', '/api/push/subscriptions', browser.subscription)).status).toBe(403);
  });

  it('is pushed the test bell, and says that it was seen; nobody else can', async () => {
    const { notice } = await json<{ notice: string }>(an.send('POST', '/api/push/test'));
    const { payload } = (
      await eventually(
        'the test bell',
        () => browser.pushed,
        (all) => all.length === 1,
      )
    )[0]!;
    expect(payload).toMatchObject({ kind: 'test-bell', title: 'Thử chuông' });
    expect(JSON.stringify(payload)).not.toMatch(/An Trực|0912/);
    const [message] = payload.token.split('.');
    expect((await receipt(`${message}.${'A'.repeat(43)}`, 'read')).status).toBe(404);
    expect((await receipt(payload.token, 'read')).status).toBe(204);
    expect(notice).toMatch(/^bell /);
  });

  it('is pushed nothing more once it is signed out, or its session ended from elsewhere', async () => {
    const chi = await addPerson(hub, { grants: everywhere('operator'), login: 'chi.truc' });
    const phone = service.browser();
    expect((await chi.send('POST', '/api/push/subscriptions', phone.subscription)).status).toBe(204);
    expect((await chi.send('DELETE', '/api/session')).status).toBe(204);
    const cookie = await signIn(hub.url, { login: 'chi.truc', password: PASSWORD });
    const rung = await fetch(`${hub.url}/api/push/test`, { method: 'POST', headers: { cookie } });
    expect(rung.status).toBe(202);
    const before = browser.pushed.length;
    await an.send('POST', '/api/push/test');
    await eventually(
      'the bell that was asked for later',
      () => browser.pushed,
      (all) => all.length > before,
    );
    expect(phone.pushed).toEqual([]);
  });

  it('belongs to its owner', async () => {
    const { endpoint } = browser.subscription;
    expect((await binh.send('DELETE', '/api/push/subscriptions', { endpoint })).status).toBe(404);
  });
});

describe('the roster', () => {
  const shifts = () =>
    [1, 2, 3, 4, 5, 6, 7].map((day) => ({
      ...{ id: `ca-${day}`, day, from: '00:00', to: '00:00', teams: [{ person: an.id, deputy: binh.id }] },
    }));
  const made = () => ({ version: 0, rotationFrom: '2026-01-05', bellMin: 1, shifts: shifts(), swaps: [] });

  it('is written by administrators, from the version that is there, with people that are', async () => {
    expect((await an.send('PUT', '/api/roster', made())).status).toBe(403);
    const stranger = { ...made(), shifts: [{ ...shifts()[0], teams: [{ person: 'p-nobody' }] }] };
    expect((await admin('PUT', '/api/roster', stranger)).status).toBe(400);
    const roster = await json<Roster & { names: Record<string, string> }>(admin('PUT', '/api/roster', made()));
    expect(roster).toMatchObject({ version: 1, names: { [an.id]: 'An Trực' } });
    const again = await admin('PUT', '/api/roster', made());
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ error: 'changed-meanwhile', current: { version: 1 } });
  });

  it('says who has the watch, and whether the bell was answered', async () => {
    type Now = { watch: { person: string; date: string; shift: string }; onDuty: string; ready?: string };
    const now = await json<Now>(an.fetch('/api/roster/now'));
    expect(now).toMatchObject({ watch: { person: an.id, deputy: binh.id }, onDuty: an.id });
    const swap = { date: now.watch.date, shift: now.watch.shift, person: binh.id, note: 'đổi ca' };
    expect((await an.send('POST', '/api/roster/swaps', swap)).status).toBe(200);
    expect(await json<Now>(an.fetch('/api/roster/now'))).toMatchObject({ watch: { person: binh.id }, onDuty: binh.id });
    expect((await an.send('POST', '/api/roster/swaps', { ...swap, shift: 'ca-9' })).status).toBe(400);
    const back = await json<Roster>(an.send('POST', '/api/roster/swaps', { ...swap, person: an.id, deputy: binh.id }));
    expect(back.swaps).toHaveLength(1);
  });
});

it('somebody’s wishes are his or her own, and change from the version that is there', async () => {
  expect(await json(binh.fetch('/api/contact'))).toEqual({ version: 0, off: [] });
  const wish = { version: 0, off: ['sms'], quiet: { from: '20:00', to: '06:00' }, email: 'binh@example.org' };
  expect(await json(binh.send('PUT', '/api/contact', wish))).toMatchObject({ version: 1, off: ['sms'] });
  expect((await binh.send('PUT', '/api/contact', wish)).status).toBe(409);
  expect((await wall.fetch('/api/contact')).status).toBe(403);
});

it('whoever is called takes an emergency with 1; those who deal with alerts see names, walls do not', async () => {
  await hub.kill9();
  await appendToLog(hub.dir, STREAM.alerts, [changed('opened', anIncident('fire:dong:1', { severity: 'emergency' }))]);
  await hub.restart();
  const heard: { of: string; text: string }[] = [];
  const snapshots: LiveSnapshot[] = [];
  const sockets = [an, wall].map(({ cookie, id }) => {
    const options = { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } };
    const socket = io(`${hub.url}${LIVE_NAMESPACE}`, options);
    socket.on('connect', () => socket.emit('resume', null));
    socket.onAny((name: string, said: unknown) => void heard.push({ of: `${id} ${name}`, text: JSON.stringify(said) }));
    socket.on('snapshot', (snapshot: LiveSnapshot) => snapshots.push(snapshot));
    return socket;
  });
  const [asked] = await eventually(
    'a call',
    () => caller.asked,
    (all) => all.length === 1,
  );
  const { to, callback, say } = JSON.parse(asked!.body) as Record<string, string>;
  expect([to, say]).toEqual(['84912345678', expect.stringContaining('Bấm 1 để tiếp nhận')]);
  await eventually(
    'both pictures',
    () => snapshots,
    (all) => all.length === 2 && all.every(({ escalations }) => escalations.length === 1),
  );
  const path = new URL(callback!).pathname;
  expect((await admin('POST', `${path}x`, { digit: '1' })).status).toBe(404);
  expect((await admin('POST', path, { digit: 1 })).status).toBe(204);
  const { notices } = await eventually(
    'the call to be answered',
    () => json<{ notices: Notice[] }>(an.fetch(`/api/incidents/${encodeURIComponent('fire:dong:1')}/notices`)),
    ({ notices: all }) => all.some(({ channel, state }) => channel === 'call' && state === 'read'),
  );
  expect(notices.find(({ channel, state }) => channel === 'call' && state === 'read')).toMatchObject({
    person: an.id,
    name: 'An Trực',
  });
  expect((await wall.fetch('/api/incidents/fire:dong:1/notices')).status).toBe(403);
  await eventually(
    'names to whoever deals with alerts',
    () => heard.some(({ of, text }) => of === `${an.id} notices` && text.includes('An Trực')),
    Boolean,
  );
  for (const socket of sockets) socket.disconnect();
  expect(heard.filter(({ of, text }) => of.startsWith(wall.id) && /An Trực|Bình An/.test(text))).toEqual([]);
  expect(heard.filter(({ text }) => /0912|84912345678/.test(text))).toEqual([]);
  await hub.kill9();
  const requests = await readLog(hub.dir, STREAM.requests);
  expect(requests).toMatchObject([
    { type: 'incident', incident: 'fire:dong:1', action: { do: 'acknowledge' }, person: an.id, by: 'An Trực' },
  ]);
});
