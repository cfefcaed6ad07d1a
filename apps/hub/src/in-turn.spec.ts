import { expect, it } from '@jest/globals';
import { inTurn } from './in-turn.js';

it('whoever asks while it is done shares the next time', async () => {
  const ends: (() => void)[] = [];
  const refresh = inTurn(() => new Promise<void>((resolve) => ends.push(resolve)));
  const first = refresh();
  const others = [refresh(), refresh(), refresh()];
  expect(ends).toHaveLength(1);
  ends[0]!();
  await first;
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]!();
  await Promise.all(others);
  expect(ends).toHaveLength(2);
  const later = refresh();
  expect(ends).toHaveLength(3);
  ends[2]!();
  await later;
});

it('a failure is that time’s alone', async () => {
  let times = 0;
  const refresh = inTurn(async () => {
    await Promise.resolve();
    if (++times === 1) throw new Error('away');
  });
  const first = refresh();
  const second = refresh();
  await expect(first).rejects.toThrow('away');
  await second;
  expect(times).toBe(2);
});
