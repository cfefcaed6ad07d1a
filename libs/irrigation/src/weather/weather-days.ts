import { dayName, dayNumber, startOfDay } from '../calendar.js';
import type { WeatherRules } from '../reference.js';
import { byDay, type Et0Method } from './by-day.js';
import { byHour, eveningRatio } from './by-hour.js';
import { cutDay, type DayHours } from './day-hours.js';
import { filledOf } from './filled.js';
import { hourTable } from './hours.js';
import { type Element, ELEMENTS, type Filled, type Mast, mastsFor, type WeatherPlace } from './mast.js';

/** An hour as it is used, gaps filled where they could be. */
export interface HourWeather {
  temperature?: number;
  humidity?: number;
  /** At 2 m, m/s. */
  wind?: number;
  /** W/m². */
  radiation?: number;
  rain?: number;
  /** mm, where the day's is summed by the hour. */
  et0?: number;
}

export interface WeatherDay {
  /** 2026-11-26, of Vietnam's clock. */
  day: string;
  method: Et0Method;
  /** mm; undefined where the method is `unknown`. */
  et0: number | undefined;
  /** Mean of the last known days, where this one is not; undefined where none is known. mm. */
  standIn?: number;
  /** What is known to have fallen, mm, and in how many hours it is known. */
  rain: number;
  rainHours: number;
  tmax?: number;
  tmin?: number;
  /** Lowest humidity, %, and mean wind, m/s: for the crop coefficient. */
  rhMin?: number;
  wind?: number;
  filled: readonly Filled[];
  hours: readonly HourWeather[];
}

/**
 * Days from one to another, both inclusive, none left out: a day of which nothing is known says so. ET0 is summed by the hour where
 * enough hours are measured, else it is the day's, else Hargreaves' out of temperatures. Gaps are filled in the order of FAO-56
 * chapter 3, and each day says which.
 */
export function weatherDays(
  place: WeatherPlace,
  given: readonly Mast[],
  { from, to }: { from: string; to: string },
  rules: WeatherRules,
): readonly WeatherDay[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (!(last >= first)) return [];
  const masts = mastsFor(place, given, rules.neighbourM);
  // a day before and after, for lines over midnight and the clouds of the evening before
  const table = hourTable(masts, startOfDay(first - 1), (last - first + 3) * 24, rules.interpolateHours);
  const cut = (day: number) => cutDay(place, table, { day, offset: (day - first + 1) * 24 });
  const known: number[] = [];
  let evening = eveningRatio(place, cut(first - 1));
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const day = cut(first + i);
    const hourly = byHour(place, day, evening, rules);
    evening = eveningRatio(place, day);
    const found = hourly ? { method: 'hourly' as const, ...hourly } : byDay(place, day, rules);
    const recent = known.slice(-rules.knownDays);
    if (found.et0 !== undefined) known.push(found.et0);
    return {
      day: dayName(first + i),
      method: found.method,
      et0: found.et0,
      ...(found.et0 === undefined && recent.length > 0 && { standIn: sum(recent) / recent.length }),
      ...figuresOf(day, rules),
      filled: [...filledOf(day, masts), ...found.filled],
      hours: hoursOf(day, hourly?.hours),
    };
  });
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function figuresOf(day: DayHours, { dailyLeast }: WeatherRules) {
  const of = (element: Element) => day[element].values.filter((value) => value !== undefined);
  const [temperatures, humidities, winds, rains] = [of('temperature'), of('humidity'), of('wind'), of('rain')];
  return {
    rain: sum(rains),
    rainHours: rains.length,
    ...(temperatures.length > 0 && { tmax: Math.max(...temperatures), tmin: Math.min(...temperatures) }),
    ...(humidities.length >= dailyLeast && { rhMin: Math.min(...humidities) }),
    ...(winds.length >= dailyLeast && { wind: sum(winds) / winds.length }),
  };
}

function hoursOf(day: DayHours, et0: readonly number[] | undefined): readonly HourWeather[] {
  return Array.from({ length: 24 }, (_, h) => {
    const hour: HourWeather = {};
    for (const element of ELEMENTS) {
      const value = day[element].values[h];
      if (value !== undefined) hour[element] = value;
    }
    if (et0) hour.et0 = et0[h]!;
    return hour;
  });
}
