import { ddmmyyyy, hhmm } from './clock.js';

/** Vietnam's time, whatever the browser's: dates are written and read in it. */
const OFFSET_MS = 7 * 3_600_000;

/** A time as it stands in a field: "24/11/2026 08:30". */
export const dateInput = (ms: number): string => `${ddmmyyyy(ms)} ${hhmm(ms)}`;

/** The time that stands in it, milliseconds, midnight where only a day does; undefined for what is no time. */
export function readDateInput(text: string): number | undefined {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,]+(\d{1,2})[:h.](\d{2}))?$/.exec(text.trim());
  if (!parts) return undefined;
  const [day, month, year, hour = 0, minute = 0] = parts
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (hour > 23 || minute > 59) return undefined;
  const at = Date.UTC(year!, month! - 1, day, hour, minute);
  // Date.UTC turns the 31st of June into the 1st of July: a day that does not exist is no day
  const back = new Date(at);
  return back.getUTCMonth() === month! - 1 && back.getUTCDate() === day ? at - OFFSET_MS : undefined;
}

/** "2027-01-31" as it stands in a field: "31/01/2027". */
export const dayInput = (day: string): string => day.split('-').reverse().join('/');

/** "31/01/2027" as "2027-01-31"; undefined for what is no day. */
export function readDayInput(text: string): string | undefined {
  const at = readDateInput(text);
  return at === undefined ? undefined : new Date(at + OFFSET_MS).toISOString().slice(0, 10);
}
