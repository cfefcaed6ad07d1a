import { describe, expect, it } from '@jest/globals';
import { wrapped } from './share-card.js';

const within = (n: number) => (part: string) => part.length <= n;

describe('words on a picture', () => {
  it('go into lines that fit', () => {
    expect(wrapped('Nghi đốt rơm rạ tại Thôn Đông', within(12), 5)).toEqual(['Nghi đốt rơm', 'rạ tại Thôn', 'Đông']);
    expect(wrapped('', within(12), 2)).toEqual([]);
    expect(wrapped('Bụi mịn 175 µg/m³', within(12), 2)).toEqual(['Bụi mịn', '175\u00a0µg/m³']);
  });
  it('are cut off with a sign where the lines are used up', () => {
    expect(wrapped('một hai ba bốn năm sáu', within(8), 2)).toEqual(['một hai', 'ba bốn…']);
    expect(wrapped('một hai', within(8), 1)).toEqual(['một hai']);
  });
});
