import { dayOf, type Interval, startOfDay } from '#hub/irrigation';

const MINUTE_MS = 60_000;

/** The hours of each day in which something may be done, as moments; across midnight where `from` > `to`. Absent: undefined. */
export function comingHours(
  hours: readonly { from: number; to: number }[] | undefined,
  now: number,
  days: number,
): Interval[] | undefined {
  if (!hours) return undefined;
  const all: Interval[] = [];
  for (let day = dayOf(now) - 1; day <= dayOf(now) + days; day++)
    for (const { from, to } of hours) {
      const begin = startOfDay(day);
      const end = to > from ? to : to + 1440;
      all.push({ from: begin + from * MINUTE_MS, to: begin + end * MINUTE_MS });
    }
  return all.filter(({ to }) => to > now).sort((a, b) => a.from - b.from);
}
