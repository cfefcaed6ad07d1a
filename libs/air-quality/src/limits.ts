import type { DailyAqi, Period } from './daily.js';
import { POLLUTANTS, type Pollutant } from './table.js';

/** One limit of `reference/air-limits.json`, µg/m³, with what is known of it. */
export interface AirLimit {
  pollutant: string;
  period: Period;
  value: number;
  /** Days, "2026-01-01", on which it is in force; `until` is not one of them. */
  from?: string;
  until?: string;
  evidence: string;
}

export interface HeldAgainst {
  pollutant: Pollutant;
  period: Period;
  /** µg/m³ */
  value: number;
  limit: number;
  above: boolean;
}

/**
 * A day's means against the limits in force on `day` ("2026-11-25"), each against the limit of its own period and no
 * other: a mean of one hour says nothing of a limit for 24.
 */
export function holdAgainst(
  limits: readonly AirLimit[],
  { means }: Pick<DailyAqi, 'means'>,
  day: string,
): HeldAgainst[] {
  return limits.flatMap(({ pollutant, period, value: limit, from, until }): HeldAgainst[] => {
    if ((from && day < from) || (until && day >= until) || period === 'year') return [];
    if (!(POLLUTANTS as readonly string[]).includes(pollutant)) return [];
    const value = means[pollutant as Pollutant]?.[period];
    return value === undefined
      ? []
      : [{ pollutant: pollutant as Pollutant, period, value, limit, above: value > limit }];
  });
}
