import type { RuleWindow } from '#hub/contracts';

const VIETNAM_MS = 7 * 3_600_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday. */
const FIRST_DAY = 4;

/** Hours of Vietnam (UTC+7, no summer time); `from` inclusive, `to` exclusive, across midnight where from > to. */
export function withinHours(ts: number, hours: { from: number; to: number } | undefined): boolean {
  if (!hours || hours.from === hours.to) return true;
  const hour = Math.floor((ts + VIETNAM_MS) / HOUR_MS) % 24;
  return hours.from < hours.to ? hour >= hours.from && hour < hours.to : hour >= hours.from || hour < hours.to;
}

/** Whether a rule holds at `ts` (milliseconds): in one of its windows, or always where it has none. */
export function holdsAt(ts: number, windows: readonly RuleWindow[] | undefined): boolean {
  if (!windows) return true;
  const local = ts + VIETNAM_MS;
  const minute = Math.floor((local % DAY_MS) / MINUTE_MS);
  const today = (Math.floor(local / DAY_MS) + FIRST_DAY) % 7;
  const yesterday = (today + 6) % 7;
  return windows.some(({ days, from, to }) => {
    const on = (day: number) => !days || days.includes(day);
    if (from < to) return on(today) && minute >= from && minute < to;
    return (on(today) && minute >= from) || (on(yesterday) && minute < to);
  });
}
