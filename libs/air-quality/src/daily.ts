import { HOUR_MS, hoursBack, type HourSeries } from './hours.js';
import { type AqiTable, GASES, PARTICLES, type Pollutant, POLLUTANTS } from './table.js';
import { type Aqi, eightHourSubIndex, highest, roundIndex, subIndex } from './vn-aqi.js';

const HOURS = 24;
export type Period = '1h' | '8h' | '24h' | 'year';

/** What one pollutant was in one day, µg/m³; absent where too few hours are there. */
export interface DayMeans {
  /** How many hours of the day have a mean. */
  hours: number;
  /** Highest one-hour mean. */
  '1h'?: number;
  /** Highest running mean over eight hours. */
  '8h'?: number;
  '24h'?: number;
}

/** Hours of a station by pollutant, µg/m³. */
export type StationHours = Partial<Record<Pollutant, HourSeries>>;

/** A running mean ends in each hour of the day, the first of them reaching into the evening before (2.2.2a). */
export function eightHourMeans(series: HourSeries, dayEnd: number, least: number): (number | undefined)[] {
  return Array.from({ length: HOURS }, (_, i) => {
    const there = hoursBack(series, dayEnd - (HOURS - 1 - i) * HOUR_MS, 8).filter((c) => c !== undefined);
    return there.length >= least ? meanOf(there) : undefined;
  });
}

/** The day that ended at `dayEnd`: hours 01:00 to 00:00 of the day after, as hours are called by their end. */
export function dayMeans({ completeness }: AqiTable, series: HourSeries, dayEnd: number): DayMeans {
  const there = hoursBack(series, dayEnd, HOURS).filter((c) => c !== undefined);
  const eight = eightHourMeans(series, dayEnd, completeness.eightHours).filter((c) => c !== undefined);
  return {
    hours: there.length,
    ...(there.length > 0 && { '1h': Math.max(...there) }),
    ...(eight.length > 0 && { '8h': Math.max(...eight) }),
    ...(there.length >= completeness.day && { '24h': meanOf(there) }),
  };
}

export interface DailyAqi extends Aqi {
  means: Partial<Record<Pollutant, DayMeans>>;
}

/**
 * VN_AQI of a day for one station (2.2.2). Particles count with their mean of 24 hours, gases with their highest hour,
 * ozone with the larger index of its highest hour and its highest eight hours. Null where neither particle has enough
 * hours. Of gases what is there counts: a maximum of fewer hours is never too high.
 */
export function dailyAqi(table: AqiTable, station: StationHours, dayEnd: number): DailyAqi | null {
  const means: DailyAqi['means'] = {};
  for (const pollutant of POLLUTANTS) {
    const series = station[pollutant];
    if (series) means[pollutant] = dayMeans(table, series, dayEnd);
  }
  const subIndices: Aqi['subIndices'] = {};
  for (const pollutant of PARTICLES) {
    const mean = means[pollutant]?.['24h'];
    if (mean !== undefined) subIndices[pollutant] = roundIndex(subIndex(table, pollutant, mean));
  }
  if (Object.keys(subIndices).length === 0) return null;
  for (const gas of GASES) {
    const index = gasIndex(table, gas, means[gas]);
    if (index !== undefined) subIndices[gas] = roundIndex(index);
  }
  return { ...highest(table, subIndices), means };
}

function gasIndex(table: AqiTable, gas: Pollutant, means: DayMeans | undefined): number | undefined {
  const hour = means?.['1h'];
  if (hour === undefined) return undefined;
  const ofHour = subIndex(table, gas, hour);
  const eight = gas === 'o3' ? means?.['8h'] : undefined;
  return eight === undefined ? ofHour : Math.max(ofHour, eightHourSubIndex(table, eight) ?? ofHour);
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
