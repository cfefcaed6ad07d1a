import type { Humidity } from '../atmosphere.js';
import { dayOfYear } from '../calendar.js';
import { dailyEt0, hargreavesEt0, megajoulesADay, type Sun } from '../et0.js';
import { extraterrestrial } from '../radiation.js';
import type { WeatherRules } from '../reference.js';
import { type DayHours, hasBothEnds, sunMeasured } from './day-hours.js';
import type { Filled, WeatherPlace } from './mast.js';

/** How the ET0 of a day was come by, the best first. `hargreaves` is an estimate, and reads too much where it is humid. */
export type Et0Method = 'hourly' | 'daily' | 'hargreaves' | 'unknown';

export interface ByDay {
  method: Et0Method;
  et0: number | undefined;
  filled: readonly Filled[];
}

/** ET0 out of the day's own figures (FAO-56 eq. 6), or out of its temperatures alone (eq. 52). */
export function byDay(place: WeatherPlace, day: DayHours, rules: WeatherRules): ByDay {
  if (!hasBothEnds(day, rules)) return { method: 'unknown', et0: undefined, filled: [] };
  const present = (values: readonly (number | undefined)[]) => values.filter((value) => value !== undefined);
  const temperatures = present(day.temperature.values);
  const [tmax, tmin] = [Math.max(...temperatures), Math.min(...temperatures)];
  const filled: Filled[] = [];
  const gap = (element: Filled['element'], how: Filled['how'], known: number) =>
    filled.push({ element, how, hours: 24 - known });

  const humidities = present(day.humidity.values);
  const damp = humidities.length >= rules.dailyLeast;
  const humidity: Humidity = damp
    ? { kind: 'extremes', max: Math.max(...humidities), min: Math.min(...humidities) }
    : { kind: 'none' };
  if (!damp) gap('humidity', 'coldest-hour', humidities.length);

  const winds = present(day.wind.values);
  const windy = winds.length >= rules.dailyLeast;
  if (!windy) gap('wind', 'usual-wind', winds.length);

  const { share, watts } = sunMeasured(day);
  const sunny = share >= rules.daylightShare;
  const lit = day.radiation.values.filter((value) => value !== undefined).length;
  const above = extraterrestrial(place.latitude, dayOfYear(day.number));
  // the hours that were not measured shone as the others did
  const sun: Sun = sunny
    ? { kind: 'radiation', solar: Math.min(above, megajoulesADay(watts / 24) / share) }
    : { kind: 'none', coast: place.coast === true };
  if (!sunny) gap('radiation', 'temperature-range', lit);
  else if (lit < 24) gap('radiation', 'share-of-day', lit);

  const known = { latitude: place.latitude, altitude: place.altitude, day: dayOfYear(day.number), tmax, tmin };
  if (!damp && !windy && !sunny) return { method: 'hargreaves', et0: hargreavesEt0(known), filled };
  const wind = windy ? winds.reduce((sum, value) => sum + value, 0) / winds.length : undefined;
  return { method: 'daily', et0: dailyEt0({ ...known, humidity, wind, sun }).et0, filled };
}
