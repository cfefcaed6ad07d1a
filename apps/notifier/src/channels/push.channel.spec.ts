import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asActor, openRegistry, type Registry } from '#hub/registry';
import { systemClock } from '#hub/service-kit';
import { startPushService, type TestBrowser, type TestPushService } from '#hub/testkit';
import type { Outgoing } from './channel.js';
import { PushChannel } from './push.channel.js';

let dir: string;
let registry: Registry;
let service: TestPushService;
let channel: PushChannel;
let browser: TestBrowser;
let person: string;

const message = (over: Partial<Outgoing> = {}): Outgoing => ({
  ...{ key: 'AbCdEfGhIjKlMnOpQrStUv', kind: 'page', person, notices: ['n1'], urgent: true, silent: false, at: 1 },
  words: { title: 'Khói', body: 'Có khói ở Thôn Đông', sms: '', voice: '', url: '/security?incident=k1' },
  ...over,
});
const send = (over: Partial<Outgoing> = {}, withinMs = 5000) =>
  channel.send(message(over), AbortSignal.timeout(withinMs));

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'push-'));
  registry = openRegistry({ path: join(dir, 'registry.sqlite'), clock: systemClock });
  await registry.start();
  service = await startPushService();
  channel = new PushChannel(registry, 'mailto:hub@example.org');
});
beforeEach(async () => {
  const grants = [{ role: 'administrator', scope: { kind: 'commune', id: '*' } }];
  ({ id: person } = await asActor({ by: 'test' }, () => registry.people.add({ name: 'An', grants })));
  browser = service.browser();
  await registry.contacts.subscribe(person, 's-1', browser.subscription);
});
afterAll(async () => {
  await service?.stop();
  await registry?.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('a push', () => {
  it('comes signed and encrypted, urgent, for an hour, and replaces one of the same key', async () => {
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(browser.wrong).toEqual([]);
    const [{ payload, headers }] = browser.pushed as [TestBrowser['pushed'][number]];
    expect(payload).toMatchObject({ title: 'Khói', body: 'Có khói ở Thôn Đông', url: '/security?incident=k1' });
    expect(headers).toMatchObject({ urgency: 'high', ttl: '3600', topic: message().key });
    expect(payload.tag).toBe(message().key);
    expect(await registry.pushKeys.messageOf(payload.token)).toBe(message().key);
    expect(await registry.pushKeys.messageOf(`${payload.token}x`)).toBeUndefined();
  });

  it('of a very long sentence is shortened until it fits', async () => {
    const body = 'Ở đây có một câu rất dài. '.repeat(400);
    expect(await send({ words: { ...message().words, title: 'ố'.repeat(600), body } })).toEqual({ outcome: 'sent' });
    expect(browser.pushed).toHaveLength(1);
  });

  it.each([404, 410])(
    'to a browser that is gone (%i) is not tried again, and the browser is forgotten',
    async (status) => {
      browser.answer = { status };
      expect(await send()).toMatchObject({ outcome: 'refused' });
      expect(await registry.contacts.subscriptions(person)).toEqual([]);
      expect(await send()).toMatchObject({ outcome: 'refused' });
    },
  );

  it.each([
    [{ status: 413 }, { outcome: 'refused', reason: 'HTTP 413' }],
    [{ status: 400 }, { outcome: 'refused', reason: 'HTTP 400' }],
    [{ status: 403 }, { outcome: 'refused', reason: 'HTTP 403' }],
    [
      { status: 429, headers: { 'retry-after': '7' } },
      { outcome: 'retry', reason: 'HTTP 429', afterMs: 7000 },
    ],
    [{ status: 500 }, { outcome: 'retry', reason: 'HTTP 500' }],
    [
      { status: 503, headers: { 'retry-after': '120' } },
      { outcome: 'retry', reason: 'HTTP 503', afterMs: 120_000 },
    ],
    [
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      { outcome: 'refused', reason: 'HTTP 302' },
    ],
  ])('that is answered %j', async (answer, outcome) => {
    browser.answer = answer;
    expect(await send()).toEqual(outcome);
    expect(await registry.contacts.subscriptions(person)).toHaveLength(1);
  });

  it('that is answered with nothing, or cut off, may have come: nobody knows', async () => {
    browser.answer = 'hang';
    expect(await send({}, 300)).toMatchObject({ outcome: 'uncertain' });
    browser.answer = 'reset';
    expect(await send()).toMatchObject({ outcome: 'uncertain' });
  });

  it('that found no service was not sent', async () => {
    const other = await startPushService();
    await registry.contacts.unsubscribe(browser.subscription.endpoint);
    await registry.contacts.subscribe(person, 's-1', other.browser().subscription);
    await other.stop();
    expect(await send()).toMatchObject({ outcome: 'retry', reason: 'không nối được (ECONNREFUSED)' });
  });

  it('goes to all browsers of a person, and one is enough', async () => {
    const second = service.browser();
    await registry.contacts.subscribe(person, 's-1', second.subscription);
    browser.answer = { status: 410 };
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(second.pushed).toHaveLength(1);
  });
});

describe('what is kept of browsers', () => {
  it('says nothing of their addresses to whoever has the database alone', async () => {
    const other = openRegistry({
      path: join(dir, 'registry.sqlite'),
      keyFile: join(dir, 'other.key'),
      clock: systemClock,
    });
    await other.start();
    await expect(other.contacts.subscriptions(person)).rejects.toThrow('tệp khóa');
    await other.stop();
  });
});
