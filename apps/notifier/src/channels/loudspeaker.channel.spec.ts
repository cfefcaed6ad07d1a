import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openRegistry, type Registry } from '#hub/registry';
import { readConfig, readReference, systemClock } from '#hub/service-kit';
import { startProvider, type TestProvider } from '#hub/testkit';
import { policySchema } from '../escalation/policy.js';
import { notifierConfigSchema } from '../notifier.config.js';
import type { Speech } from '../state/kept.js';
import type { Outgoing } from './channel.js';
import { channelsOf } from './set-up.js';

const KEY = 'AbCdEfGhIjKlMnOpQrStUv';
const TEXT = 'Nước sông lên nhanh, bà con "thôn Đông" lên chỗ cao.';

let dir: string;
let registry: Registry;
let vendor: TestProvider;

const channel = (env: Record<string, string> = {}) =>
  channelsOf({
    ...{ registry, clock: systemClock, publicUrl: 'https://hub.example', report: () => undefined },
    config: readConfig(notifierConfigSchema, { LOUDSPEAKER_URL: `${vendor.url}/say`, ...env }),
  }).get('loudspeaker')!;
const message = (speech: Partial<Speech> = {}, over: Partial<Outgoing> = {}): Outgoing => ({
  ...{ key: KEY, kind: 'public', notices: ['n1'], urgent: true, silent: false, at: 0 },
  words: { title: '', body: TEXT, sms: '', voice: TEXT, url: '' },
  speech: { zones: ['101', '102'], seconds: 20, until: Number.POSITIVE_INFINITY, ...speech },
  ...over,
});
const say = (env?: Record<string, string>, speech?: Partial<Speech>, withinMs = 5000) =>
  channel(env).send(message(speech), AbortSignal.timeout(withinMs));

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'loudspeaker-'));
  registry = openRegistry({ path: join(dir, 'registry.sqlite'), clock: systemClock });
  await registry.start();
});
beforeEach(async () => {
  vendor = await startProvider();
});
afterEach(() => vendor.stop());
afterAll(async () => {
  await registry?.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('loudspeakers', () => {
  it('are told what to say where, and how urgent it is', async () => {
    expect(await say()).toEqual({ outcome: 'sent' });
    const [asked] = vendor.asked;
    expect(asked).toMatchObject({ method: 'POST', path: '/say' });
    expect(asked!.headers).toMatchObject({ 'idempotency-key': KEY, 'content-type': 'application/json' });
    expect(JSON.parse(asked!.body)).toEqual({
      ...{ zones: ['101', '102'], text: TEXT, audio: '', priority: 'emergency', key: KEY },
    });
  });

  it('are told in the words of their vendor, and where to say what came of it', async () => {
    const form = 'z={zones}&tts={text}&mp3={audio}&len={seconds}&cb={callback}';
    await say(
      { LOUDSPEAKER_TYPE: 'application/x-www-form-urlencoded', LOUDSPEAKER_BODY: form },
      { recording: 'r.mp3' },
    );
    const said = Object.fromEntries(new URLSearchParams(vendor.asked[0]!.body));
    expect(said).toMatchObject({ z: '101,102', tts: TEXT, len: '20', mp3: 'https://hub.example/api/recordings/r.mp3' });
    const token = said['cb']!.replace('https://hub.example/api/loudspeakers/', '');
    expect(await registry.pushKeys.messageOf(token)).toBe(KEY);
  });

  it.each([
    [{ status: 401 }, 'refused', 'refused'],
    [{ status: 429, headers: { 'retry-after': '60' } }, 'retry', 'retry'],
    [{ status: 503 }, 'retry', 'retry'],
    [{ status: 500 }, 'retry', 'uncertain'],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'refused', 'refused'],
    ['reset' as const, 'uncertain', 'uncertain'],
    ['hang' as const, 'uncertain', 'uncertain'],
  ])('that answer %j: %s where they know the key, %s where they do not', async (answer, keyed, not) => {
    vendor.answer = () => answer;
    expect(await say({}, {}, 400)).toMatchObject({ outcome: keyed });
    expect(await say({ LOUDSPEAKER_BODY: '{"text":"{text}"}' }, {}, 400)).toMatchObject({ outcome: not });
  });

  it('say no with a 200, or are not there at all', async () => {
    vendor.answer = () => ({ status: 200, body: '{"status":"offline"}' });
    expect(await say({ LOUDSPEAKER_SUCCESS: '"status":"ok"' })).toMatchObject({ outcome: 'refused' });
    await vendor.stop();
    expect(await say()).toMatchObject({ outcome: 'retry' });
    vendor = await startProvider();
  });

  it('know whether a repeat is one by the key alone', () => {
    expect(channel().repeats).toBe('keyed');
    expect(channel({ LOUDSPEAKER_BODY: '{"text":"{text}"}' }).repeats).toBe('doubles');
  });

  it('are told to stop what they were told to say, which is another question', async () => {
    const stop = { LOUDSPEAKER_STOP_URL: `${vendor.url}/stop/{key}`, LOUDSPEAKER_STOP_METHOD: 'DELETE' };
    const order = message({ stops: KEY }, { key: 'another key', kind: 'public-stop' });
    expect(await channel(stop).send(order, AbortSignal.timeout(5000))).toEqual({ outcome: 'sent' });
    expect(vendor.asked[0]).toMatchObject({ method: 'DELETE', path: `/stop/${KEY}` });
    expect(vendor.asked[0]!.headers['idempotency-key']).toBe('another key');
    expect(await channel().send(order, AbortSignal.timeout(5000))).toMatchObject({ outcome: 'refused' });
  });

  it('may say that they stop otherwise than that they speak', async () => {
    const stop = { LOUDSPEAKER_SUCCESS: '"status":"playing"', LOUDSPEAKER_STOP_URL: `${vendor.url}/stop` };
    const order = message({ stops: KEY }, { kind: 'public-stop' });
    vendor.answer = () => ({ status: 200, body: '{"status":"idle"}' });
    expect(await channel(stop).send(order, AbortSignal.timeout(5000))).toEqual({ outcome: 'sent' });
    const known = { ...stop, LOUDSPEAKER_STOP_SUCCESS: '"status":"stopped"' };
    expect(await channel(known).send(order, AbortSignal.timeout(5000))).toMatchObject({ outcome: 'refused' });
  });

  it('say nothing that is no public message: no escalation speaks through them', async () => {
    const page = message({}, { kind: 'page', speech: undefined });
    expect(await channel().send(page, AbortSignal.timeout(5000))).toMatchObject({ outcome: 'refused' });
    expect(vendor.asked).toEqual([]);
    const policy = structuredClone(readReference('escalation/default.json')) as {
      severities: { emergency: { steps: { channels: string[] }[] } };
    };
    expect(policySchema.safeParse(policy).success).toBe(true);
    policy.severities.emergency.steps[0]!.channels.push('loudspeaker');
    expect(policySchema.safeParse(policy).success).toBe(false);
  });
});

describe('where they are', () => {
  const zones = (text: string) => readConfig(notifierConfigSchema, { LOUDSPEAKER_ZONES: text }).LOUDSPEAKER_ZONES;
  it('is written down by hamlet', () => {
    expect([...zones('thon-dong=101 102, thon-tay=103,*=all')]).toEqual([
      ['thon-dong', ['101', '102']],
      ['thon-tay', ['103']],
      ['*', ['all']],
    ]);
    expect([...zones('')]).toEqual([]);
  });
  it.each(['thon-dong', 'thon-dong=', '=101', 'a=1=2'])('is not "%s"', (text) => {
    expect(() => zones(text)).toThrow(/LOUDSPEAKER_ZONES/);
  });
});
