import { describe, expect, it } from '@jest/globals';
import { bulletinSpan, shiftsBefore } from './span.js';

/** In Vietnam's time, November 2026. */
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour - 7, minute);

describe('shifts', () => {
  it('begin at six, two and ten, and the night belongs to the day it began on', () => {
    expect(shiftsBefore(at(26, 3), 3)).toEqual([
      { name: 'night', from: at(25, 22), to: at(26, 6) },
      { name: 'afternoon', from: at(25, 14), to: at(25, 22) },
      { name: 'morning', from: at(25, 6), to: at(25, 14) },
    ]);
    expect(shiftsBefore(at(26, 14), 1)[0]).toMatchObject({ name: 'afternoon', from: at(26, 14) });
  });

  it('are those of the roster, where there is one', () => {
    const shift = (day: number, from: string, to: string) => ({
      ...{ id: `${day}-${from}`, day, from, to, teams: [{ person: 'an' }] },
    });
    // 26 November is a Thursday
    const roster = {
      ...{ rotationFrom: '2026-11-23', swaps: [] },
      shifts: [shift(3, '18:00', '06:00'), shift(4, '06:00', '18:00'), shift(4, '18:00', '06:00')],
    };
    expect(shiftsBefore(at(26, 9), 3, roster)).toEqual([
      { name: 'morning', from: at(26, 6), to: at(26, 18) },
      { name: 'night', from: at(25, 18), to: at(26, 6) },
      { name: 'night', from: at(19, 18), to: at(20, 6) },
    ]);
    expect(shiftsBefore(at(26, 9), 1, { ...roster, shifts: [] })[0]).toMatchObject({ from: at(26, 6), to: at(26, 14) });
  });
});

describe('the bulletin', () => {
  it('tells of the day up to 06:45, and before that of the one before', () => {
    expect(bulletinSpan(at(26, 6, 45))).toEqual({ from: at(25, 6, 45), to: at(26, 6, 45) });
    expect(bulletinSpan(at(26, 6, 44))).toEqual({ from: at(24, 6, 45), to: at(25, 6, 45) });
  });
});
