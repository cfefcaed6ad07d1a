import { DAY_MS, dayNumber, HOUR_MS, startOfDay } from '../calendar.js';
import type { IrrigationTable, Reason } from '../reference.js';

export interface ForecastDay {
  /** Of Vietnam's clock. */
  day: string;
  /** mm. */
  rain: number;
  tmin?: number;
  tmax?: number;
  /** %, m/s. */
  humidity?: number;
  wind?: number;
  /** % that it rains. */
  chance?: number;
}
export interface ForecastHour {
  /** Beginning of the hour, ms. */
  at: number;
  rain: number;
  temperature?: number;
}

/** What somebody expects of the weather. Rain that is forecast has not fallen: no balance counts it. */
export interface Forecast {
  source: string;
  issuedAt: number;
  days: readonly ForecastDay[];
  /** Where both say something of an hour, this does. */
  hours: readonly ForecastHour[];
}

/** Rain that may be hoped for from a moment on, as stretches of equal rain: what advice looks ahead with. */
export interface Outlook {
  from: number;
  stretches: readonly { hours: number; mmHour: number }[];
  /** mm over all of it, credit taken off. */
  rain: number;
  /** Why it is dry: there is no forecast, or it is too old. */
  reason?: Reason;
}

const dry = (from: number, hours: number, reason: Reason): Outlook => ({
  ...{ from, stretches: [{ hours, mmHour: 0 }], rain: 0, reason },
});

/** What a forecast lets one hope for in the next hours. An old one counts as none, and that is said. */
export function outlookOf(
  forecast: Forecast | undefined,
  now: number,
  { forecast: rules, advice }: Pick<IrrigationTable, 'forecast' | 'advice'>,
): Outlook {
  const { horizonHours } = advice;
  if (!forecast) return dry(now, horizonHours, { key: 'forecast-none' });
  const age = (now - forecast.issuedAt) / HOUR_MS;
  if (age > rules.oldHours) return dry(now, horizonHours, { key: 'forecast-old', figures: { hours: Math.floor(age) } });
  const stretches: { hours: number; mmHour: number }[] = [];
  const rates = ratesOf(forecast, rules.credit);
  const until = now + horizonHours * HOUR_MS;
  let rain = 0;
  for (let at = now; at < until; ) {
    const hour = Math.floor(at / HOUR_MS);
    const end = Math.min(until, (hour + 1) * HOUR_MS);
    const hours = (end - at) / HOUR_MS;
    const mmHour = rates(hour);
    rain += mmHour * hours;
    const last = stretches.at(-1);
    if (last?.mmHour === mmHour) last.hours += hours;
    else stretches.push({ hours, mmHour });
    at = end;
  }
  return { from: now, stretches, rain };
}

/** mm/h by the hour since 1970. Vietnam's days begin on the full hour of UTC, so its hours are the same. */
function ratesOf({ days, hours }: Forecast, credit: number): (hour: number) => number {
  const byHour = new Map<number, number>();
  for (const { day, rain } of days) {
    const start = startOfDay(dayNumber(day)) / HOUR_MS;
    for (let h = 0; h < DAY_MS / HOUR_MS; h++) byHour.set(start + h, (credit * rain) / 24);
  }
  for (const { at, rain } of hours) byHour.set(Math.floor(at / HOUR_MS), credit * rain);
  return (hour) => byHour.get(hour) ?? 0;
}
