import { expect, it } from '@jest/globals';
import type { DeviceState, LifeEntry } from '#hub/contracts';
import { putUpAt } from './put-up-at.js';

const entry = (at: number, from: DeviceState | undefined, to: DeviceState): LifeEntry => ({
  ...{ at, to, by: 'an', ...(from && { from }) },
});
const planned = entry(1, undefined, 'planned');

it.each<[what: string, life: LifeEntry[], at: number | undefined]>([
  ['put up at once', [entry(5, undefined, 'installed')], 5],
  ['planned before', [entry(5, 'planned', 'installed'), planned], 5],
  ['planned still', [planned], undefined],
  [
    'repaired since',
    [entry(9, 'faulty', 'installed'), entry(7, 'installed', 'faulty'), entry(5, 'planned', 'installed')],
    5,
  ],
  [
    'put up again',
    [entry(9, 'retired', 'installed'), entry(7, 'installed', 'retired'), entry(5, undefined, 'installed')],
    9,
  ],
  ['not told', [], undefined],
])('a device says since when it is in use: %s', (_what, life, at) => {
  expect(putUpAt(life)).toBe(at);
});
