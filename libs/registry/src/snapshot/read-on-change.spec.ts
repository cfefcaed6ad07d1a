import { expect, it } from '@jest/globals';
import { readOnChange } from './read-on-change.js';

it('reads again when something changed, and after a read that failed', async () => {
  let revision = 1;
  let isAway = false;
  let reads = 0;
  const ask = readOnChange({ revision: () => Promise.resolve(revision) }, () => {
    if (isAway) return Promise.reject(new Error('away'));
    return Promise.resolve(++reads);
  });
  expect([await ask(), await ask()]).toEqual([1, 1]);
  revision++;
  isAway = true;
  await expect(ask()).rejects.toThrow('away');
  isAway = false;
  expect([await ask(), await ask()]).toEqual([2, 2]);
});
