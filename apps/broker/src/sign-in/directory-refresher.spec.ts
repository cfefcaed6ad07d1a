import { describe, expect, it, jest } from '@jest/globals';
import { eventually } from '#hub/testkit';
import { directoryRefresher } from './directory-refresher.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

describe('reading the registry again', () => {
  it('is done once for all who ask before it starts, at most once a second', async () => {
    const reads: number[] = [];
    const refresh = directoryRefresher(() => {
      reads.push(performance.now());
      return Promise.resolve();
    });
    await refresh();
    await Promise.all(Array.from({ length: 1000 }, () => refresh()));
    expect(reads).toHaveLength(2);
    expect(reads[1]! - reads[0]!).toBeGreaterThanOrEqual(990);
  });

  it('is done anew for who asks while it runs, for that one may ask about something newer', async () => {
    let reads = 0;
    let finish: () => void = () => undefined;
    const refresh = directoryRefresher(() => {
      reads++;
      return new Promise((resolve) => (finish = resolve));
    });
    const first = refresh();
    await new Promise((resolve) => setImmediate(resolve));
    const second = refresh();
    const third = refresh();
    // a registry that takes long to answer is not asked by several at once
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(reads).toBe(1);
    finish();
    await first;
    await eventually(
      'a second reading',
      () => reads,
      (n) => n === 2,
    );
    finish();
    await Promise.all([second, third]);
    expect(reads).toBe(2);
  });

  it('that fails fails nobody, and the next one is tried', async () => {
    let reads = 0;
    const refresh = directoryRefresher(() => {
      reads++;
      return Promise.reject(new Error('away'));
    });
    await expect(refresh()).resolves.toBeUndefined();
    await expect(refresh()).resolves.toBeUndefined();
    expect(reads).toBe(2);
  });
});
