import { describe, expect, it } from '@jest/globals';
import { QUALITIES } from '#hub/contracts';
import { GOOD, gradeOf, qualityOf } from './grade.js';

describe('grades', () => {
  it('number every quality of the contracts in their order, from 1: the numbers are on disks', () => {
    expect(QUALITIES.map(gradeOf)).toEqual(QUALITIES.map((_, i) => i + 1));
    expect(QUALITIES.map((quality) => qualityOf(gradeOf(quality)))).toEqual(QUALITIES);
    expect([gradeOf(undefined), qualityOf(GOOD)]).toEqual([GOOD, undefined]);
  });
});
