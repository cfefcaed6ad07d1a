/** Days of Vietnam's clock (UTC+7, without summer time). A day is written 2026-11-26; times are ms since 1970 in UTC. */

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 7 * HOUR_MS;

/** Days since 1 January 1970 of a day's name; NaN for what is none. */
export function dayNumber(day: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return Number.NaN;
  const ms = Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10));
  return new Date(ms).toISOString().startsWith(day) ? ms / DAY_MS : Number.NaN;
}

export const dayName = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The day in which a moment lies. */
export const dayOf = (at: number): number => Math.floor((at + OFFSET_MS) / DAY_MS);

/** Its first moment. */
export const startOfDay = (number: number): number => number * DAY_MS - OFFSET_MS;

/** Hour of the clock, with its part: 14.5 is half past two. */
export const clockHour = (at: number): number => ((((at + OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;

/** Day of its year, from 1. */
export function dayOfYear(number: number): number {
  const year = new Date(number * DAY_MS).getUTCFullYear();
  return number - Date.UTC(year, 0, 1) / DAY_MS + 1;
}

/** From a moment up to another, ms. */
export interface Interval {
  from: number;
  to: number;
}

/** The same moments in order of time, without overlap; what has no length is left out. */
export function merged(list: readonly Interval[]): readonly Interval[] {
  const out: Interval[] = [];
  for (const { from, to } of list.filter((one) => one.to > one.from).sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}
