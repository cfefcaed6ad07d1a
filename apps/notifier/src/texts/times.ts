const ZONE_MS = 7 * 3_600_000;
const DAY_MINUTES = 1440;
const DAY_MS = 86_400_000;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const minuteOfDay = (at: number): number => Math.floor((at + ZONE_MS) / 60_000) % DAY_MINUTES;

/** Hours of the commune's day, also over midnight. */
export interface Hours {
  from: string;
  to: string;
}
export function isWithin({ from, to }: Hours, at: number): boolean {
  const [start, end, now] = [minutesOf(from), minutesOf(to), minuteOfDay(at)];
  return start <= end ? start <= now && now < end : now >= start || now < end;
}
/** The next end of the hours that a time lies in, milliseconds. */
export function endOf({ to }: Hours, at: number): number {
  const midnight = Math.floor((at + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  const end = midnight + minutesOf(to) * 60_000;
  return end > at ? end : end + DAY_MS;
}
/** The next time that the hours begin, and when they end then. Milliseconds. */
export function nextOf(hours: Hours, at: number): { from: number; to: number } {
  const from = endOf({ ...hours, to: hours.from }, at);
  return { from, to: endOf(hours, from) };
}
export const dayOf = (at: number): string => new Date(at + ZONE_MS).toISOString().slice(0, 10);
/** "01:10". */
export const clockOf = (at: number): string => new Date(at + ZONE_MS).toISOString().slice(11, 16);

/** Nobody is woken but for an emergency. */
export const NIGHT: Hours = { from: '21:30', to: '05:30' };
