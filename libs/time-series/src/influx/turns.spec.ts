import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('Turns', () => {
  it('lets two run at a time, the others in order, and goes on after one that failed', async () => {
    const turns = new Turns(2);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const run = (n: number) =>
      turns.take(async () => {
        started.push(n);
        await new Promise<void>((resolve) => (ends[n] = resolve));
        if (n === 1) throw new Error('one');
        return n;
      });
    const all = [0, 1, 2, 3].map(run);
    expect(started).toEqual([0, 1]);
    ends[1]!();
    await expect(all[1]).rejects.toThrow('one');
    await Promise.resolve();
    expect(started).toEqual([0, 1, 2]);
    ends[0]!();
    expect(await all[0]).toBe(0);
    ends[2]!();
    expect(await all[2]).toBe(2);
    expect(started).toEqual([0, 1, 2, 3]);
    ends[3]!();
    expect(await all[3]).toBe(3);
    const fifth = run(4);
    expect(started).toContain(4);
    ends[4]!();
    expect(await fifth).toBe(4);
  });
});
