import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Refusal, Stream, StreamItems } from '#hub/contracts';
import { LogUnavailableError } from '../event-log.js';
import { FOLD_MS, RefusalLog, SOON_MS, STRANGERS_PER_FOLD } from './refusal-log.js';

class SmallLog {
  full = false;
  kept: Refusal[] = [];
  async append<S extends Stream>(_stream: S, items: readonly StreamItems[S][]): Promise<void> {
    if (this.full) throw new LogUnavailableError('full');
    this.kept.push(...(items as unknown as readonly Refusal[]));
  }
}

function setUp(known: string[] = ['air-1']) {
  const log = new SmallLog();
  const time = { ms: 1000 };
  const counted: string[] = [];
  const refusals = new RefusalLog({
    log,
    clock: { now: () => time.ms },
    knows: (account) => known.includes(account),
    count: (reason) => counted.push(reason),
  });
  const note = (account?: string, detail?: string) =>
    refusals.note({ account, address: '10.0.0.5', reason: 'wrong-secret', ...(detail !== undefined && { detail }) });
  return { log, time, counted, refusals, note };
}

afterEach(() => {
  jest.useRealTimers();
});

describe('refusals', () => {
  it('are folded by account and reason, and each is counted', async () => {
    const { log, time, counted, refusals, note } = setUp();
    note('air-1', 'first');
    time.ms = 4000;
    note('air-1', 'sec\u0007ond');
    await refusals.flush();
    expect(log.kept).toEqual([
      {
        account: 'air-1',
        address: '10.0.0.5',
        reason: 'wrong-secret',
        detail: 'sec·ond',
        count: 2,
        first: 1000,
        last: 4000,
      },
    ]);
    expect(counted).toHaveLength(2);
  });

  it('are told at once when they are new, and folded while they go on', async () => {
    jest.useFakeTimers();
    const { log, refusals, note } = setUp();
    refusals.start();
    note('air-1');
    await jest.advanceTimersByTimeAsync(SOON_MS);
    expect(log.kept.map(({ count }) => count)).toEqual([1]);
    for (let i = 0; i < 100; i++) {
      note('air-1');
      await jest.advanceTimersByTimeAsync(FOLD_MS / 50);
    }
    await jest.advanceTimersByTimeAsync(FOLD_MS);
    expect(log.kept.map(({ count }) => count).reduce((a, b) => a + b)).toBe(101);
    expect(log.kept.length).toBeLessThanOrEqual(5);
    // silent for a while, it is news again
    await jest.advanceTimersByTimeAsync(3 * FOLD_MS);
    const before = log.kept.length;
    note('air-1');
    await jest.advanceTimersByTimeAsync(SOON_MS);
    expect(log.kept).toHaveLength(before + 1);
    await refusals.stop();
  });

  it('wait while the log takes nothing, and go on counting', async () => {
    const { log, time, refusals, note } = setUp();
    log.full = true;
    note('air-1');
    await refusals.flush();
    time.ms = 9000;
    note('air-1');
    log.full = false;
    await refusals.flush();
    expect(log.kept).toEqual([expect.objectContaining({ count: 2, first: 1000, last: 9000 })]);
  });

  it('name strangers, but not without end, and nothing that is no id', async () => {
    const { log, refusals, note } = setUp();
    for (let i = 0; i < STRANGERS_PER_FOLD + 20; i++) note(`stranger-${i}`);
    note('<b>air</b>');
    note();
    note('air-1');
    await refusals.flush();
    const names = log.kept.map(({ account }) => account);
    expect(names).toHaveLength(STRANGERS_PER_FOLD + 2);
    expect(names).toEqual(expect.arrayContaining(['stranger-0', 'air-1', '?']));
    expect(log.kept.find(({ account }) => account === '?')!.count).toBe(22);
  });
});
