import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Refusal, STREAM } from '#hub/contracts';
import { type EventLog, LogUnavailableError } from '#hub/event-log';
import { eventually } from '#hub/testkit';
import { itemsOf } from '../testing/crashing-log.js';
import { device, directoryOf, fill, gateway } from '../testing/directory.js';
import { MemorySeries } from '../testing/memory-series.js';
import { startIngest, type TestIngest } from '../testing/test-ingest.js';

jest.setTimeout(60_000);

const MAP = { timeUnit: 's' as const, fields: [{ metric: 'ph' as const, path: 'ph', scale: 1, offset: 0 }] };
const devices = [device('tram-1'), device('nuoc-1', 'rs485-logger', { gateway: 'dtu' })];
const gateways = [gateway('dtu', 'generic', { fieldMap: MAP })];

/** The log of a machine whose disk can fill up. */
class Disk {
  full = false;
  /** Full at the moment of the append, unnoticed before. */
  fails = false;
  over(log: EventLog): EventLog {
    return new Proxy(log, {
      get: (target, name) => {
        if (name === 'status') return () => ({ ...target.status(), ...(this.full && { writable: false }) });
        if (name === 'append' && this.fails)
          return (stream: string, items: never[]) =>
            stream === STREAM.telemetry
              ? Promise.reject(new LogUnavailableError('full'))
              : target.append(stream as 'telemetry', items);
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    });
  }
}

let disk: Disk;
let time: { offset: number };
let directory: ReturnType<typeof directoryOf>;
let ingest: TestIngest;
beforeEach(async () => {
  disk = new Disk();
  time = { offset: 0 };
  directory = directoryOf(devices, gateways);
  ingest = await startIngest({
    directory,
    series: new MemorySeries(),
    clock: { now: () => Date.now() + time.offset },
    wrap: (log) => disk.over(log),
  });
});
afterEach(() => ingest.stop());

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const basic = (user: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
});
const OWN = bearer('dtu-secret');
const post = (account: string, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = OWN) =>
  fetch(`${ingest.url}/api/ingest/${account}`, { method: 'POST', body, headers });
const telemetry = () =>
  itemsOf(ingest.log, STREAM.telemetry).flatMap((item) =>
    item.type === 'packet' ? [{ ...item, payload: Buffer.from(item.payload).toString('utf8') }] : [],
  );

describe('a post', () => {
  it('is in the log when it is answered', async () => {
    const before = Date.now();
    const response = await post('dtu', '{"ph":7.1}');
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    const [packet] = telemetry();
    expect(packet).toMatchObject({ account: 'dtu', topic: 'http/dtu', payload: '{"ph":7.1}' });
    expect(packet!.received).toBeGreaterThanOrEqual(before);
    await eventually(
      'it is read by the map',
      () => itemsOf(ingest.log, STREAM.readings),
      ([reading]) => reading?.type === 'reading' && reading.device === 'nuoc-1' && reading.values.ph === 7.1,
    );
  });

  it.each([
    ['application/json', '{"ph":7}'],
    ['application/x-www-form-urlencoded', 'ph=7'],
    ['text/plain', '{"ph":7}'],
    ['application/octet-stream', '{"ph":7}'],
    ['application/json; charset=utf-8', '[{"ph":7}]'],
    ['nonsense', '{"ph":7}'],
  ])('may call itself %s', async (type, body) => {
    expect((await post('dtu', body, { ...OWN, 'content-type': type })).status).toBe(204);
    await eventually(
      'it is read',
      () => itemsOf(ingest.log, STREAM.readings),
      (all) => all.length === 1,
    );
  });

  it('is kept as it came, whatever it is', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x80]);
    expect((await post('dtu', bytes)).status).toBe(204);
    const [packet] = itemsOf(ingest.log, STREAM.telemetry);
    expect(packet?.type === 'packet' && Buffer.from(packet.payload)).toEqual(bytes);
    await eventually(
      'it waits as a letter',
      () => itemsOf(ingest.log, STREAM.deadLetters),
      (all) => all.length === 1,
    );
  });

  it('may name its account in Basic, or leave the name out; a device may post for itself', async () => {
    expect((await post('dtu', '{"ph":7}', basic('dtu', 'dtu-secret'))).status).toBe(204);
    expect((await post('dtu', '{"ph":7}', basic('', 'dtu-secret'))).status).toBe(204);
    expect((await post('tram-1', '{"pm25":7}', bearer('tram-1-secret'))).status).toBe(204);
    expect(telemetry().map(({ topic }) => topic)).toEqual(['http/dtu', 'http/dtu', 'http/tram-1']);
  });

  it('of 256 KB is taken, and one of a byte more is not', async () => {
    const most = `"${'x'.repeat(256 * 1024 - 2)}"`;
    expect((await post('dtu', most)).status).toBe(204);
    time.offset += 60_000;
    expect((await post('dtu', `${most} `)).status).toBe(413);
    expect(telemetry()).toHaveLength(1);
  });
});

/** Gives status, name and words of a refusal. */
async function refusal(response: Response): Promise<[status: number, error: string, message: string]> {
  const { error, message } = (await response.json()) as { error: string; message: string };
  return [response.status, error, message];
}
/** What is kept for the installer's screen, once the module has said it all. */
async function noted(): Promise<[account: string, reason: string, count: number][]> {
  const { log } = ingest;
  const kept: Refusal[] = [];
  const append = log.append.bind(log);
  log.append = (async (stream: 'refusals', items: Refusal[]) => {
    if (stream === STREAM.refusals) kept.push(...items);
    return append(stream, items);
  }) as typeof log.append;
  await ingest.stop();
  disk.full = disk.fails = false;
  ingest = await startIngest({ directory, series: new MemorySeries() });
  return kept.map(({ account, reason, count }) => [account, reason, count]);
}

describe('who is refused is told why, and it is kept for the installer', () => {
  it('without a secret, or with a wrong one', async () => {
    const none = await post('dtu', '{"ph":7}', {});
    expect(none.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect(await refusal(none)).toEqual([401, 'no-secret', expect.stringContaining('Authorization')]);
    expect(await refusal(await post('dtu', '{"ph":7}', bearer('guess')))).toEqual([
      401,
      'wrong-secret',
      'Sai mật khẩu',
    ]);
    for (const odd of ['Bearer', 'Basic !!!', 'Basic bm9jb2xvbg==', 'Digest x', `Bearer ${'x'.repeat(3000)}`])
      expect((await post('dtu', '{"ph":7}', { authorization: odd })).status).toBe(401);
    expect(telemetry()).toEqual([]);
    expect(await noted()).toEqual([['dtu', 'wrong-secret', 7]]);
  });

  it('for another account', async () => {
    expect(await refusal(await post('dtu', '{"ph":7}', basic('tram-1', 'tram-1-secret')))).toEqual([
      403,
      'topic-denied',
      'Tên đăng nhập khác với tên trong địa chỉ gửi',
    ]);
    expect(await refusal(await post('dtu', '{"ph":7}', bearer('tram-1-secret')))).toEqual([
      401,
      'wrong-secret',
      'Sai mật khẩu',
    ]);
    expect(telemetry()).toEqual([]);
  });

  it('that nobody registered, or that was revoked', async () => {
    expect(await refusal(await post('dtu-2', '{}'))).toEqual([404, 'unknown-account', expect.any(String)]);
    expect(await refusal(await post('..%2f..', '{}'))).toEqual([404, 'unknown-account', expect.any(String)]);
    directory.replace({
      devices: [],
      gateways: [{ gateway: gateway('dtu', 'generic'), secretHashes: [] }],
      profiles: [],
    });
    expect(await refusal(await post('dtu', '{}'))).toEqual([403, 'revoked', 'Tài khoản đã bị thu hồi']);
    fill(directory, devices, gateways);
    expect(await noted()).toEqual([
      ['dtu-2', 'unknown-account', 1],
      ['?', 'unknown-account', 1],
      ['dtu', 'revoked', 1],
    ]);
  });

  it('with a body that is too large, empty or compressed', async () => {
    expect(await refusal(await post('dtu', 'x'.repeat(300_000)))).toEqual([
      413,
      'payload-too-large',
      expect.any(String),
    ]);
    time.offset += 60_000;
    expect(await refusal(await post('dtu', ''))).toEqual([400, 'empty', 'Gói rỗng']);
    expect(await refusal(await post('dtu', 'x', { ...OWN, 'content-encoding': 'gzip' }))).toEqual([
      415,
      'encoded',
      expect.any(String),
    ]);
    expect(telemetry()).toEqual([]);
    expect(await noted()).toEqual([
      ['dtu', 'payload-too-large', 1],
      ['dtu', 'packet-malformed', 2],
    ]);
  });

  it('when it sends too fast, with the time after which it may go on', async () => {
    const many = JSON.stringify(Array.from({ length: 13_000 }, (_, i) => ({ ph: 7, i })));
    expect((await post('dtu', many)).status).toBe(204);
    const slowed = await post('dtu', '{"ph":7}');
    expect(await refusal(slowed)).toEqual([429, 'rate-slowed', expect.any(String)]);
    const wait = Number(slowed.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    // others do not notice
    expect((await post('tram-1', '{"pm25":1}', bearer('tram-1-secret'))).status).toBe(204);
    time.offset += 1000 * wait;
    expect((await post('dtu', '{"ph":7}')).status).toBe(204);
  });

  it('when the disk is full, before the body is read and after', async () => {
    disk.full = true;
    const full = await post('dtu', '{"ph":7}');
    expect(full.headers.get('retry-after')).toBe('10');
    expect(await refusal(full)).toEqual([503, 'log-unavailable', expect.stringContaining('gửi lại sau')]);
    disk.full = false;
    disk.fails = true;
    expect((await post('dtu', '{"ph":7}')).status).toBe(503);
    expect(telemetry()).toEqual([]);
    disk.fails = false;
    expect((await post('dtu', '{"ph":7}')).status).toBe(204);
    expect(await noted()).toEqual([['dtu', 'log-unavailable', 2]]);
  });
});

describe('on the wire', () => {
  const port = () => Number(new URL(ingest.url).port);

  it('a body without end is cut off, and its sender is told before', async () => {
    const request = httpRequest(`${ingest.url}/api/ingest/dtu`, { method: 'POST', headers: OWN });
    request.on('error', () => undefined);
    const answered = once(request, 'response') as Promise<[IncomingMessage]>;
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    let open = true;
    const write = () => {
      while (open && request.write(chunk));
      if (open) request.once('drain', write);
    };
    write();
    const [response] = await answered;
    open = false;
    expect(response.statusCode).toBe(413);
    response.resume();
    request.destroy();
    expect((await post('tram-1', '{"pm25":1}', bearer('tram-1-secret'))).status).toBe(204);
  });

  it('half a body is no packet', async () => {
    const socket = connect(port(), '127.0.0.1');
    socket.write(
      `POST /api/ingest/dtu HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer dtu-secret\r\nContent-Length: 100\r\n\r\n{"ph":`,
    );
    await once(socket, 'connect');
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    expect((await post('dtu', '{"ph":7}')).status).toBe(204);
    expect(telemetry().map(({ payload }) => payload)).toEqual(['{"ph":7}']);
  });

  it('one connection carries post after post, refusals in between', async () => {
    const socket = connect(port(), '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString();
    });
    const body = '{"ph":7}';
    const ask = (secret: string) =>
      `POST /api/ingest/dtu HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    for (const secret of ['dtu-secret', 'wrong', 'dtu-secret']) {
      const seen = heard.split('HTTP/1.1 ').length;
      socket.write(ask(secret));
      await eventually(
        'an answer',
        () => heard.split('HTTP/1.1 ').length,
        (count) => count > seen,
      );
    }
    socket.destroy();
    expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 204', 'HTTP/1.1 401', 'HTTP/1.1 204']);
    expect(telemetry()).toHaveLength(2);
  });

  it('other methods are not answered there', async () => {
    expect((await fetch(`${ingest.url}/api/ingest/dtu`, { headers: OWN })).status).toBe(404);
  });
});
