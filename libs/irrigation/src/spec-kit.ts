import { DAY_MS, dayName, dayNumber, HOUR_MS, startOfDay } from './calendar.js';
import type { SeasonPlot } from './season/plot.js';
import type { Mast, WeatherRecord } from './weather/mast.js';
import type { WeatherDay } from './weather/weather-days.js';

/** For specs: plots, masts and weather with overrides. */

/** A plot in the delta: a hectare of rice on silty clay. */
export const aPlot = (over: Partial<SeasonPlot> = {}): SeasonPlot => ({
  ...{ id: 'thua-1', crop: 'rice', areaM2: 10_000, soil: 'silty-clay', variety: 'short', sown: '2026-11-01' },
  ...{ owner: 'nguoi-1', block: 'khu-1', latitude: 10, longitude: 105.5, efficiency: 'lined-canal', discharge: 100 },
  ...over,
});

/** Days of which ET0 and rain are known; no hours. */
export const someDays = (
  from: string,
  count: number,
  over: (i: number) => Partial<WeatherDay> = () => ({}),
): WeatherDay[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ day: dayName(dayNumber(from) + i), method: 'hourly', et0: 5, rain: 0, rainHours: 24, filled: [], hours: [] },
    ...over(i),
  }));

/** So many hours into a day. */
export const moment = (day: string, hour = 0): number => startOfDay(dayNumber(day)) + hour * HOUR_MS;

const PLACE = { latitude: 10, longitude: 105.5 };
export const aPlace = { ...PLACE, altitude: 5 };

/** A mast that measures everything, every hour: warm afternoons, damp nights, a sky with some clouds. */
export function aMast(
  { from, days, id = 'cot-1', north = 0 }: { from: string; days: number; id?: string; north?: number },
  change: (record: WeatherRecord, hour: number) => Partial<WeatherRecord> | undefined = () => ({}),
): Mast {
  const records = Array.from({ length: days * 24 }, (_, h): WeatherRecord | undefined => {
    const clock = h % 24;
    const warm = Math.cos(((clock - 14) / 24) * 2 * Math.PI);
    const record: WeatherRecord = {
      at: moment(from) + (h * DAY_MS) / 24,
      temperature: 27 + 4 * warm,
      humidity: 80 - 15 * warm,
      wind: 2 + warm,
      radiation: Math.max(0, 750 * Math.sin(((clock + 0.5 - 6) / 12) * Math.PI)),
      rain: 0,
    };
    const changed = change(record, h);
    return changed && { ...record, ...changed };
  });
  return {
    ...{ id, latitude: PLACE.latitude + north, longitude: PLACE.longitude, windHeight: 2 },
    records: records.filter((record) => record !== undefined),
  };
}
