import { dateOf, type Roster, watchOf } from '#hub/contracts';
import { DAY_MS, startOfDay } from '../format/clock.js';

const HOUR_MS = 3_600_000;

/** A stretch of time, milliseconds. */
export interface Span {
  from: number;
  to: number;
}

/** Hours at which a shift begins where no roster says otherwise, in Vietnam's time: morning, afternoon, night. */
const SHIFTS = [6, 14, 22] as const;
export type ShiftName = 'morning' | 'afternoon' | 'night';
const NAMES: readonly ShiftName[] = ['morning', 'afternoon', 'night'];

export interface Shift extends Span {
  name: ShiftName;
}

/** The shift that runs at `now` and those before it, newest first: of the roster, where there is one. */
export function shiftsBefore(
  now: number,
  count: number,
  roster?: Pick<Roster, 'shifts' | 'swaps' | 'rotationFrom'>,
): Shift[] {
  const known = roster ? rosterShifts(now, roster) : [];
  return known.length > 0 ? known.slice(0, count) : usualShifts(now, count);
}

const WEEK_DAYS = 8;
function rosterShifts(now: number, roster: Pick<Roster, 'shifts' | 'swaps' | 'rotationFrom'>): Shift[] {
  const dates = Array.from({ length: WEEK_DAYS }, (_, day) => dateOf(now - day * DAY_MS));
  const spans = dates.flatMap((date) => roster.shifts.flatMap((shift) => watchOf(roster, shift, date) ?? []));
  const begun = spans.filter(({ from }) => from <= now);
  const apart = new Map(begun.map(({ from, to }) => [`${from} ${to}`, { name: nameAt(from), from, to }]));
  return [...apart.values()].sort((a, b) => b.from - a.from || b.to - a.to);
}

/** What a shift that begins then is called. */
function nameAt(from: number): ShiftName {
  const hour = (from - startOfDay(from)) / HOUR_MS;
  return hour >= 4 && hour < 11 ? 'morning' : hour >= 11 && hour < 18 ? 'afternoon' : 'night';
}

function usualShifts(now: number, count: number): Shift[] {
  const shifts: Shift[] = [];
  for (let day = startOfDay(now); shifts.length < count; day -= DAY_MS)
    for (let i = SHIFTS.length - 1; i >= 0 && shifts.length < count; i--) {
      const from = day + SHIFTS[i]! * HOUR_MS;
      if (from <= now) shifts.push({ name: NAMES[i]!, from, to: from + 8 * HOUR_MS });
    }
  return shifts;
}

/** The bulletin is of 06:45: from then on it tells of the day before. */
const BULLETIN_AT_MS = 6.75 * HOUR_MS;
/** The day that the newest bulletin tells of. */
export function bulletinSpan(now: number): Span {
  const today = startOfDay(now) + BULLETIN_AT_MS;
  const to = now >= today ? today : today - DAY_MS;
  return { from: to - DAY_MS, to };
}
