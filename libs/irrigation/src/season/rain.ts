import { HOUR_MS, startOfDay } from '../calendar.js';
import type { WeatherDay } from '../weather/weather-days.js';

/** mm of a day that fell until a moment of it: what its hours say; a day without hours is taken to say what fell until now. */
export function fallenBy({ rain, hours }: Pick<WeatherDay, 'rain' | 'hours'>, day: number, end: number): number {
  const passed = (end - startOfDay(day)) / HOUR_MS;
  if (passed >= 24 || hours.length === 0) return rain;
  return hours.reduce((sum, hour, h) => sum + (hour.rain ?? 0) * Math.min(1, Math.max(0, passed - h)), 0);
}

/** Share of a day's rain that fell between two moments of it: by its hours where they are known, else it fell evenly until `end`. */
export function rainShare(
  { hours }: Pick<WeatherDay, 'hours'>,
  day: number,
  { from, to, end }: { from: number; to: number; end: number },
): number {
  const start = startOfDay(day);
  if (from <= start && to >= end) return 1;
  let [all, part] = [0, 0];
  for (let h = 0; h < hours.length; h++) {
    const rain = hours[h]!.rain ?? 0;
    if (rain <= 0) continue;
    const [begins, ends] = [start + h * HOUR_MS, Math.min(end, start + (h + 1) * HOUR_MS)];
    if (ends <= begins) continue;
    all += rain;
    part += (rain * Math.max(0, Math.min(ends, to) - Math.max(begins, from))) / (ends - begins);
  }
  return all > 0 ? part / all : end > start ? (to - from) / (end - start) : 0;
}
