import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeWith, eventually } from '#hub/testkit';
import { type Point, StoreUnavailableError } from '../time-series.js';
import { SqliteTimeSeries } from './sqlite-time-series.js';

const T = Date.UTC(2026, 2, 4);
const points = (count: number, from = T): Point[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: 'air',
    commune: '00001',
    device: `air-${i % 10}`,
    ts: from + i,
    received: from + i,
    values: { pm25: i, co: i, temperature: i, humidity: i },
    simulated: false,
  }));
const everything = { kind: 'air', device: 'air-0', metric: 'pm25', from: 0, to: 1e13 } as const;

describe('SqliteTimeSeries', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'series-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('does not start on what is no database, says where, stops, and starts when that is mended', async () => {
    const file = join(dir, 'series.sqlite');
    writeFileSync(file, 'this is not a database, and never was one, not even a small one');
    const series = new SqliteTimeSeries({ dir });
    await expect(series.start()).rejects.toThrow(dir);
    await series.stop();
    rmSync(file);
    await series.start();
    await series.write(points(10));
    expect(await series.query(everything)).toHaveLength(1);
    await series.stop();
  });

  it('lets few points wait for company, and a crowd for nothing', async () => {
    const series = new SqliteTimeSeries({ dir, commitMs: 3_600_000 });
    await series.start();
    await series.write(points(1));
    // one in fifty milliseconds is no haste
    await delay(50);
    let written = false;
    const waiting = series.write(points(1, T + 1000)).then(() => (written = true));
    await series.write(points(256, T + 2000));
    expect(written).toBe(false);
    // and to the end of the process no longer
    await series.stop();
    await waiting.catch((error) => expect(error).toBeInstanceOf(StoreUnavailableError));
  });

  it('gives the promised durability to whatever it answered: another process finds it in the file', async () => {
    const series = new SqliteTimeSeries({ dir });
    await series.start();
    await series.write(points(500));
    const copy = mkdtempSync(join(tmpdir(), 'copy-'));
    try {
      // the files as a power cut would leave them: no close, no checkpoint
      execFileSync('cp', ['-r', `${dir}/.`, copy]);
      const found = new SqliteTimeSeries({ dir: copy });
      await found.start();
      expect(await found.query(everything)).toHaveLength(50);
      await found.stop();
    } finally {
      await series.stop();
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

describeWith('linux', 'SqliteTimeSeries beside what is urgent', () => {
  it('lets its reader stand behind', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'series-'));
    const behind = () => readdirSync('/proc/self/task').filter((thread) => niceOf(thread) >= BEHIND).length;
    const before = behind();
    const series = new SqliteTimeSeries({ dir });
    try {
      await series.start();
      await series.write(points(10));
      await series.query(everything);
      // a process that stands behind already keeps its place, reader and all
      expect(behind() - before).toBe(getPriority() < BEHIND ? 1 : 2);
    } finally {
      await series.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

const BEHIND = constants.priority.PRIORITY_BELOW_NORMAL;
/** What `ps` calls NI of a thread of this process; proc(5), field 19, counted from behind its name. */
const niceOf = (thread: string): number =>
  Number(readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[16]);

describeWith('a mount of its own', 'SqliteTimeSeries on a full disk', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dir]);
  });
  afterEach(() => {
    execFileSync('umount', ['-l', dir]);
    rmSync(dir, { recursive: true, force: true });
  });

  it('says so, keeps what it answered for, and goes on when there is room', async () => {
    const ballast = join(dir, 'ballast');
    const series = new SqliteTimeSeries({ dir: join(dir, 'series'), commitMs: 0 });
    await series.start();
    writeFileSync(ballast, Buffer.alloc(4 << 20));
    let stored = 0;
    const fill = async () => {
      for (;;) {
        await series.write(points(2000, T + stored));
        stored += 2000;
      }
    };
    await expect(fill()).rejects.toThrow(StoreUnavailableError);
    expect(stored).toBeGreaterThan(0);
    expect(statfsSync(dir).bavail * statfsSync(dir).bsize).toBeLessThan(1 << 20);
    expect(await series.query(everything)).toHaveLength(stored / 10);
    rmSync(ballast);
    await eventually(
      'the store to take points again',
      () => series.write(points(2000, T + stored)),
      (rejected) => rejected.length === 0,
    );
    expect(await series.query(everything)).toHaveLength(stored / 10 + 200);
    await series.stop();
  });
});
