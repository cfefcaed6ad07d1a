import { describe, expect, it } from '@jest/globals';
import { numberIn } from './numbers.js';

describe('a number in a cell', () => {
  it.each<[string | number, number]>([
    [12.5, 12.5],
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1 234,5 m²', 1234.5],
    ['1.234.567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['-0,5', -0.5],
    ['105°', 105],
  ])('%s', (cell, number) => expect(numberIn(cell)).toBe(number));

  it.each([null, '', 'x', '7 sào', '1.2.3', '12-5', '1e5', true])('is not in %s', (cell) => {
    expect(numberIn(cell)).toBeNaN();
  });
});
