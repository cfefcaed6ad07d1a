import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { Broadcast } from '#hub/contracts';
import { eventually, startHub, startProvider, type TestHub, type TestProvider } from '#hub/testkit';

const WITHIN_MS = 30_000;
const TEST_MS = 90_000;
/** Longer than a restart takes. */
const TEXT = 'Nước sông lên nhanh, bà con lên chỗ cao. '.repeat(8);

jest.setTimeout(TEST_MS);

let hub: TestHub;
let vendor: TestProvider;

const start = async (env: Record<string, string> = {}) => {
  hub = await startHub({
    env: {
      ...{ LOUDSPEAKER_URL: `${vendor.url}/say`, LOUDSPEAKER_STOP_URL: `${vendor.url}/stop` },
      ...{ LOUDSPEAKER_ZONES: '*=all', ...env },
    },
  });
};
const post = async (path: string, body: object): Promise<Broadcast> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await hub.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Broadcast;
};
const air = async (urgency: Broadcast['urgency'] = 'emergency') => {
  const about = { key: 'the-only-one', urgency, audience: { everywhere: true }, text: TEXT };
  const { id, revision } = await post('/api/broadcasts', about);
  return post(`/api/broadcasts/${id}/approve`, { revision });
};
const comesTo = ({ id }: Broadcast, what: string, seen: (one: Broadcast) => boolean) =>
  eventually(what, async () => (await (await hub.fetch(`/api/broadcasts/${id}`)).json()) as Broadcast, seen, WITHIN_MS);
const at = (path: string) => vendor.asked.filter((one) => one.path === path);
const count = (path: string, many: number) =>
  eventually(
    `${path} ${many} times`,
    () => at(path).length,
    (n) => n >= many,
    WITHIN_MS,
  );

beforeEach(async () => {
  vendor = await startProvider();
});
afterEach(async () => {
  await hub?.stop();
  await vendor?.stop();
}, TEST_MS);

it('killed while loudspeakers have it: told again under the same key, and so said once', async () => {
  await start();
  vendor.answer = () => 'hang';
  const one = await air();
  await count('/say', 1);
  await hub.kill9();
  vendor.answer = () => ({ status: 200 });
  await hub.restart();
  await count('/say', 2);
  await comesTo(one, 'a receipt', ({ receipts: [all] }) => all?.state === 'sent');
  await delay(1500);
  expect(at('/say')).toHaveLength(2);
  const keys = at('/say').map(({ headers, body }) => [headers['idempotency-key'], JSON.parse(body).key]);
  expect(new Set(keys.flat()).size).toBe(1);
});

it('killed when they had answered: not told again, and still known to speak', async () => {
  await start();
  const one = await air();
  await comesTo(one, 'a receipt', ({ receipts: [all] }) => all?.state === 'sent');
  await hub.kill9();
  await hub.restart();
  const now = await comesTo(one, 'it to be known', ({ state }) => state === 'airing');
  expect(now.endsAt).toBeGreaterThan(Date.now());
  await delay(1500);
  expect(at('/say')).toHaveLength(1);
});

it('killed while they are told to stop: told again until they answer', async () => {
  await start();
  const one = await air();
  await comesTo(one, 'a receipt', ({ receipts: [all] }) => all?.state === 'sent');
  vendor.answer = () => 'hang';
  await post(`/api/broadcasts/${one.id}/stop`, {});
  await count('/stop', 1);
  await hub.kill9();
  vendor.answer = () => ({ status: 200 });
  await hub.restart();
  await comesTo(one, 'it to be stopped', ({ state }) => state === 'stopped');
  expect(at('/stop').length).toBeGreaterThan(1);
  expect(at('/say')).toHaveLength(1);
});

it('in a dry run all is written down, and nothing leaves', async () => {
  await start({ NOTIFY_DRY_RUN: 'true' });
  const one = await air();
  await comesTo(one, 'a receipt', ({ receipts: [all] }) => all?.state === 'sent' && all.dryRun === true);
  await post(`/api/broadcasts/${one.id}/stop`, {});
  await comesTo(one, 'it to be stopped', ({ state }) => state === 'stopped');
  expect(vendor.asked).toEqual([]);
});
