import { describe, expect, it } from '@jest/globals';
import { julianDay, lunarDate, yearName } from './lunar.js';

describe('the Vietnamese lunar calendar', () => {
  it.each([
    ['02/06/2026', 17, 4, 2026, false, 'Bính Ngọ'],
    ['17/02/2026', 1, 1, 2026, false, 'Bính Ngọ'],
    ['16/02/2026', 29, 12, 2025, false, 'Ất Tỵ'],
    ['29/01/2025', 1, 1, 2025, false, 'Ất Tỵ'],
    ['10/02/2024', 1, 1, 2024, false, 'Giáp Thìn'],
    // Vietnam and China differ: Tết 1985 and 2007 are golden cases of the time zone
    ['21/01/1985', 1, 1, 1985, false, 'Ất Sửu'],
    ['17/02/2007', 1, 1, 2007, false, 'Đinh Hợi'],
    ['25/06/2025', 1, 6, 2025, false, 'Ất Tỵ'],
    ['25/07/2025', 1, 6, 2025, true, 'Ất Tỵ'],
    ['23/08/2025', 1, 7, 2025, false, 'Ất Tỵ'],
    ['22/03/2023', 1, 2, 2023, true, 'Quý Mão'],
    ['31/12/2025', 12, 11, 2025, false, 'Ất Tỵ'],
  ])('%s is %d/%d of %d (leap: %s), %s', (date, day, month, year, leap, name) => {
    const [d, m, y] = date.split('/').map(Number) as [number, number, number];
    expect(lunarDate(d, m, y)).toEqual({ day, month, year, leap });
    expect(yearName(year)).toBe(name);
  });

  it('gives each day one date: months of 29 or 30 days, days that count up', () => {
    let before = lunarDate(31, 12, 2019);
    for (let i = 0; i < 3000; i++) {
      const at = new Date(Date.UTC(2020, 0, 1 + i));
      const now = lunarDate(at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCFullYear());
      if (now.day === 1) expect([29, 30]).toContain(before.day);
      else expect(now).toEqual({ ...before, day: before.day + 1 });
      before = now;
    }
  });

  it('counts Julian days', () => {
    expect(julianDay(1, 1, 2000)).toBe(2451545);
  });
});
