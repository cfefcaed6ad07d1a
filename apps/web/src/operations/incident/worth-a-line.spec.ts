import { expect, it } from '@jest/globals';
import { NOON } from '../../testing.js';
import { worthALine } from './worth-a-line.js';

it('tells of an incident and of its alert once where it is the same, of a note once, and of no new value', () => {
  const said = { by: 'Lâm', note: 'đang tới' };
  const told = worthALine([
    { at: NOON, change: 'opened', alert: 'a' },
    { at: NOON + 5, change: 'opened' },
    { at: NOON + 9000, change: 'updated', alert: 'a' },
    { at: NOON + 10_000, change: 'commented', alert: 'a', ...said },
    { at: NOON + 10_000, change: 'updated', ...said },
    { at: NOON + 60_000, change: 'opened', alert: 'b' },
    { at: NOON + 90_000, change: 'returned', alert: 'a' },
  ]);
  expect(told.map(({ at, change, alert }) => [at - NOON, change, alert])).toEqual([
    [5, 'opened', undefined],
    [10_000, 'commented', 'a'],
    [60_000, 'opened', 'b'],
    [90_000, 'returned', 'a'],
  ]);
});

it('tells of a box once where two of its rules speak within a minute, and of each box', () => {
  const [burning, high, other] = ['burning-likely:air-1:7', 'pm25-high:air-1:8', 'pm25-high:air-2:8'];
  const told = worthALine([
    { at: NOON, change: 'opened', alert: burning },
    { at: NOON + 30_000, change: 'opened', alert: high },
    { at: NOON + 40_000, change: 'opened', alert: other },
    { at: NOON + 90_000, change: 'returned', alert: high },
    { at: NOON + 300_000, change: 'opened', alert: high },
  ]);
  expect(told.map(({ at, change, alert }) => [at - NOON, change, alert])).toEqual([
    [0, 'opened', burning],
    [40_000, 'opened', other],
    [90_000, 'returned', high],
    [300_000, 'opened', high],
  ]);
});
