import { afterAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { LogProcess } from '../testing/log-process.js';
import { expectOneStory, missing, STORY_GROUPS } from '../testing/story.js';
import { TestLogs } from '../testing/test-log.js';

const ROUNDS = 20;

describe('kill -9 of a process that appends and commits', () => {
  const logs = new TestLogs();
  const running: LogProcess[] = [];
  const start = (dir: string) => {
    const started = new LogProcess(dir);
    running.push(started);
    return started;
  };
  afterAll(async () => {
    for (const one of running) await one.end('SIGKILL');
    await logs.end();
  });

  it(`keeps what was promised, in order, and outputs only with their position, ${ROUNDS} times`, async () => {
    const dir = logs.folder();
    const acked: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const process = start(dir);
      await process.appends(1);
      await delay((round * 7919) % 230);
      await process.end('SIGKILL');
      acked.push(...process.acked);
      const log = await logs.open({ dir, groups: STORY_GROUPS });
      expect(missing(acked, expectOneStory(log))).toEqual([]);
      await log.stop();
    }
    expect(acked.length).toBeGreaterThan(ROUNDS);
  }, 180_000);

  it('leaves the folder free, but while it lives nobody else gets in', async () => {
    const dir = logs.folder();
    const first = start(dir);
    await first.appends(1);
    const second = start(dir);
    expect(await second.end()).toBe(3);
    expect(second.output).toContain('failed DataDirInUseError');
    await expect(logs.open({ dir })).rejects.toThrow(/another hub uses the data folder/);
    await first.appends(1);
    await first.end('SIGKILL');
    const log = await logs.open({ dir, groups: STORY_GROUPS });
    expect(missing(first.acked, expectOneStory(log))).toEqual([]);
  }, 60_000);

  it('is no worse than an orderly end', async () => {
    const dir = logs.folder();
    const process = start(dir);
    await process.appends(50);
    expect(await process.end('SIGTERM')).toBe(0);
    const log = await logs.open({ dir, groups: STORY_GROUPS });
    expect(missing(process.acked, expectOneStory(log))).toEqual([]);
    expect(process.refused).toEqual([]);
  }, 60_000);
});
