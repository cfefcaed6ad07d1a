import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { eventually } from '#hub/testkit';
import { inTurn } from './in-turn.js';

it('whoever asks while it is done shares the next time', async () => {
  const ends: (() => void)[] = [];
  const begun = (times: number) =>
    eventually(
      `its beginning, ${times}`,
      () => ends.length,
      (n) => n === times,
    );
  const refresh = inTurn(() => new Promise<void>((resolve) => ends.push(resolve)));
  const first = refresh();
  await begun(1);
  const others = [refresh(), refresh(), refresh()];
  ends[0]!();
  await first;
  await begun(2);
  ends[1]!();
  await Promise.all(others);
  expect(ends).toHaveLength(2);
  const later = refresh();
  await begun(3);
  ends[2]!();
  await later;
});

it('a failure is that time’s alone', async () => {
  let times = 0;
  const refresh = inTurn(async () => {
    await Promise.resolve();
    if (++times === 1) throw new Error('away');
  });
  await expect(refresh()).rejects.toThrow('away');
  await refresh();
  expect(times).toBe(2);
});

it('asked without end it rests in between', async () => {
  let times = 0;
  const refresh = inTurn(async () => {
    times++;
    await delay(20);
  });
  const until = performance.now() + 400;
  while (performance.now() < until) await Promise.race([refresh(), delay(5)]);
  expect(times).toBeLessThan(10);
});
