import type { Roster, Shift, Watch } from './rosters.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Vietnam knows no summer time. */
const ZONE_MS = 7 * 3_600_000;
/** 1970-01-05, the first Monday. */
const MONDAY_MS = 4 * DAY_MS;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
/** Start of the commune's day, milliseconds. */
const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) - ZONE_MS;
export const dateOf = (at: number): string => new Date(at + ZONE_MS).toISOString().slice(0, 10);
const weekOf = (at: number): number => Math.floor((at + ZONE_MS - MONDAY_MS) / WEEK_MS);
/** 1 is Monday. */
const weekdayOf = (at: number): number => ((((Math.floor((at + ZONE_MS) / DAY_MS) + 3) % 7) + 7) % 7) + 1;

/** Who has the watch at a time (milliseconds): of shifts that overlap the one that began last. Undefined: nobody. */
export function onDuty(roster: Roster, at: number): Watch | undefined {
  const watches = roster.shifts.flatMap((shift) => [at - DAY_MS, at].map((day) => watchOf(roster, shift, dateOf(day))));
  return watches
    .filter((watch): watch is Watch => watch !== undefined && watch.from <= at && at < watch.to)
    .sort((a, b) => b.from - a.from || (a.shift < b.shift ? -1 : 1))[0];
}

/** Whose a shift is that begins on a date; undefined where it does not begin then. */
export function watchOf(roster: Pick<Roster, 'swaps' | 'rotationFrom'>, shift: Shift, date: string): Watch | undefined {
  const day = startOf(date);
  if (weekdayOf(day) !== shift.day) return undefined;
  const [from, to] = [minutesOf(shift.from), minutesOf(shift.to)];
  const swap = roster.swaps.find((one) => one.shift === shift.id && one.date === date);
  const { person, deputy } = swap ?? turnOf(roster, shift, day);
  return {
    ...{ shift: shift.id, date, from: day + from * MINUTE_MS },
    to: day + to * MINUTE_MS + (to <= from ? DAY_MS : 0),
    ...{ person, ...(deputy !== undefined && { deputy }) },
  };
}

function turnOf({ rotationFrom }: Pick<Roster, 'rotationFrom'>, { teams }: Shift, day: number): Shift['teams'][number] {
  const weeks = weekOf(day) - weekOf(startOf(rotationFrom));
  return teams[((weeks % teams.length) + teams.length) % teams.length]!;
}
