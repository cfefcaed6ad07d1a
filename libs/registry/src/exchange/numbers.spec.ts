import { describe, expect, it } from '@jest/globals';
import { coordinateIn, numberIn } from './numbers.js';

describe('a number in a cell', () => {
  it.each<[string | number, number]>([
    [12.5, 12.5],
    ['12,5', 12.5],
    ['1.250,5', 1250.5],
    ['1 234,5 m²', 1234.5],
    ['1.800.000 m2', 1_800_000],
    ['105°', 105],
  ])('%s', (cell, number) => expect(numberIn(cell)).toBe(number));

  it.each([null, '', 'x', '7 sào', '1.2.3', true])('is not in %s', (cell) => {
    expect(numberIn(cell)).toEqual({ problem: `"${cell}" không phải một số` });
  });

  it('that may be two is asked for, with how to write either', () => {
    expect(numberIn('1.250 m²')).toEqual({ problem: '"1.250 m²" đọc được hai cách: hãy viết 1250 hoặc 1,250' });
    expect([coordinateIn('20.451'), coordinateIn('585.123 m')]).toEqual([20.451, 585_123]);
    expect(coordinateIn('bắc')).toBeNaN();
  });
});
