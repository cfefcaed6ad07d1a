import { describe, expect, it } from '@jest/globals';
import { holdsAt } from './rule-windows.js';

/** In Vietnam's time; 2 June 2026 is a Tuesday. */
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 5, day, hour - 7, minute);
const NIGHT = { from: 22 * 60, to: 5 * 60 };

describe('windows of a rule', () => {
  it('hold always where there are none', () => {
    expect(holdsAt(at(2, 3), undefined)).toBe(true);
  });
  it.each([
    ['21:59', at(2, 21, 59), false],
    ['22:00', at(2, 22), true],
    ['midnight', at(3, 0), true],
    ['04:59', at(3, 4, 59), true],
    ['05:00', at(3, 5), false],
  ])('reach across midnight: %s', (_, ts, holds) => {
    expect(holdsAt(ts, [NIGHT])).toBe(holds);
  });
  it('belong to the day on which they begin', () => {
    const tuesdayNight = [{ ...NIGHT, days: [2] }];
    expect(holdsAt(at(2, 23), tuesdayNight)).toBe(true);
    expect(holdsAt(at(3, 4), tuesdayNight)).toBe(true);
    expect(holdsAt(at(2, 4), tuesdayNight)).toBe(false);
    expect(holdsAt(at(3, 23), tuesdayNight)).toBe(false);
  });
  it('hold in any one of several, to the end of the day', () => {
    const windows = [
      { from: 6 * 60, to: 9 * 60 },
      { from: 20 * 60, to: 24 * 60 },
    ];
    expect([5, 7, 12, 23].map((hour) => holdsAt(at(4, hour), windows))).toEqual([false, true, false, true]);
  });
});
