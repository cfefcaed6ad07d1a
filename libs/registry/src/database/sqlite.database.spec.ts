import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { describeWith } from '#hub/testkit';
import { ROOT } from '#hub/service-kit';
import { DeviceDirectory } from '../directory.js';
import { openRegistry, type Registry } from '../registry.js';
import { RegistryUnavailableError } from '../registry.errors.js';
import { profile, release, TestClock } from '../testing/builders.js';
import { SqliteDatabase } from './sqlite.database.js';

let dir: string;
let path: string;
let opened: Registry[] = [];
const clock = new TestClock();
const profiles = release(profile('canal'));

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'registry-'));
  path = join(dir, 'registry.sqlite');
});
afterEach(async () => {
  for (const registry of opened) await registry.stop();
  opened = [];
  rmSync(dir, { recursive: true, force: true });
});

async function open(file = path): Promise<Registry> {
  const registry = openRegistry({ path: file, clock, profiles });
  opened.push(registry);
  await registry.start();
  return registry;
}
const COMMUNE = {
  ...{ code: '26734', name: 'Xã', province: 'Tỉnh' },
  map: { type: 'FeatureCollection', features: [] },
};

describe('a registry in a file', () => {
  it('has each commit on disk', async () => {
    const registry = await open();
    const database = new SqliteDatabase({ path });
    await database.start();
    const modes = await database.write(async (m) => [
      await m.query('PRAGMA journal_mode'),
      await m.query('PRAGMA synchronous'),
    ]);
    await database.stop();
    expect(modes).toEqual([[{ journal_mode: 'wal' }], [{ synchronous: 2 }]]);
    await registry.communes.put(COMMUNE);
  });

  it('makes the folder it is to be in', async () => {
    path = join(dir, 'a', 'b', 'registry.sqlite');
    await open();
    expect(existsSync(path)).toBe(true);
  });

  it('writes through one connection and cannot through the one it reads with', async () => {
    const database = new SqliteDatabase({ path });
    await database.start();
    const write = database.read((m) => m.query("INSERT INTO setting (key, value) VALUES ('a', '1')"));
    await expect(write).rejects.toMatchObject({ code: 'registry-unavailable' });
    await database.stop();
  });
});

describe('another process that writes', () => {
  /** Takes the write lock, as the command line does for a moment. */
  function holdLock(): { release(): void } {
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    other.exec("INSERT INTO setting (key, value) VALUES ('theirs', '1')");
    return {
      release: () => {
        other.exec('COMMIT');
        other.close();
      },
    };
  }

  it('is waited for, and the hub goes on with everything else meanwhile', async () => {
    const registry = await open();
    const lock = holdLock();
    let done = false;
    const adding = registry.devices.add({ id: 'cong-1', profile: 'canal' }).then(() => (done = true));
    await delay(200);
    // that this line is reached at all: SQLite's own waiting would have stopped the process
    expect([done, await registry.devices.list()]).toEqual([false, []]);
    lock.release();
    await adding;
    expect([await registry.settings.get('theirs'), (await registry.devices.list()).length]).toEqual([1, 1]);
  });

  it('is not waited for for ever, and the write may be tried again', async () => {
    const database = new SqliteDatabase({ path, busyMs: 100 });
    await database.start();
    const lock = holdLock();
    const write = () => database.write((m) => m.query("INSERT INTO setting (key, value) VALUES ('ours', '1')"));
    const refused = await write().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RegistryUnavailableError);
    expect(refused).toMatchObject({ retry: true, fault: 'hub', cause: { code: 'SQLITE_BUSY' } });
    expect((refused as Error).message).toBe(
      'Chưa đọc hoặc ghi được sổ thiết bị: chương trình khác đang ghi, hãy thử lại',
    );
    lock.release();
    await write();
    await database.stop();
  });
});

describe('a file that cannot be used', () => {
  it.each<[what: string, make: () => string, words: RegExp]>([
    [
      'something else',
      () => {
        writeFileSync(path, 'Đây không phải cơ sở dữ liệu. '.repeat(300));
        return path;
      },
      /tệp dữ liệu bị hỏng, hãy phục hồi từ bản sao lưu$/,
    ],
    [
      'a folder',
      () => {
        mkdirSync(path);
        return path;
      },
      /không được phép ghi vào tệp dữ liệu$/,
    ],
    [
      'below a file',
      () => {
        writeFileSync(join(dir, 'file'), '');
        return join(dir, 'file', 'registry.sqlite');
      },
      /không được phép ghi vào tệp dữ liệu$/,
    ],
  ])('is named in words: %s', async (_what, make, words) => {
    const registry = openRegistry({ path: make(), clock, profiles });
    await expect(registry.start()).rejects.toThrow(words);
    await registry.stop();
    await expect(registry.devices.list()).rejects.toBeInstanceOf(RegistryUnavailableError);
  });
});

describe('secrets', () => {
  it('are in no file and in no error', async () => {
    const registry = await open();
    const { secret } = await registry.devices.add({ id: 'cong-1', profile: 'canal', name: 'Cống của ông Sáu' });
    await registry.stop();
    const files = execFileSync('sh', ['-c', `cat ${path}*`], { maxBuffer: 1 << 26 });
    expect(files.includes('cong-1')).toBe(true);
    expect(files.includes(secret!)).toBe(false);

    // a mistake of ours, say: the statement fails with everything in its parameters
    const db = new Database(path);
    db.exec("CREATE TRIGGER broken BEFORE INSERT ON credential BEGIN SELECT RAISE(ABORT, 'broken'); END");
    db.close();
    await registry.start();
    const failed = await registry.devices.newSecret('cong-1').catch((error: unknown) => error);
    expect(inspect(failed, { depth: 10, showHidden: true })).toMatch(/broken/);
    expect(inspect(failed, { depth: 10, showHidden: true })).not.toMatch(/[0-9a-f]{64}/);
  });
});

describe('the end that no process can prepare for', () => {
  const LOADER = new URL('../../../../tools/typescript-thread.mjs?hooks', import.meta.url).href;
  const SCRIPT = new URL('../testing/add-devices.ts', import.meta.url).href;
  const KILLS = 6;

  /** Lets a process write until it has promised so much, and kills it in the middle of what comes next. */
  async function writeAndKill(run: string, promises: number): Promise<string[]> {
    const code = `import { register } from 'node:module'; register('${LOADER}'); await import('${SCRIPT}');`;
    const args = ['--conditions=hub-src', '--input-type=module', '-e', code, path, run];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complaint = '';
    child.stderr.on('data', (text) => (complaint += text));
    child.stdout.on('data', (text) => {
      said += text;
      if (said.split('\n').length > promises) child.kill('SIGKILL');
    });
    const [exitCode, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect({ exitCode, signal, complaint }).toEqual({ exitCode: null, signal: 'SIGKILL', complaint: '' });
    return said.split('\n').slice(0, -1);
  }

  it('leaves a whole file with all that was promised', async () => {
    const promised: string[] = [];
    for (let i = 0; i < KILLS; i++) {
      promised.push(...(await writeAndKill(`run${i}`, 5 + i * 7)));
      const db = new Database(path);
      expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      db.close();
    }
    const registry = await open();
    const directory = new DeviceDirectory();
    await registry.loadDirectory(directory);
    for (const line of promised) {
      const [id, secret] = line.split(' ') as [string, string];
      const hash = createHash('sha256').update(secret).digest('hex');
      expect(directory.account(id)?.secretHashes).toEqual([hash]);
      expect((await registry.alerts.get(`high:${id}`))!.events).toHaveLength(1);
    }
    // what was not promised is there as a whole or not at all
    for (const device of directory.devices()) expect(directory.account(device.id)!.secretHashes).toHaveLength(1);
    const { alerts } = await registry.alerts.find({ limit: 1000 });
    for (const { id } of alerts) expect((await registry.alerts.get(id))!.events).toHaveLength(1);
  }, 120_000);
});

describeWith('a mount of its own', 'a disk that is full', () => {
  let mounted: string;
  beforeEach(() => {
    mounted = join(dir, 'disk');
    mkdirSync(mounted);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', mounted]);
  });
  afterEach(async () => {
    for (const registry of opened) await registry.stop();
    execFileSync('umount', [mounted]);
  });

  it('refuses in words, loses nothing, and is written to again when there is room', async () => {
    const registry = await open(join(mounted, 'registry.sqlite'));
    await registry.devices.add({ id: 'cong-1', profile: 'canal' });
    const filler = join(mounted, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(8 << 20))).toThrow(/ENOSPC/);

    const refused: unknown[] = [];
    for (let i = 0; i < 100; i++)
      await registry.settings.put(`k${i}`, 'x'.repeat(20_000)).catch((error: unknown) => refused.push(error));
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused)
      expect(error).toMatchObject({
        code: 'registry-unavailable',
        retry: true,
        message: expect.stringMatching(/ổ đĩa/),
      });
    expect((await registry.devices.list()).map(({ id }) => id)).toEqual(['cong-1']);

    rmSync(filler);
    await registry.devices.add({ id: 'cong-2', profile: 'canal' });
    await registry.stop();
    await registry.start();
    expect((await registry.devices.list()).map(({ id }) => id)).toEqual(['cong-1', 'cong-2']);
  });
});
