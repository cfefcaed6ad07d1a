import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RemoteText } from './remote-text.js';

const MINUTE = 60_000;
let [answer, asked] = [{ status: 200, text: '1' }, 0];
let server: Server;
let dir: string;
let url: string;
let said: string[];

beforeEach(async () => {
  [answer, asked, said] = [{ status: 200, text: '1' }, 0, []];
  dir = mkdtempSync(join(tmpdir(), 'remote-'));
  server = createServer((_, response) => {
    asked++;
    response.writeHead(answer.status).end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?key=secret`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

const remote = (from: { url?: string; file?: string }) =>
  new RemoteText({
    ...{ ...from, everyMs: 30 * MINUTE, againMs: 5 * MINUTE, warn: (reason: string) => said.push(reason) },
    read: (text, at) => {
      if (!/^\d+$/.test(text)) throw new Error('không phải số');
      return { value: Number(text), at };
    },
  });

describe('a text that somebody else keeps', () => {
  it('is asked for again when its time is over, and no sooner', async () => {
    const text = remote({ url });
    expect(await text.now(0)).toEqual({ value: 1, at: 0 });
    answer.text = '2';
    expect(await text.now(29 * MINUTE)).toEqual({ value: 1, at: 0 });
    expect(await text.now(30 * MINUTE)).toEqual({ value: 2, at: 30 * MINUTE });
    expect(asked).toBe(2);
  });

  it('stays as it was while the service is away; that is said once, without the address', async () => {
    const text = remote({ url });
    await text.now(0);
    answer = { status: 500, text: '' };
    expect(await text.now(30 * MINUTE)).toEqual({ value: 1, at: 0 });
    expect(await text.now(35 * MINUTE)).toEqual({ value: 1, at: 0 });
    expect(asked).toBe(3);
    expect(said).toEqual(['dịch vụ trả lời HTTP 500']);
    expect(said.join()).not.toContain('secret');
  });

  it('comes from the file meanwhile, as old as the file is', async () => {
    const file = join(dir, 'kept');
    writeFileSync(file, '7');
    utimesSync(file, 60, 60);
    answer = { status: 404, text: '' };
    expect(await remote({ url, file }).now(30 * MINUTE)).toEqual({ value: 7, at: MINUTE });
    expect(await remote({ file: join(dir, 'none') }).now(0)).toBeUndefined();
    expect(said).toEqual(['dịch vụ trả lời HTTP 404', 'không có tệp này']);
  });

  it('that makes no sense, or does not end, takes the place of nothing', async () => {
    const text = remote({ url });
    await text.now(0);
    answer.text = '<html>';
    expect(await text.now(30 * MINUTE)).toEqual({ value: 1, at: 0 });
    answer.text = '1'.repeat((4 << 20) + 1);
    expect(await text.now(35 * MINUTE)).toEqual({ value: 1, at: 0 });
    expect(said).toEqual(['không phải số', 'câu trả lời quá dài']);
  });

  it('that nobody named is none', async () => expect(await remote({}).now(0)).toBeUndefined());
});
