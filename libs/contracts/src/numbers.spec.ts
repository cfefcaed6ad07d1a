import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bothWays, readCoordinate, readNumber } from './index.js';

describe('a number as people type it', () => {
  it.each<[string, number]>([
    ['1.250,5', 1250.5],
    ['1 250,5', 1250.5],
    ['1\u00a0250', 1250],
    ['12.345.678,9', 12_345_678.9],
    ['1.250.000', 1_250_000],
    ['1,250.5', 1250.5],
    ['7,25', 7.25],
    ['7.25', 7.25],
    ['7,125', 7.125],
    ['1250.5', 1250.5],
    ['1250.125', 1250.125],
    ['0.250', 0.25],
    ['.5', 0.5],
    ['-0,5', -0.5],
    ['−3', -3],
    ['+4', 4],
    ['1e-3', 0.001],
    ['1,5E+05', 150_000],
    [' 12 ', 12],
  ])('%s', (text, number) => expect(readNumber(text)).toBe(number));

  it.each([
    '',
    '-',
    ',',
    'x',
    '7 sào',
    '1.2.3',
    '1.25,5.5',
    '12.34,5',
    '1.2500,5',
    '12-5',
    '1,,5',
    '٣',
    '1e',
    '1e9999',
  ])('is not in %j', (text) => expect(readNumber(text)).toBeUndefined());

  it.each(['1.250', '12.345', '-999.001'])('is one of two in %s, each of which can be said', (text) => {
    expect(readNumber(text)).toBe('ambiguous');
    const [whole, part] = bothWays(text).map(readNumber) as [number, number];
    expect(whole).toBeCloseTo(part * 1000, 6);
  });

  it('is what was meant, however it is written in Vietnam', () => {
    const numbers = fc.tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 1, max: 999 }));
    fc.assert(
      fc.property(numbers, fc.boolean(), ([whole, part], grouped) => {
        const meant = Number(`${whole}.${part}`);
        expect(readNumber(meant.toLocaleString('vi-VN', { useGrouping: grouped, maximumFractionDigits: 3 }))).toBe(
          meant,
        );
      }),
    );
  });
});

describe('a coordinate', () => {
  it.each<[string, number]>([
    ['20.451', 20.451],
    ['106,324', 106.324],
    ['106.324', 106.324],
    ['585.123', 585_123],
    ['2.250.123,45', 2_250_123.45],
    ['20.45123', 20.45123],
  ])('%s', (text, number) => expect(readCoordinate(text)).toBe(number));
});
