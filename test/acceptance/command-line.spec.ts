import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { eventually, startHub, type TestHub } from '#hub/testkit';

const CLI = join(process.cwd(), 'dist/apps/hub/src/cli.js');

interface Ended {
  code: number;
  out: string;
  err: string;
}

function hubCommand(dir: string, ...args: string[]): Promise<Ended> {
  const env = { PATH: process.env['PATH'], DATA_DIR: dir };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('the command line', () => {
  let dir: string;
  let hub: TestHub;
  const command = (...args: string[]) => hubCommand(dir, ...args);
  const passwordOf = ({ out }: Ended) => /^password: (\S+)$/m.exec(out)![1]!;
  const canSignIn = async (username: string, password: string) => {
    try {
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username, password }, false);
      await client.endAsync(true);
      return true;
    } catch {
      return false;
    }
  };

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'command-line-'));
  });
  afterAll(async () => {
    await hub?.stop();
    rmSync(dir, { recursive: true });
  });

  it('registers a device before the hub has ever run, and prints its secret once', async () => {
    const added = await command('device', 'add', 'canal-n3', '--profile', 'canal-level', '--name', 'Kênh N3');
    expect([added.code, added.err]).toEqual([0, '']);
    expect(added.out).toMatch(/^topic: {4}communes\/\d{5}\/devices\/canal-n3\/telemetry$/m);
    const listed = await command('device', 'list');
    expect(listed.out).toBe('canal-n3\tcanal-level\tinstalled\tKênh N3\n');
    expect(listed.out).not.toContain(passwordOf(added));

    hub = await startHub({ dataDir: dir });
    for (const name of readdirSync(dir)) expect([name, statSync(join(dir, name)).mode & 0o077]).toEqual([name, 0]);
    expect(await canSignIn('canal-n3', passwordOf(added))).toBe(true);
  });

  it('works beside a hub that runs: a new device gets in, an old secret does not', async () => {
    const added = await command('device', 'add', 'air-1', '--profile', 'air-station');
    await eventually('the new device let in', () => canSignIn('air-1', passwordOf(added)), Boolean);
    const changed = await command('device', 'secret', 'air-1');
    await eventually('the new secret good', () => canSignIn('air-1', passwordOf(changed)), Boolean);
    expect(await canSignIn('air-1', passwordOf(added))).toBe(false);
    expect((await command('device', 'retire', 'air-1')).code).toBe(0);
    await eventually(
      'the retired device shut out',
      () => canSignIn('air-1', passwordOf(changed)),
      (is) => !is,
    );
  });

  it.each<[what: string, args: string[], code: number, says: RegExp]>([
    ['no such command', ['device', 'dance'], 2, /Không có lệnh .*device dance/],
    ['no profile', ['device', 'add', 'x-1'], 2, /--profile/],
    ['a profile that is not', ['device', 'add', 'x-1', '--profile', 'toaster'], 1, /toaster/],
    ['a taken id', ['device', 'add', 'canal-n3', '--profile', 'canal-level'], 1, /canal-n3/],
    ['a place that is no number', ['device', 'add', 'x-1', '--profile', 'canal-level', '--lat', 'north'], 2, /--lat/],
  ])('%s is said in one line', async (_, args, code, says) => {
    const ended = await command(...args);
    expect(ended.code).toBe(code);
    expect(ended.err).toMatch(says);
    expect(ended.err).not.toMatch(/ {4}at /);
  });
});
