import { dateOf, type Roster, type Shift, type Watch, watchOf } from '#hub/contracts';
import { DAY_MS } from '../../format/clock.js';

/** One week of the roster. Rows are the times at which shifts begin and end, columns its seven days from Monday. */
export interface Week {
  /** "2026-11-23": of each column. */
  dates: readonly string[];
  rows: readonly { from: string; to: string; cells: readonly (Cell | undefined)[] }[];
}
export interface Cell {
  shift: Shift;
  watch: Watch;
  /** Somebody else has it this time. */
  swapped: boolean;
}

/** The week that `at` (milliseconds) lies in. */
export function weekOf(roster: Roster, at: number): Week {
  const monday = at - ((Math.floor((at + 7 * 3_600_000) / DAY_MS) + 3) % 7) * DAY_MS;
  const dates = Array.from({ length: 7 }, (_, i) => dateOf(monday + i * DAY_MS));
  const times = [...new Set(roster.shifts.map(({ from, to }) => `${from} ${to}`))].sort();
  return {
    dates,
    rows: times.map((time) => {
      const [from = '', to = ''] = time.split(' ');
      return { from, to, cells: dates.map((date, i) => cellOf(roster, date, i + 1, from, to)) };
    }),
  };
}

function cellOf(roster: Roster, date: string, day: number, from: string, to: string): Cell | undefined {
  const shift = roster.shifts.find((one) => one.day === day && one.from === from && one.to === to);
  const watch = shift && watchOf(roster, shift, date);
  if (!watch) return undefined;
  return { shift, watch, swapped: roster.swaps.some((swap) => swap.shift === shift.id && swap.date === date) };
}

/** An id that no shift has: the day and the hour it begins at say which it is. */
export function freshId(shifts: readonly Shift[], day: number, from: string): string {
  const name = `d${day}-${from.replace(':', '')}`;
  for (let n = 1; ; n++) {
    const id = n === 1 ? name : `${name}-${n}`;
    if (!shifts.some((shift) => shift.id === id)) return id;
  }
}
