import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Roster } from '#hub/contracts';
import { dateOf, onDuty } from './on-duty.js';

const at = (time: string): number => Date.parse(`${time.replace(' ', 'T')}:00+07:00`);
const roster = (over: Partial<Roster> = {}): Roster => ({
  ...{ version: 1, rotationFrom: '2026-11-23', bellMin: 10, swaps: [] },
  shifts: [
    // 2026-11-23 is a Monday
    { id: 'ngay', day: 1, from: '06:00', to: '18:00', teams: [{ person: 'an', deputy: 'binh' }, { person: 'chi' }] },
    { id: 'dem', day: 1, from: '18:00', to: '06:00', teams: [{ person: 'dung' }] },
  ],
  ...over,
});
const who = (time: string, of = roster()) => onDuty(of, at(time))?.person;

describe('who is on duty', () => {
  it('is told by the commune’s clock, to the minute, and over midnight', () => {
    expect(who('2026-11-23 05:59')).toBeUndefined();
    expect(who('2026-11-23 06:00')).toBe('an');
    expect(who('2026-11-23 17:59')).toBe('an');
    expect(who('2026-11-23 18:00')).toBe('dung');
    expect(who('2026-11-24 05:59')).toBe('dung');
    expect(who('2026-11-24 06:00')).toBeUndefined();
    expect(onDuty(roster(), at('2026-11-23 12:00'))).toMatchObject({
      deputy: 'binh',
      shift: 'ngay',
      date: '2026-11-23',
    });
  });
  it('takes turns week by week, also before the rotation began', () => {
    expect(['2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07'].map((date) => who(`${date} 12:00`))).toEqual([
      ...['chi', 'an', 'chi', 'an'],
    ]);
  });
  it('is somebody else where a shift was swapped, that day alone', () => {
    const swapped = roster({ swaps: [{ date: '2026-11-23', shift: 'ngay', person: 'giang' }] });
    expect(onDuty(swapped, at('2026-11-23 12:00'))).toMatchObject({ person: 'giang' });
    expect(onDuty(swapped, at('2026-11-23 12:00'))?.deputy).toBeUndefined();
    expect(who('2026-12-07 12:00', swapped)).toBe('an');
  });
});

describe('any roster', () => {
  const time = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map(([h, m]) => [h, m].map((n) => String(n).padStart(2, '0')).join(':'));
  const shift = fc.record({
    ...{ day: fc.integer({ min: 1, max: 7 }), from: time, to: time },
    teams: fc.array(fc.record({ person: fc.constantFrom('an', 'binh', 'chi') }), { minLength: 1, maxLength: 4 }),
  });
  const any = fc
    .array(shift, { maxLength: 12 })
    .map((shifts) => roster({ shifts: shifts.map((one, i) => ({ id: `s${i}`, ...one })) }));
  const moment = fc.integer({ min: at('2025-01-01 00:00'), max: at('2028-01-01 00:00') });

  it('gives a watch that the time lies in, of a shift of its own, that lasts a day at most', () => {
    fc.assert(
      fc.property(any, moment, (of, now) => {
        const watch = onDuty(of, now);
        if (!watch) return;
        expect(watch.from).toBeLessThanOrEqual(now);
        expect(watch.to).toBeGreaterThan(now);
        expect(watch.to - watch.from).toBeLessThanOrEqual(86_400_000);
        expect(dateOf(watch.from)).toBe(watch.date);
        const shift = of.shifts.find(({ id }) => id === watch.shift)!;
        expect(shift.teams.map(({ person }) => person)).toContain(watch.person);
      }),
    );
  });
  it('gives the same for all of a watch, but where a later one begins', () => {
    fc.assert(
      fc.property(any, moment, fc.double({ min: 0, max: 1, noNaN: true }), (of, now, part) => {
        const watch = onDuty(of, now);
        if (!watch) return;
        const then = onDuty(of, watch.from + Math.floor(part * (watch.to - 1 - watch.from)))!;
        if (then.shift !== watch.shift) expect(then.from).toBeGreaterThanOrEqual(watch.from);
        else expect(then).toEqual(watch);
      }),
    );
  });
  it('comes round: after as many weeks as there are teams it is the same', () => {
    fc.assert(
      fc.property(any, moment, (of, now) => {
        // 1, 2, 3 or 4 teams: 12 weeks are a turn of each
        const later = onDuty(of, now + 12 * 7 * 86_400_000);
        expect(later?.person).toBe(onDuty(of, now)?.person);
      }),
    );
  });
});
