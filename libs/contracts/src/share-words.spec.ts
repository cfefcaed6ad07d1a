import { expect, it } from '@jest/globals';
import { shareWords } from './share-words.js';

it('tells of a part that is little as of little, and not as of nothing', () => {
  expect([0, 0.001, 0.0049, 0.005, 0.126, 1].map(shareWords)).toEqual([
    '0 %',
    '< 1 %',
    '< 1 %',
    '1 %',
    '13 %',
    '100 %',
  ]);
});
