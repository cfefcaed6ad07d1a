import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, eventually } from '#hub/testkit';
import { LogProcess } from '../testing/log-process.js';
import { expectOneStory, missing, STORY_GROUPS } from '../testing/story.js';
import { TestLogs } from '../testing/test-log.js';

const RESERVE_BYTES = 2 << 20;

describeWith('a mount of its own', 'a full disk', () => {
  let logs: TestLogs;
  let dir: string;
  let filler: string;
  const running: LogProcess[] = [];
  let filling: NodeJS.Timeout | undefined;

  const start = () => {
    const started = new LogProcess(dir, RESERVE_BYTES);
    running.push(started);
    return started;
  };
  /** Takes all the room there is, and what the log gives up of its own. */
  const fill = () => {
    filling = setInterval(() => {
      try {
        const { bavail, bsize } = statfsSync(dir);
        if (bavail > 0) writeFileSync(filler, Buffer.alloc(bavail * bsize), { flag: 'a' });
      } catch {
        // full: what the test wants
      }
    }, 5);
  };
  const makeRoom = () => {
    clearInterval(filling);
    rmSync(filler);
  };

  beforeAll(() => {
    logs = new TestLogs();
    dir = logs.folder();
    filler = join(dir, 'somebody-elses-file');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', dir]);
  });
  afterAll(async () => {
    clearInterval(filling);
    for (const one of running) await one.end('SIGKILL');
    execFileSync('umount', ['-l', dir]);
    await logs.end();
  });

  it('refuses appends, keeps what it promised, and goes on by itself when there is room', async () => {
    const process = start();
    await process.appends(200);
    for (let time = 0; time < 3; time++) {
      const refusedBefore = process.refused.length;
      fill();
      await process.until('refusals', () => process.refused.length > refusedBefore + 50);
      makeRoom();
      await process.appends(200);
    }
    expect(new Set(process.refused.map(({ error }) => error))).toEqual(new Set(['LogUnavailableError']));
    expect(await process.end('SIGTERM')).toBe(0);
    // the engine itself never met the full disk
    expect(process.output).toBe('started 0\nstopped\n');

    const log = await logs.open({ dir, groups: STORY_GROUPS, reserveBytes: RESERVE_BYTES });
    expect(missing(process.acked, expectOneStory(log))).toEqual([]);
    await log.stop();
  }, 120_000);

  it('costs nothing that was promised when the power goes as well', async () => {
    const process = start();
    await process.appends(100);
    fill();
    await process.until('refusals', () => process.refused.length > 50);
    await process.end('SIGKILL');
    // still full: it starts, says so, and can be read
    const log = await logs.open({ dir, groups: STORY_GROUPS, reserveBytes: RESERVE_BYTES, probeMs: 50 });
    expect(log.status()).toMatchObject({ writable: false, reason: expect.stringContaining('đầy') });
    expect(missing(process.acked, expectOneStory(log))).toEqual([]);
    makeRoom();
    await eventually(
      'a log that takes appends again',
      () => log.status().writable,
      (writable) => writable,
    );
  }, 60_000);
});
