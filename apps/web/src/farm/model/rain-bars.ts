import type { FarmDay } from '#hub/contracts';
import { DAY_MS, startOfDay } from '../../format/clock.js';

export interface RainBar {
  day: number;
  /** mm that fell. Undefined: nobody knows, or the day has not come. */
  fell?: number | undefined;
  /** mm that are forecast and have not fallen: of days to come, and of what is left of today. */
  comes?: number | undefined;
}
const BACK = 8;
const AHEAD = 4;

/** Rain of nine days and the forecast of those to come; today has both. */
export function rainBars(days: readonly FarmDay[], now: number): RainBar[] {
  const today = startOfDay(now);
  const of = new Map(days.map((day) => [day.day, day]));
  const bars = Array.from({ length: BACK + 1 + AHEAD }, (_, i): RainBar => {
    const day = today + (i - BACK) * DAY_MS;
    const { rain, forecastRain } = of.get(day) ?? {};
    return { day, ...(day <= today && { fell: rain }), ...(day >= today && { comes: forecastRain }) };
  });
  return bars.filter(({ day, comes }) => day <= today || comes !== undefined);
}
