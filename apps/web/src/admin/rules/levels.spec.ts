import { expect, it } from '@jest/globals';
import type { Rule } from '#hub/contracts';
import { levelProblems } from './levels.js';

const words = { wrongSide: 'wrong side', moreThanExcess: 'more' };

it('marks where it is over when it lies beyond where it begins, whichever of the two was typed', () => {
  const above = { type: 'threshold', direction: 'above' } as Rule;
  const below = { type: 'threshold', direction: 'below' } as Rule;
  expect(levelProblems(above, { limit: 0.5, clearAt: 0.9 }, words)).toEqual({ clearAt: 'wrong side' });
  expect(levelProblems(above, { limit: 0.9, clearAt: 0.9 }, words)).toEqual({});
  expect(levelProblems(below, { limit: 2, clearAt: 1 }, words)).toEqual({ clearAt: 'wrong side' });
  expect(levelProblems(above, { limit: 1, clearAt: Number.NaN }, words)).toEqual({});
  const among = { type: 'neighbours' } as Rule;
  expect(levelProblems(among, { excess: 20, clearExcess: 30 }, words)).toEqual({ clearExcess: 'more' });
});
