import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWith } from '#hub/testkit';
import { daysLeft, isTelling, lifetimeAt, lifetimeOfFile } from './lifetime.js';

const DAY = 86_400_000;
const T = Date.UTC(2026, 10, 26);
const lives = (days: number, left: number) => ({ from: T - (days - left) * DAY, until: T + left * DAY });

describe('the days of a certificate', () => {
  it.each([
    [30, 30],
    [20.99, 20],
    [0.5, 0],
    [0, 0],
    [-3, 0],
  ])('%p left are %p', (left, days) => {
    expect(daysLeft(lives(90, left), T)).toBe(days);
  });

  it.each<[life: number, left: number, tells: boolean]>([
    [90, 60, true],
    [90, 20, true],
    [365, 100, true],
    // of 45 days, renewed when 15 are left: from 21 to a quarter of its life it says nothing
    [45, 44, true],
    [45, 20, false],
    [45, 12, false],
    [45, 11, true],
    [45, -1, true],
    [64, 21.3, true],
    [64, 20, false],
    [64, 15, true],
    // a week is always less than three
    [7, 6, true],
  ])('of %p, %p left: told is %p', (life, left, tells) => {
    expect(isTelling(lives(life, left), T)).toBe(tells);
  });
});

describeWith('openssl', 'a certificate', () => {
  let dir: string;
  let server: Server;
  const path = (name: string) => join(dir, name);
  const make = (name: string, days: number) => {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    const files = ['-keyout', path(`${name}.key`), '-out', path(`${name}.crt`)];
    const all = ['req', '-x509', '-nodes', '-days', String(days), '-subj', `/CN=${name}`, ...curve, ...files];
    execFileSync('openssl', all, { stdio: 'ignore' });
  };
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'lifetime-'));
    make('leaf', 30);
    make('above', 10);
    writeFileSync(path('chain.crt'), readFileSync(path('leaf.crt'), 'utf8') + readFileSync(path('above.crt'), 'utf8'));
    server = createServer({ cert: readFileSync(path('leaf.crt')), key: readFileSync(path('leaf.key')) });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
    rmSync(dir, { recursive: true });
  });

  it('in a file is read, and what stands above it counts as well', async () => {
    expect(daysLeft(await lifetimeOfFile(path('leaf.crt')), Date.now())).toBe(29);
    expect(daysLeft(await lifetimeOfFile(path('chain.crt')), Date.now())).toBe(9);
    await expect(lifetimeOfFile(path('leaf.key'))).rejects.toThrow('no certificate');
    await expect(lifetimeOfFile(path('nothing'))).rejects.toThrow('ENOENT');
  });

  it('shown at an address is read, trusted or not, also where only this machine knows the name', async () => {
    const { port } = server.address() as AddressInfo;
    for (const host of ['127.0.0.1', 'localhost', 'hub.invalid'])
      expect(daysLeft(await lifetimeAt(`https://${host}:${port}`), Date.now())).toBe(29);
    await expect(lifetimeAt('https://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED');
  });
});
