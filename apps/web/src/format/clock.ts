/** Vietnam keeps UTC+7 all year: times are read in it wherever the browser is. */
const OFFSET_MS = 7 * 3_600_000;
export const DAY_MS = 86_400_000;

const two = (n: number) => String(n).padStart(2, '0');
const local = (ms: number) => new Date(ms + OFFSET_MS);

export const hhmm = (ms: number) => `${two(local(ms).getUTCHours())}:${two(local(ms).getUTCMinutes())}`;
export const hhmmss = (ms: number) => `${hhmm(ms)}:${two(local(ms).getUTCSeconds())}`;
export const ddmm = (ms: number) => `${two(local(ms).getUTCDate())}/${two(local(ms).getUTCMonth() + 1)}`;
export const ddmmyyyy = (ms: number) => `${ddmm(ms)}/${local(ms).getUTCFullYear()}`;
export const localHour = (ms: number) => local(ms).getUTCHours();
export const weekdayOf = (ms: number) => local(ms).getUTCDay();
export const localDate = (ms: number) => ({
  day: local(ms).getUTCDate(),
  month: local(ms).getUTCMonth() + 1,
  year: local(ms).getUTCFullYear(),
});
/** Midnight that began the local day of `ms`. */
export const startOfDay = (ms: number) => Math.floor((ms + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
/** The time alone on the same day as `now`, with its date otherwise. */
export const whenShort = (ms: number, now: number) =>
  startOfDay(ms) === startOfDay(now) ? hhmm(ms) : `${ddmm(ms)} ${hhmm(ms)}`;
/** `whenShort`, with the year where it is another one: loggers are found with years in them. */
export const upToWords = (ms: number, now: number) =>
  localDate(ms).year === localDate(now).year ? whenShort(ms, now) : ddmmyyyy(ms);
/** The same in a word: the time, the day, or the month of another year. */
export function upToWord(ms: number, now: number): string {
  if (startOfDay(ms) === startOfDay(now)) return hhmm(ms);
  return localDate(ms).year === localDate(now).year ? ddmm(ms) : ddmmyyyy(ms).slice(3);
}
/** mm:ss of a duration, or h:mm:ss from an hour on. */
export function stopwatch(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const rest = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return s >= 3600 ? `${Math.floor(s / 3600)}:${rest}` : rest;
}
