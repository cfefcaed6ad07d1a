import type { Due } from '#hub/contracts';

/** So many days before, it is said. */
export const SOON_DAYS = 30;

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;
/** The day of a moment in Vietnam's time, "2026-11-26". */
export const dayOf = (ms: number): string => new Date(ms + VIETNAM_MS).toISOString().slice(0, 10);

/** How a day stands to today: overdue from the day after it. Both "yyyy-mm-dd". */
export function dueOn(on: string | undefined, today: string): Due {
  if (on === undefined) return { state: 'none' };
  const days = Math.round((Date.parse(on) - Date.parse(today)) / DAY_MS);
  return { state: days < 0 ? 'overdue' : days <= SOON_DAYS ? 'soon' : 'later', on, days };
}

const RANK = { overdue: 0, soon: 1, later: 2, none: 3 } as const;
/** Whichever of two does not wait comes first: overdue, then soon, then by day. */
export const byDue = (a: Due, b: Due): number =>
  RANK[a.state] - RANK[b.state] || (a.on ?? '9').localeCompare(b.on ?? '9');
export const sooner = (a: Due, b: Due): Due => (byDue(a, b) <= 0 ? a : b);
