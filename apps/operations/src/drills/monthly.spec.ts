import { expect, it } from '@jest/globals';
import { dayOfMonth, nextMonthly } from './monthly.js';

const at = (time: string) => Date.parse(`${time}+07:00`);
const next = (from: string, day: number, now = from) =>
  new Date(nextMonthly(at(from), day, at(now)) + 7 * 3_600_000).toISOString().slice(0, 16);

it('a drill comes back on the same day of the month, at the same hour of the commune', () => {
  expect(next('2026-11-26T06:30', 26)).toBe('2026-12-26T06:30');
  expect(next('2026-12-26T23:30', 26)).toBe('2027-01-26T23:30');
  expect(dayOfMonth(at('2026-12-01T00:30'))).toBe(1);
});
it('and on the last where a month is shorter, without sliding for ever', () => {
  expect(next('2027-01-31T08:00', 31)).toBe('2027-02-28T08:00');
  expect(next('2027-02-28T08:00', 31)).toBe('2027-03-31T08:00');
});
it('those that a hub that was off missed are not made up for', () => {
  expect(next('2026-11-26T06:30', 26, '2027-03-01T12:00')).toBe('2027-03-26T06:30');
});
