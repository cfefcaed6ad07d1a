import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { type Incident, type IncidentTransition, type Notice, STREAM } from '#hub/contracts';
import {
  addPerson,
  anIncident,
  appendToLog,
  changed,
  eventually,
  startHub,
  startProvider,
  startPushService,
  type TestBrowser,
  type TestHub,
  type TestProvider,
  type TestPushService,
} from '#hub/testkit';

const WITHIN_MS = 30_000;
/** Several starts of the hub on a machine that has other work. */
const TEST_MS = 120_000;

jest.setTimeout(TEST_MS);

let service: TestPushService;
let browser: TestBrowser;
let gateway: TestProvider;
let program: TestProvider;
let env: Record<string, string>;
/** A data folder with somebody in it who can be told. */
let prepared: string;
let dir: string;
let hub: TestHub;

beforeAll(async () => {
  service = await startPushService();
  browser = service.browser();
  gateway = await startProvider();
  program = await startProvider();
  env = {
    ESCALATION: 'test/faults/escalation.json',
    PUSH_SERVICES: service.origin,
    SMS_URL: gateway.url,
    ...{ WEBHOOK_URL: program.url, WEBHOOK_SECRET: 'sixteen characters or more' },
  };
  prepared = mkdtempSync(join(tmpdir(), 'prepared-'));
  const first = await startHub({ env, dataDir: prepared });
  const grants = [{ role: 'operator', scope: { kind: 'commune' as const, id: '*' } }];
  const an = await addPerson(first, { grants, name: 'An Trực', phone: '0912 345 678' });
  const subscribed = await an.send('POST', '/api/push/subscriptions', browser.subscription);
  // what is told at night is told here at any hour
  await an.send('PUT', '/api/contact', { version: 0, off: [], quiet: null });
  if (!subscribed.ok) throw new Error(`not subscribed: ${subscribed.status} ${await subscribed.text()}`);
  await first.stop();
}, TEST_MS);
beforeEach(() => {
  browser.pushed.length = 0;
  browser.answer = { status: 201 };
  for (const provider of [gateway, program]) {
    provider.asked.length = 0;
    provider.answer = () => ({ status: 200 });
  }
  dir = mkdtempSync(join(tmpdir(), 'kills-'));
  cpSync(prepared, dir, { recursive: true });
});
afterEach(async () => {
  await hub?.stop();
  rmSync(dir, { recursive: true, force: true });
}, TEST_MS);
afterAll(async () => {
  rmSync(prepared, { recursive: true, force: true });
  await Promise.all([service?.stop(), gateway?.stop(), program?.stop()]);
}, TEST_MS);

/** The log says this when the hub starts. */
async function beginsWith(...items: IncidentTransition[]): Promise<void> {
  await appendToLog(dir, STREAM.alerts, items);
  hub = await startHub({ env, dataDir: dir });
}
/** And this when it comes back. */
async function comesBackTo(...items: IncidentTransition[]): Promise<void> {
  await hub.kill9();
  await appendToLog(dir, STREAM.alerts, items);
  await hub.restart();
}
const opened = (over: Partial<Incident> = {}) => changed('opened', anIncident('fire:dong:1', over));
const taken = (by: string) =>
  changed('acknowledged', anIncident('fire:dong:1', { state: 'acknowledged' }), { person: by });

async function notices(): Promise<Notice[]> {
  const answer = await hub.fetch(`/api/incidents/${encodeURIComponent('fire:dong:1')}/notices`);
  return ((await answer.json()) as { notices: Notice[] }).notices;
}
const stateOf = (channel: Notice['channel'], kind: Notice['kind'], ...states: Notice['state'][]) =>
  eventually(
    `a ${kind} by ${channel} that is ${states.join(' or ')}`,
    notices,
    (all) => all.some((one) => one.channel === channel && one.kind === kind && states.includes(one.state)),
    WITHIN_MS,
  );
const count = (what: string, seen: () => unknown[], many: number) =>
  eventually(
    `${many} ${what}`,
    () => seen().length,
    (n) => n >= many,
    WITHIN_MS,
  );
const pushes = () => browser.pushed.filter(({ payload }) => payload.kind === 'page');
const tags = () => new Set(pushes().map(({ payload }) => payload.tag));

it('queued: a hub that is killed as soon as it is up tells when it is up again, under the same tag', async () => {
  await beginsWith(opened());
  await hub.kill9();
  await hub.restart();
  await stateOf('push', 'page', 'sent');
  expect(pushes().length).toBeLessThanOrEqual(2);
  expect(tags().size).toBe(1);
});

it.each([60, 200])(
  'killed %i ms after the item came: the step is taken, and none is doubled but by its tag',
  async (ms) => {
    await beginsWith(opened());
    await delay(ms);
    await hub.kill9();
    await hub.restart();
    await stateOf('push', 'page', 'sent');
    expect(pushes().length).toBeLessThanOrEqual(2);
    expect(tags().size).toBe(1);
    expect(browser.wrong).toEqual([]);
  },
);

it('sending: what the push service had without an answer is pushed again and covers the first', async () => {
  browser.answer = 'hang';
  await beginsWith(opened());
  await count('pushes', pushes, 1);
  await hub.kill9();
  browser.answer = { status: 201 };
  await hub.restart();
  await count('pushes', pushes, 2);
  await stateOf('push', 'page', 'sent');
  expect(tags().size).toBe(1);
});

it('sent, and the receipt is on the disk: nothing is sent again', async () => {
  await beginsWith(opened());
  await stateOf('push', 'page', 'sent');
  const answer = await fetch(`${hub.url}/api/push/receipts`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ token: pushes()[0]!.payload.token, state: 'delivered' }),
  });
  expect(answer.status).toBe(204);
  // the answer means that it is on the disk
  await hub.kill9();
  await hub.restart();
  await stateOf('push', 'page', 'delivered');
  await delay(1500);
  expect(pushes()).toHaveLength(1);
});

it('timer due while the hub is off: the next step is taken right after the restart', async () => {
  await beginsWith(opened());
  await stateOf('push', 'page', 'sent');
  await hub.kill9();
  await delay(6500);
  expect(gateway.asked).toEqual([]);
  await hub.restart();
  const up = Date.now();
  await count('text messages', () => gateway.asked, 1);
  expect(gateway.asked[0]!.at - up).toBeLessThan(5000);
  await stateOf('sms', 'page', 'sent');
  expect(gateway.asked).toHaveLength(1);
});

it('next step: a text message that the gateway may have is not sent again, and is said to be unknown', async () => {
  gateway.answer = () => 'hang';
  await beginsWith(opened({ severity: 'watch' }));
  await count('text messages', () => gateway.asked, 1);
  await hub.kill9();
  gateway.answer = () => ({ status: 200 });
  await hub.restart();
  await stateOf('sms', 'page', 'unknown');
  await delay(2000);
  expect(gateway.asked).toHaveLength(1);
});

it('of an emergency it is: rather twice than never; a program knows the repeat by its key', async () => {
  for (const provider of [gateway, program]) provider.answer = () => 'hang';
  await beginsWith(opened({ severity: 'emergency' }));
  await count('text messages', () => gateway.asked, 1);
  await count('requests', () => program.asked, 1);
  await hub.kill9();
  gateway.answer = () => ({ status: 200 });
  program.answer = () => ({ status: 200 });
  await hub.restart();
  await count('text messages', () => gateway.asked, 2);
  await stateOf('sms', 'page', 'sent');
  await stateOf('webhook', 'page', 'sent');
  await delay(1500);
  expect(gateway.asked).toHaveLength(2);
  expect(new Set(program.asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});

it('acknowledged: no further step is taken, and who was told learns it once', async () => {
  await beginsWith(opened());
  await stateOf('push', 'page', 'sent');
  await comesBackTo(taken('somebody-else'));
  await stateOf('push', 'taken', 'sent');
  await hub.kill9();
  await delay(5000);
  await hub.restart();
  await delay(2000);
  expect(gateway.asked).toEqual([]);
  expect(browser.pushed.filter(({ payload }) => payload.kind === 'taken')).toHaveLength(1);
});

it('follow-up: killed while it is under way it comes again, silent, under its tag', async () => {
  await beginsWith(opened());
  await stateOf('push', 'page', 'sent');
  browser.answer = 'hang';
  await comesBackTo(taken('somebody-else'));
  const followUps = () => browser.pushed.filter(({ payload }) => payload.kind === 'taken');
  await count('follow-ups', followUps, 1);
  await hub.kill9();
  browser.answer = { status: 201 };
  await hub.restart();
  await stateOf('push', 'taken', 'sent');
  expect(new Set(followUps().map(({ payload }) => payload.tag)).size).toBe(1);
  expect(followUps().every(({ payload }) => payload.silent)).toBe(true);
});

it('whatever happened, no number, name or key is in the hub’s log', async () => {
  await beginsWith(opened({ severity: 'emergency' }));
  await stateOf('sms', 'page', 'sent');
  gateway.answer = () => ({ status: 500 });
  const { endpoint, keys } = browser.subscription;
  for (const secret of ['0912', '84912345678', 'An Trực', endpoint, keys.auth, 'sixteen characters'])
    expect([secret, hub.output().includes(secret)]).toEqual([secret, false]);
});
