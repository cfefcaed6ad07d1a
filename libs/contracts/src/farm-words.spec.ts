import { describe, expect, it } from '@jest/globals';
import { plotName, pumpTime } from './farm-words.js';

describe('what a plot is called', () => {
  it.each([
    [{ id: 'to5-101', name: 'Ruộng Gò' }, 'Ruộng Gò', 'Ruộng Gò'],
    [{ id: 'to5-101' }, 'Thửa 101, tờ 5', 'Plot 101, sheet 5'],
    [{ id: 'to5-101', name: 'to5-101' }, 'Thửa 101, tờ 5', 'Plot 101, sheet 5'],
    [{ id: 'go-ma' }, 'Thửa go-ma', 'Plot go-ma'],
  ])('%j', (plot, vi, en) => expect([plotName(plot, 'vi'), plotName(plot, 'en')]).toEqual([vi, en]));
});

describe('hours of a pump', () => {
  it.each([
    [0.02, 0, 5],
    [0.57, 0, 35],
    [0.75, 0, 45],
    [0.99, 1, 0],
    [1.5, 1, 30],
    [3.9, 4, 0],
    [6.25, 6, 15],
  ])('%d h', (given, hours, minutes) => expect(pumpTime(given)).toEqual({ hours, minutes }));
});
