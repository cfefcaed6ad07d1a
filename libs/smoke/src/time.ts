import type { SmokeRules } from './rules.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The wall clock where the rules hold. `minute` of the day 0 to 1439, `weekday` 0 (Sunday) to 6, `day` as `MM-DD`. */
export interface LocalTime {
  minute: number;
  hour: number;
  weekday: number;
  day: string;
  /** Days since 1970. */
  date: number;
}

export function localTime(ms: number, rules: Pick<SmokeRules, 'utcOffsetHours'>): LocalTime {
  const local = new Date(ms + rules.utcOffsetHours * HOUR_MS);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  return {
    minute,
    hour: minute / 60,
    weekday: local.getUTCDay(),
    day: local.toISOString().slice(5, 10),
    date: Math.floor(local.getTime() / DAY_MS),
  };
}
