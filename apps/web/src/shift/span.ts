import { DAY_MS, startOfDay } from '../format/clock.js';

const HOUR_MS = 3_600_000;

/** A stretch of time, milliseconds. */
export interface Span {
  from: number;
  to: number;
}

/** Hours at which a shift begins, in Vietnam's time: morning, afternoon, night. */
const SHIFTS = [6, 14, 22] as const;
export type ShiftName = 'morning' | 'afternoon' | 'night';
const NAMES: readonly ShiftName[] = ['morning', 'afternoon', 'night'];

export interface Shift extends Span {
  name: ShiftName;
}

/** The shift that runs at `now` and those before it, newest first. */
export function shiftsBefore(now: number, count: number): Shift[] {
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
