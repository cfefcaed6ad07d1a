import { meanSaturation, saturation, vapourPressure } from '../atmosphere.js';
import { dayOfYear } from '../calendar.js';
import { hourlyEt0, megajoulesAnHour } from '../et0.js';
import { clearSky } from '../radiation.js';
import type { WeatherRules } from '../reference.js';
import { type DayHours, MERIDIAN, measuredHours, sunMeasured } from './day-hours.js';
import type { Filled, WeatherPlace } from './mast.js';

/** MJ/m²/h: with less the sun says nothing of the clouds. */
const TWILIGHT = 0.1;

export interface ByHour {
  /** mm, of the day and of each hour. */
  et0: number;
  hours: readonly number[];
  filled: readonly Filled[];
}

/**
 * ET0 summed by the hour (FAO-56 eq. 53); undefined where fewer than `hourlyLeast` hours are measured, the few others are filled in.
 * `before` are the clouds of the evening before.
 */
export function byHour(
  place: WeatherPlace,
  day: DayHours,
  before: number | undefined,
  { hourlyLeast }: Pick<WeatherRules, 'hourlyLeast'>,
): ByHour | undefined {
  if (measuredHours(day) < hourlyLeast) return undefined;
  const evening = eveningRatio(place, day);
  const { celsius, humidity, wind, watts, filled } = complete(place, day);
  const sunset = day.above.findLastIndex((mj) => mj > 0);
  const hours = day.above.map((_, h) => {
    const ratio = h > sunset ? (evening ?? before) : before;
    return hourlyEt0({
      ...{ latitude: place.latitude, longitude: place.longitude, altitude: place.altitude },
      ...{ meridian: MERIDIAN, day: dayOfYear(day.number), middle: h + 0.5 },
      ...{ celsius: celsius[h]!, humidity: humidity[h]!, wind: wind[h]!, solar: megajoulesAnHour(watts[h]!) },
      ...(ratio !== undefined && { ratioBefore: ratio }),
    }).et0;
  });
  return {
    et0: Math.max(
      0,
      hours.reduce((sum, mm) => sum + mm, 0),
    ),
    hours,
    filled,
  };
}

/** Measured to clear-sky radiation two to three hours before sunset: the clouds of the night that follows. */
export function eveningRatio(place: WeatherPlace, day: DayHours): number | undefined {
  const hour = day.above.findLastIndex((mj) => mj > 0) - 2;
  const watts = day.radiation.values[hour];
  const clear = clearSky(day.above[hour] ?? 0, place.altitude);
  return watts === undefined || clear < TWILIGHT
    ? undefined
    : Math.min(1, Math.max(0, megajoulesAnHour(watts) / clear));
}

/** The few hours of a measured day that nobody measured: a line for temperatures, the day's vapour, wind and clouds for the rest. */
function complete(place: WeatherPlace, day: DayHours) {
  const celsius = lined(day.temperature.values);
  const [tmax, tmin] = [Math.max(...celsius), Math.min(...celsius)];
  const vapours = day.humidity.values.flatMap((rh, h) =>
    rh === undefined ? [] : [(rh / 100) * saturation(celsius[h]!)],
  );
  const vapour = mean(vapours) ?? vapourPressure({ kind: 'none' }, tmax, tmin);
  const breeze = mean(day.wind.values.filter((value) => value !== undefined))!;
  const all = day.above.reduce((sum, mj) => sum + clearSky(mj, place.altitude), 0);
  const { share, watts: shone } = sunMeasured(day);
  const cloud = share > 0 && all > 0 ? shone / (all * share) : 0;
  const fill = (
    element: 'humidity' | 'wind' | 'radiation',
    how: Filled['how'],
    of: (h: number) => number,
  ): readonly [number[], Filled[]] => {
    const { values } = day[element];
    const hours = values.filter((value) => value === undefined).length;
    return [values.map((value, h) => value ?? of(h)), hours > 0 ? [{ element, how, hours }] : []];
  };
  const [humidity, humidityFilled] = fill('humidity', 'day-mean', (h) =>
    Math.min(100, (100 * vapour) / Math.max(0.01, meanSaturation(celsius[h]!, celsius[h]!))),
  );
  const [wind, windFilled] = fill('wind', 'day-mean', () => breeze);
  const [watts, sunFilled] = fill('radiation', 'share-of-day', (h) => cloud * clearSky(day.above[h]!, place.altitude));
  const missing = day.temperature.values.filter((value) => value === undefined).length;
  const lines: Filled[] = missing > 0 ? [{ element: 'temperature', how: 'line', hours: missing }] : [];
  return { celsius, humidity, wind, watts, filled: [...lines, ...humidityFilled, ...windFilled, ...sunFilled] };
}

const mean = (values: readonly number[]): number | undefined =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;

/** Lines over all gaps; at the ends the nearest value. */
function lined(values: readonly (number | undefined)[]): number[] {
  return values.map((value, h) => {
    if (value !== undefined) return value;
    const before = values.findLastIndex((other, i) => i < h && other !== undefined);
    const after = values.findIndex((other, i) => i > h && other !== undefined);
    if (before < 0) return values[after]!;
    if (after < 0) return values[before]!;
    return values[before]! + ((values[after]! - values[before]!) * (h - before)) / (after - before);
  });
}
