import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asActor, openRegistry, type Registry } from '#hub/registry';
import { readConfig, systemClock } from '#hub/service-kit';
import { startModem, startProvider, type TestModem, type TestProvider } from '#hub/testkit';
import { SMTPServer } from 'smtp-server';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { notifierConfigSchema } from '../notifier.config.js';
import type { Outgoing } from './channel.js';
import { normalised } from './phone-number.js';
import { channelsOf } from './set-up.js';

let dir: string;
let registry: Registry;
let provider: TestProvider;
let person: string;

const message = (over: Partial<Outgoing> = {}): Outgoing => ({
  ...{ key: 'AbCdEfGhIjKlMnOpQrStUv', kind: 'page', person, notices: ['n1'], urgent: true, silent: false },
  words: { title: 'Khói "lớn"', body: 'Có khói', sms: 'Co khoi "lon" & lua', voice: 'Có khói', url: '/security' },
  at: Date.parse('2026-11-26T14:00:00+07:00'),
  ...over,
});
const set = (env: Record<string, string>) =>
  channelsOf({
    ...{ config: readConfig(notifierConfigSchema, env), registry, clock: systemClock },
    ...{ publicUrl: 'https://hub.example', report: () => undefined },
  });
const send = (name: Parameters<ReturnType<typeof set>['get']>[0], env: Record<string, string>, withinMs = 5000) =>
  set(env).get(name)!.send(message(), AbortSignal.timeout(withinMs));

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'channels-'));
  registry = openRegistry({ path: join(dir, 'registry.sqlite'), clock: systemClock });
  await registry.start();
  const grants = [{ role: 'administrator', scope: { kind: 'commune', id: '*' } }];
  const an = { name: 'An', phone: '0912 345 678', grants };
  ({ id: person } = await asActor({ by: 'test' }, () => registry.people.add(an)));
  await registry.contacts.put(person, { version: 0, email: 'an@example.org' });
});
beforeEach(async () => {
  provider = await startProvider();
});
afterEach(() => provider.stop());
afterAll(async () => {
  await registry?.stop();
  rmSync(dir, { recursive: true, force: true });
});

it('a telephone number is one of today’s mobile numbers, however it is typed', () => {
  for (const typed of [
    '0912345678',
    '+84 912 345 678',
    '84912345678',
    '0084912345678',
    '0912.345.678',
    '(091) 2345678',
  ])
    expect([typed, normalised(typed)]).toEqual([typed, '84912345678']);
  for (const typed of ['01678123456', '0243 825 1234', '113', '', '+1 202 555 0100'])
    expect([typed, normalised(typed)]).toEqual([typed, undefined]);
});

it('a provider without an address is off, and says so', () => {
  const none = set({});
  expect(none.get('push')).toBeDefined();
  for (const name of ['sms', 'call', 'email', 'webhook', 'zalo'] as const)
    expect(none.offReason(name)).toBe('kênh chưa được cài đặt');
});

describe('a text message', () => {
  const gateway = (more = {}) => ({ SMS_URL: `${provider.url}/send?to={local}`, ...more });
  it('is asked for as the gateway wants it', async () => {
    expect(await send('sms', gateway({ SMS_AUTHORIZATION: 'Bearer x' }))).toEqual({ outcome: 'sent' });
    const [asked] = provider.asked;
    expect(asked).toMatchObject({ method: 'POST', path: '/send?to=0912345678' });
    expect(JSON.parse(asked!.body)).toEqual({ to: '84912345678', text: 'Co khoi "lon" & lua' });
    expect(asked!.headers).toMatchObject({ authorization: 'Bearer x', 'content-type': 'application/json' });
  });
  it('as a form, and by GET', async () => {
    const form = { SMS_TYPE: 'application/x-www-form-urlencoded', SMS_BODY: 'to={plus}&text={text}&ref={key}' };
    await send('sms', gateway(form));
    expect(Object.fromEntries(new URLSearchParams(provider.asked[0]!.body))).toEqual({
      ...{ to: '+84912345678', text: 'Co khoi "lon" & lua', ref: message().key },
    });
    await send('sms', { SMS_URL: `${provider.url}/?to={phone}&text={text}`, SMS_METHOD: 'GET' });
    expect(provider.asked[1]).toMatchObject({ method: 'GET', body: '' });
    expect(new URL(provider.asked[1]!.path, provider.url).searchParams.get('text')).toBe('Co khoi "lon" & lua');
  });
  it('is refused where a 200 does not say what success looks like', async () => {
    provider.answer = () => ({ status: 200, body: '{"code":"104"}' });
    expect(await send('sms', gateway({ SMS_SUCCESS: '"code":"100"' }))).toMatchObject({ outcome: 'refused' });
    provider.answer = () => ({ status: 200, body: '{"code":"100"}' });
    expect(await send('sms', gateway({ SMS_SUCCESS: '"code":"100"' }))).toEqual({ outcome: 'sent' });
  });
  it.each([
    [{ status: 401 }, 'refused'],
    [{ status: 429, headers: { 'retry-after': '60' } }, 'retry'],
    [{ status: 503 }, 'retry'],
    [{ status: 500 }, 'uncertain'],
    ['reset' as const, 'uncertain'],
    ['hang' as const, 'uncertain'],
  ])('that is answered %j is %s', async (answer, outcome) => {
    provider.answer = () => answer;
    expect(await send('sms', gateway(), 400)).toMatchObject({ outcome });
  });
  it.each([
    ['cuts the line before it is known to be who it is', (socket: Socket) => socket.destroy()],
    ['never says who it is', () => undefined],
  ])('for a gateway that %s was not sent', async (_what, meet) => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      meet(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await send('sms', { SMS_URL: `https://127.0.0.1:${port}` }, 600)).toMatchObject({ outcome: 'retry' });
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  it('knows whether a repeat is one', () => {
    expect(set(gateway()).get('sms')!.repeats).toBe('doubles');
    expect(set(gateway({ SMS_BODY: '{"to":"{phone}","id":"{key}"}' })).get('sms')!.repeats).toBe('keyed');
  });
});

it('a call speaks the text, and says where keys are told', async () => {
  expect(await send('call', { CALL_URL: provider.url })).toEqual({ outcome: 'sent' });
  const { to, say, callback } = JSON.parse(provider.asked[0]!.body) as Record<string, string>;
  expect(to).toBe('84912345678');
  expect(say).toBe('Có khói Bấm 1 để tiếp nhận, bấm 2 để chuyển người khác.');
  const token = callback!.replace('https://hub.example/api/calls/', '');
  expect(await registry.pushKeys.messageOf(token)).toBe(message().key);
});

describe('a text message where there is a modem', () => {
  let modem: TestModem;
  const both = (more = {}) => ({ SMS_URL: provider.url, SMS_MODEM: modem.path, ...more });
  beforeEach(async () => {
    modem = await startModem();
  });
  afterEach(() => modem.stop());
  const by = async (env: Record<string, string>) => {
    const channels = set(env);
    const outcome = await channels.get('sms')!.send(message(), AbortSignal.timeout(5000));
    channels.stop();
    return { outcome, asked: provider.asked.length, texts: modem.texts.map(({ phone }) => phone) };
  };

  it('alone is sent by it', async () => {
    expect(await by({ SMS_MODEM: modem.path })).toEqual({
      outcome: { outcome: 'sent' },
      asked: 0,
      texts: ['84912345678'],
    });
    expect(modem.texts[0]!.text).toBe('Co khoi "lon" & lua');
  });
  it('beside a gateway is sent by the gateway', async () => {
    expect(await by(both())).toEqual({ outcome: { outcome: 'sent' }, asked: 1, texts: [] });
  });
  it.each([503, 401])('beside a gateway that answers %i is sent by the modem, and says so', async (status) => {
    provider.answer = () => ({ status });
    const { outcome, texts } = await by(both());
    expect(outcome).toEqual({ outcome: 'sent', reason: `qua modem; cổng tin nhắn: HTTP ${status}` });
    expect(texts).toHaveLength(1);
  });
  it('without Internet is sent by the modem', async () => {
    const { outcome, texts } = await by(both({ SMS_URL: 'http://127.0.0.1:1/send' }));
    expect(outcome).toMatchObject({ outcome: 'sent', reason: expect.stringContaining('ECONNREFUSED') });
    expect(texts).toHaveLength(1);
  });
  it.each(['reset' as const, { status: 500 }])('that a gateway may have taken (%j) is not doubled', async (answer) => {
    provider.answer = () => answer;
    // also where the gateway would know a repeat: the modem does not
    const { outcome, texts } = await by(both({ SMS_BODY: '{"to":"{phone}","id":"{key}"}' }));
    expect(outcome).toMatchObject({ outcome: 'uncertain' });
    expect(texts).toEqual([]);
    expect(set(both({ SMS_BODY: '{"id":"{key}"}' })).get('sms')!.repeats).toBe('doubles');
  });
  it('that neither took says why, and is tried again where one of them may take it later', async () => {
    provider.answer = () => ({ status: 401 });
    await modem.unplug();
    const reason = 'cổng tin nhắn: HTTP 401; modem: modem chưa được cắm';
    expect((await by(both())).outcome).toEqual({ outcome: 'retry', reason });
  });
  it('whose SIM is locked is said at the start', async () => {
    modem.answer = (asked) => (asked === 'AT+CPIN?' ? ['+CPIN: SIM PIN', 'OK'] : undefined);
    const channels = set({ SMS_MODEM: modem.path });
    const said = await new Promise((resolve) => channels.start(resolve));
    expect(said).toBe('sms: SIM bị khóa, cần mã PIN');
    channels.stop();
  });
});

describe('a webhook', () => {
  const env = () => ({ WEBHOOK_URL: provider.url, WEBHOOK_SECRET: 'a secret of two' });
  it('is signed, and carries the key of its repeats', async () => {
    const secret = 'sixteen characters or more';
    await send('webhook', { ...env(), WEBHOOK_SECRET: secret });
    await send('webhook', { ...env(), WEBHOOK_SECRET: secret });
    const [first, again] = provider.asked;
    expect(first!.headers['idempotency-key']).toBe(message().key);
    expect(again!.headers['idempotency-key']).toBe(message().key);
    const [, seconds, mac] = /^t=(\d+),v1=(\w+)$/.exec(String(first!.headers['x-hub-signature']))!;
    expect(mac).toBe(createHmac('sha256', secret).update(`${seconds}.${first!.body}`).digest('hex'));
    expect(first!.body).not.toMatch(/An|0912|84912/);
  });
  it('of a server that fails is tried again', async () => {
    provider.answer = () => ({ status: 500 });
    expect(await send('webhook', { ...env(), WEBHOOK_SECRET: 'sixteen characters or more' })).toMatchObject({
      outcome: 'retry',
    });
  });
});

describe('Zalo', () => {
  const env = () => ({
    ...{ ZALO_APP_ID: 'app', ZALO_SECRET_KEY: 'key', ZALO_TEMPLATE: '7', ZALO_REFRESH_TOKEN: 'first' },
    ...{ ZALO_URL: provider.url, ZALO_OAUTH_URL: provider.url },
  });
  /** Gives each refresh token once. */
  function oauth(send: (token: string) => object) {
    let valid = 'first';
    let count = 0;
    const refreshes: string[] = [];
    provider.answer = ({ path, body, headers }) => {
      if (path === '/message/template')
        return { status: 200, body: JSON.stringify(send(String(headers['access_token']))) };
      const asked = new URLSearchParams(body).get('refresh_token')!;
      refreshes.push(asked);
      if (asked !== valid) return { status: 200, body: '{"error":-14014,"error_name":"Invalid refresh token"}' };
      valid = `refresh-${++count}`;
      const tokens = { access_token: `access-${count}`, refresh_token: valid, expires_in: '90000' };
      return { status: 200, body: JSON.stringify(tokens) };
    };
    return refreshes;
  }
  beforeEach(() => registry.settings.put('zalo.tokens', undefined));

  it('is sent with a token that is asked for once, and kept', async () => {
    const refreshes = oauth(() => ({ error: 0, message: 'Success' }));
    const channel = set(env()).get('zalo')!;
    const all = [1, 2, 3].map(() => channel.send(message(), AbortSignal.timeout(5000)));
    expect(await Promise.all(all)).toEqual([{ outcome: 'sent' }, { outcome: 'sent' }, { outcome: 'sent' }]);
    // another run of the hub
    expect(await send('zalo', env())).toEqual({ outcome: 'sent' });
    expect(refreshes).toEqual(['first']);
    const sent = JSON.parse(provider.asked.at(-1)!.body) as object;
    expect(sent).toMatchObject({ phone: '84912345678', template_id: '7', tracking_id: message().key });
    expect(sent).toMatchObject({ template_data: { time: '14:00 26/11/2026' } });
  });
  it('whose token is refused gets a new one, with the refresh token that came last', async () => {
    const refreshes = oauth((token) => (token === 'access-1' ? { error: -124, message: 'invalid' } : { error: 0 }));
    expect(await send('zalo', env())).toEqual({ outcome: 'sent' });
    expect(refreshes).toEqual(['first', 'refresh-1']);
  });
  it('begins anew with a refresh token that somebody puts into the settings', async () => {
    const refreshes = oauth(() => ({ error: 0 }));
    expect(await send('zalo', env())).toEqual({ outcome: 'sent' });
    // what the hub kept was lost at Zalo: an administrator makes a new one there
    const answer = provider.answer;
    provider.answer = (asked) =>
      asked.body.includes('refresh_token=pasted')
        ? { status: 200, body: '{"access_token":"access-9","refresh_token":"refresh-9","expires_in":"90000"}' }
        : answer(asked);
    provider.asked.length = 0;
    expect(await send('zalo', { ...env(), ZALO_REFRESH_TOKEN: 'pasted' })).toEqual({ outcome: 'sent' });
    expect(await send('zalo', { ...env(), ZALO_REFRESH_TOKEN: 'pasted' })).toEqual({ outcome: 'sent' });
    const asked = provider.asked.map(({ path, headers }) => [path, headers['access_token']]);
    expect(asked).toEqual([
      ['/v4/oa/access_token', undefined],
      ['/message/template', 'access-9'],
      ['/message/template', 'access-9'],
    ]);
    expect(refreshes).toEqual(['first']);
    expect(await registry.sealed.get('zalo.tokens')).not.toContain('pasted');
  });
  it('says no with a 200', async () => {
    oauth(() => ({ error: -118, message: 'Zalo account not existed' }));
    expect(await send('zalo', env())).toEqual({ outcome: 'refused', reason: 'Zalo -118' });
  });
  it('may have taken what it answered strangely', async () => {
    oauth(() => ({ strange: true }));
    expect(await send('zalo', env())).toMatchObject({ outcome: 'uncertain' });
  });
});

describe('e-mail', () => {
  async function mailServer(options: ConstructorParameters<typeof SMTPServer>[0]) {
    const letters: string[] = [];
    const server = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
      onData(stream, _session, done) {
        let text = '';
        stream.on('data', (chunk) => (text += String(chunk)));
        stream.on('end', () => {
          letters.push(text);
          done();
        });
      },
      ...options,
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
    return { letters, env: { SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_FROM: 'Hub <hub@example.org>' }, stop };
  }
  const refusing = (responseCode: number) => ({
    onRcptTo: (_address: unknown, _session: unknown, done: (error?: Error) => void) =>
      done(Object.assign(new Error('no'), { responseCode })),
  });

  it('comes with the sentence and the page', async () => {
    const server = await mailServer({});
    expect(await send('email', server.env)).toEqual({ outcome: 'sent' });
    expect(server.letters[0]).toContain('To: an@example.org');
    expect(server.letters[0]).toContain(`Message-ID: <${message().key}@hub.example>`);
    await server.stop();
  });
  it.each([
    [450, 'retry'],
    [550, 'refused'],
  ])('that is answered %i is %s', async (code, outcome) => {
    const server = await mailServer(refusing(code));
    expect(await send('email', server.env)).toMatchObject({ outcome });
    await server.stop();
  });
  it('whose line is cut while the text is under way may have come', async () => {
    const server = createServer((socket) => {
      socket.write('220 here\r\n');
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        const said = String(data);
        if (said.startsWith('DATA')) socket.write('354 go on\r\n');
        else if (/^(EHLO|HELO|MAIL|RCPT)/.test(said)) socket.write('250 yes\r\n');
        else socket.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const env = { SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_FROM: 'Hub <hub@example.org>' };
    expect(await send('email', env)).toMatchObject({ outcome: 'uncertain' });
    server.close();
  });
  it.each(['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA'])('whose line is cut at %s was not sent', async (where) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (where === 'greeting') return socket.destroy();
      socket.write('220 here\r\n');
      return socket.on('data', (data) =>
        String(data).startsWith(where) ? socket.destroy() : socket.write('250 yes\r\n'),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const env = { SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_FROM: 'Hub <hub@example.org>' };
    expect(await send('email', env)).toMatchObject({ outcome: 'retry' });
    server.close();
  });
  it('that finds no server was not sent', async () => {
    const server = await mailServer({});
    await server.stop();
    expect(await send('email', server.env)).toMatchObject({ outcome: 'retry' });
  });
});
