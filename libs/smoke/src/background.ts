import type { SmokeRules } from './rules.js';
import { median, percentile } from './statistics.js';
import { DAY_MS, HOUR_MS } from './time.js';

/** Where a background comes from; shown to people as "nguồn nền". */
export type BackgroundSource = 'others' | 'rolling' | 'sameHour';
export interface Background {
  /** µg/m³. */
  value: number;
  source: BackgroundSource;
  /** How many values stand behind it. */
  of: number;
}

/** A value and when its bin (or hour) began, ms. */
export type Past = readonly [start: number, value: number];

export interface BackgroundInput {
  /** Start of the bin, ms. */
  start: number;
  /** PM2.5 of the other stations in the same bin, µg/m³. */
  others: readonly number[];
  /** The station's own bins of the last day; its own hourly medians of the last week. In any order. */
  own: readonly Past[];
  hours: readonly Past[];
}

/**
 * What the air would hold without the smoke: the median of the other stations in the same bin; with too few of them the
 * station's own low percentile of the last day, or else its median of the same hour on the last days. Undefined when
 * nothing serves. The bin itself never counts.
 */
export function background(input: BackgroundInput, { background: rule }: SmokeRules): Background | undefined {
  const { start, others } = input;
  if (others.length >= rule.leastOthers) return { value: median(others), source: 'others', of: others.length };
  const since = start - rule.rollingHours * HOUR_MS;
  const rolling = input.own.filter(([at]) => at >= since && at < start).map(([, value]) => value);
  if (rolling.length >= rule.leastRollingBins)
    return { value: percentile(rolling, rule.rollingPercentile), source: 'rolling', of: rolling.length };
  const hour = Math.floor(start / HOUR_MS) * HOUR_MS;
  const sameHour = input.hours
    .filter(([at]) => at < hour && hour - at <= rule.sameHourDays * DAY_MS && (hour - at) % DAY_MS === 0)
    .map(([, value]) => value);
  if (sameHour.length >= rule.leastSameHourDays)
    return { value: median(sameHour), source: 'sameHour', of: sameHour.length };
  return undefined;
}
