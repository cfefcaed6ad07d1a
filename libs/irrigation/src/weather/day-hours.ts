import { dayOfYear } from '../calendar.js';
import { extraterrestrialHour } from '../radiation.js';
import type { HourSeries, HourTable } from './hours.js';
import { type Element, ELEMENTS, type WeatherPlace } from './mast.js';

/** Of UTC+7. */
export const MERIDIAN = 105;

/** The 24 hours of a day: what is known of them, and the sun above the air, MJ/m². */
export interface DayHours extends Readonly<Record<Element, HourSeries>> {
  /** Days since 1970. */
  number: number;
  above: readonly number[];
}

/** A day out of a table of hours: the sun above the air with it. By night nothing shines, and that needs no measurement. */
export function cutDay(
  { latitude, longitude }: WeatherPlace,
  table: HourTable,
  { day, offset }: { day: number; offset: number },
): DayHours {
  const place = { latitude, longitude, meridian: MERIDIAN, day: dayOfYear(day) };
  const above = Array.from({ length: 24 }, (_, h) => extraterrestrialHour({ ...place, middle: h + 0.5 }));
  const hours = Object.fromEntries(
    ELEMENTS.map((element) => [
      element,
      {
        values: table[element].values.slice(offset, offset + 24),
        origins: table[element].origins.slice(offset, offset + 24),
      },
    ]),
  ) as Record<Element, HourSeries>;
  above.forEach((mj, h) => {
    if (mj > 0) return;
    hours.radiation.values[h] = 0;
    hours.radiation.origins[h] = 'own';
  });
  return { number: day, above, ...hours };
}

/** How many hours of a day are measured, here or at a neighbour: all of what ET0 needs. */
export const measuredHours = (day: DayHours): number =>
  day.above.filter((_, h) =>
    (['temperature', 'humidity', 'wind', 'radiation'] as const).every((element) => {
      const origin = day[element].origins[h];
      return origin !== undefined && origin !== 'line';
    }),
  ).length;

/** Whether the temperatures of a day tell its lowest and its highest. */
export function hasBothEnds(
  day: DayHours,
  {
    dailyLeast,
    coldHours,
    warmHours,
  }: { dailyLeast: number; coldHours: readonly number[]; warmHours: readonly number[] },
): boolean {
  const { values } = day.temperature;
  const some = ([from, to]: readonly number[]) => values.slice(from, to).some((value) => value !== undefined);
  return values.filter((value) => value !== undefined).length >= dailyLeast && some(coldHours) && some(warmHours);
}

/** Of the sun above the air in a day, the part whose hours are measured; and what was measured in them, W/m² by the hour. */
export function sunMeasured(day: DayHours): { share: number; watts: number } {
  let [above, watts] = [0, 0];
  const all = day.above.reduce((sum, mj) => sum + mj, 0);
  for (let h = 0; h < 24; h++) {
    const value = day.radiation.values[h];
    if (value === undefined) continue;
    above += day.above[h]!;
    watts += Math.max(0, value);
  }
  return { share: all > 0 ? above / all : 1, watts };
}
