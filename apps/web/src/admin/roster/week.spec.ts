import { describe, expect, it } from '@jest/globals';
import type { Roster } from '#hub/contracts';
import { freshId, weekOf } from './week.js';

const roster: Roster = {
  ...{ version: 1, rotationFrom: '2026-11-23', bellMin: 10 },
  shifts: [
    { id: 'd4-2200', day: 4, from: '22:00', to: '06:00', teams: [{ person: 'hanh' }, { person: 'sau' }] },
    { id: 'd4-0600', day: 4, from: '06:00', to: '14:00', teams: [{ person: 'lam', deputy: 'sau' }] },
  ],
  swaps: [{ date: '2026-11-26', shift: 'd4-0600', person: 'dung' }],
};

describe('a week of the roster', () => {
  // Thursday 26 November 2026, 20:00 in Vietnam
  const week = weekOf(roster, Date.UTC(2026, 10, 26, 13));
  it('runs from Monday to Sunday, its rows by the time of day', () => {
    expect([week.dates[0], week.dates[6]]).toEqual(['2026-11-23', '2026-11-29']);
    expect(week.rows.map(({ from }) => from)).toEqual(['06:00', '22:00']);
  });
  it('tells whose turn it is, and who stands in', () => {
    expect(week.rows[0]!.cells[3]).toMatchObject({ watch: { person: 'dung' }, swapped: true });
    expect(week.rows[1]!.cells[3]).toMatchObject({ watch: { person: 'hanh' }, swapped: false });
    expect(week.rows[1]!.cells[0]).toBeUndefined();
    const next = weekOf(roster, Date.UTC(2026, 11, 3, 13));
    expect(next.rows[1]!.cells[3]!.watch.person).toBe('sau');
    expect(next.rows[0]!.cells[3]!.watch).toMatchObject({ person: 'lam', deputy: 'sau' });
  });
  it('begins on Monday also at one in the morning of a Monday', () => {
    expect(weekOf(roster, Date.UTC(2026, 10, 22, 18)).dates[0]).toBe('2026-11-23');
  });
});

it('a new shift has an id of its own', () => {
  expect(freshId(roster.shifts, 4, '22:00')).toBe('d4-2200-2');
  expect(freshId(roster.shifts, 5, '22:00')).toBe('d5-2200');
});
