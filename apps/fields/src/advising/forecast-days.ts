import type { FarmDay } from '#hub/contracts';
import { dayName, dayNumber, dayOf, type Forecast, startOfDay } from '#hub/irrigation';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const COMING_DAYS = 5;
const tenth = (value: number) => Math.round(value * 10) / 10;

/** Days as they were reckoned, the last of them today, and what is forecast: of today what has not had its hour yet, mm. */
export function withForecast(reckoned: readonly FarmDay[], forecast: Forecast | undefined, now: number): FarmDay[] {
  const today = startOfDay(dayOf(now));
  const coming = new Map(
    (forecast?.days ?? []).map(({ day, rain }) => [startOfDay(dayNumber(day)), tenth(rain)] as const),
  );
  const rest = forecast && restOfToday(forecast, now);
  if (rest !== undefined) coming.set(today, tenth(rest));
  const known = new Set(reckoned.map(({ day }) => day));
  return [
    ...reckoned.map((one) => (one.day === today && rest !== undefined ? { ...one, forecastRain: tenth(rest) } : one)),
    ...[...coming]
      .filter(([day]) => day >= today && !known.has(day))
      .sort(([a], [b]) => a - b)
      .map(([day, forecastRain]): FarmDay => ({ day, forecastRain }))
      .slice(0, COMING_DAYS),
  ];
}

/** Where both say something of an hour, the hour does; a day's rain falls evenly. Undefined: nothing is said of today. */
function restOfToday({ days, hours }: Forecast, now: number): number | undefined {
  const name = dayName(dayOf(now));
  const evenly = days.find(({ day }) => day === name)?.rain;
  const end = startOfDay(dayOf(now)) + DAY_MS;
  const told = new Map(hours.map(({ at, rain }) => [Math.floor(at / HOUR_MS), rain]));
  let rest: number | undefined;
  for (let hour = Math.floor(now / HOUR_MS); hour * HOUR_MS < end; hour++) {
    const rain = told.get(hour) ?? (evenly === undefined ? undefined : evenly / 24);
    if (rain === undefined) continue;
    const left = Math.min(1, hour + 1 - now / HOUR_MS);
    rest = (rest ?? 0) + rain * left;
  }
  return rest;
}
