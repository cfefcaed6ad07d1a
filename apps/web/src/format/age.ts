import type { FormatWords } from './words.js';

/** How long ago, in the coarsest words that still help: "4 giây", "12 phút", "3 giờ", "2 ngày". */
export function ageWords(ageMs: number, t: FormatWords): string {
  const s = Math.max(1, Math.round(ageMs / 1000));
  if (s < 90) return t.seconds(s);
  const minutes = Math.floor(s / 60);
  if (minutes < 100) return t.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 10 && minutes % 60 !== 0) return t.hoursMinutes(hours, minutes % 60);
  return hours < 48 ? t.hours(hours) : t.days(Math.floor(hours / 24));
}

/** Age of an alert: whole minutes, never seconds that would flicker on a wall. */
export function alertAge(ageMs: number, t: FormatWords): string {
  return ageMs < 60_000 ? t.justNow : ageWords(Math.max(ageMs, 90_000), t);
}
