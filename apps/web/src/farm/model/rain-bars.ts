import type { FarmDay } from '#hub/contracts';
import { DAY_MS, startOfDay } from '../../format/clock.js';

export interface RainBar {
  day: number;
  /** Undefined: nobody knows. */
  mm: number | undefined;
  /** Not fallen. */
  forecast: boolean;
}
const BACK = 8;
const AHEAD = 4;

/** Rain of nine days and the forecast of those to come. */
export function rainBars(days: readonly FarmDay[], now: number): RainBar[] {
  const today = startOfDay(now);
  const of = new Map(days.map((day) => [day.day, day]));
  const past = Array.from({ length: BACK + 1 }, (_, i): RainBar => {
    const day = today - (BACK - i) * DAY_MS;
    return { day, mm: of.get(day)?.rain, forecast: false };
  });
  const coming = Array.from({ length: AHEAD }, (_, i): RainBar => {
    const day = today + (i + 1) * DAY_MS;
    return { day, mm: of.get(day)?.forecastRain, forecast: true };
  }).filter(({ mm }) => mm !== undefined);
  return [...past, ...coming];
}
