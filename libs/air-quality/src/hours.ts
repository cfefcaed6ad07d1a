import { METRICS } from '#hub/contracts';
import type { AqiTable, Pollutant } from './table.js';

export const HOUR_MS = 3_600_000;
/** Decision 1459 counts days in the country's time, which is UTC+7 all year. */
const VIETNAM_MS = 7 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** End of the newest hour that is over: hours are called by their end, as in the decision. */
export const newestHour = (now: number): number => Math.floor(now / HOUR_MS) * HOUR_MS;

/** End of the day before the one of `now`: midnight in Vietnam. */
export const endOfYesterday = (now: number): number => Math.floor((now + VIETNAM_MS) / DAY_MS) * DAY_MS - VIETNAM_MS;

/** Parts that an hour divides into without a rest, in minutes. */
const PARTS_MIN = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60];

/** Width of the parts in which a box that measures this often must have been heard, milliseconds. */
export function partMs(intervalMs: number): number {
  const minutes = PARTS_MIN.find((part) => part * 60_000 >= intervalMs) ?? 60;
  return minutes * 60_000;
}

const IN_UG: Readonly<Record<string, number>> = { 'µg/m³': 1, 'mg/m³': 1000 };
/** What the hub stores of a pollutant, as the table counts it: µg/m³. */
export const inTableUnit = (pollutant: Pollutant, value: number): number => value * IN_UG[METRICS[pollutant].unit]!;

/** Means of hours by the end of each hour. */
export type HourSeries = ReadonlyMap<number, number>;

/**
 * Hourly means of the means of an hour's parts, `partMs` wide each: a part that was heard often counts no more than one
 * that was heard once. Hours with too few parts have none, and negative figures are not counted.
 */
export function hourSeries(
  parts: readonly { time: number; value: number }[],
  widthMs: number,
  { hour: share }: Pick<AqiTable['completeness'], 'hour'>,
): HourSeries {
  const sums = new Map<number, { sum: number; parts: number }>();
  for (const { time, value } of parts) {
    if (!(value >= 0)) continue;
    const end = newestHour(time) + HOUR_MS;
    const { sum, parts: n } = sums.get(end) ?? { sum: 0, parts: 0 };
    sums.set(end, { sum: sum + value, parts: n + 1 });
  }
  const wanted = share * (HOUR_MS / widthMs);
  return new Map(
    [...sums].filter(([, { parts: n }]) => n >= wanted - 1e-9).map(([end, { sum, parts: n }]) => [end, sum / n]),
  );
}

/** `count` hours back from the one that ended at `end`, newest first; gaps are undefined. */
export const hoursBack = (series: HourSeries, end: number, count: number): (number | undefined)[] =>
  Array.from({ length: count }, (_, i) => series.get(end - i * HOUR_MS));
