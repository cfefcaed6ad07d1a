import { nowCast } from './nowcast.js';
import type { AqiBand, AqiTable, Pollutant } from './table.js';

/** Index of one pollutant, not rounded: linear between the two breakpoints around it (Decision 1459/QĐ-TCMT, 2.2). */
export function subIndex(table: AqiTable, pollutant: Pollutant, concentration: number): number {
  const steps = table.breakpoints[pollutant];
  const levels = table.indexLevels;
  const above = steps.findIndex((step) => concentration < step);
  if (above === -1) return levels[levels.length - 1]!;
  if (above === 0) return levels[0]!;
  const [low, high] = [steps[above - 1]!, steps[above]!];
  const [from, to] = [levels[above - 1]!, levels[above]!];
  return ((to - from) / (high - low)) * (concentration - low) + from;
}

// 109.5 may arrive as 109.49999…: half up, with room for the float's noise
const roundIndex = (index: number) => Math.floor(index + 0.5 + 1e-9);

export interface HourlyAqi {
  index: number;
  band: AqiBand;
  /** The pollutant that decides. */
  main: Pollutant;
  subIndices: Partial<Record<Pollutant, number>>;
}
/** One-hour means of one station, newest hour first, µg/m³; gaps are undefined. */
export type HourlyMeans = Partial<Record<Pollutant, readonly (number | undefined)[]>>;

/**
 * VN_AQI of the hour for one station, never of an average over stations. Particles go through NowCast, gases count with
 * the current hour. Null without particles: the decision gives no index then.
 */
export function hourlyAqi(table: AqiTable, means: HourlyMeans): HourlyAqi | null {
  const subIndices: Partial<Record<Pollutant, number>> = {};
  for (const pollutant of ['pm25', 'pm10'] as const) {
    const value = nowCast(means[pollutant] ?? [], table.nowcast);
    if (value !== null) subIndices[pollutant] = roundIndex(subIndex(table, pollutant, value));
  }
  if (Object.keys(subIndices).length === 0) return null;
  for (const gas of ['o3', 'no2', 'so2', 'co'] as const) {
    const value = means[gas]?.[0];
    if (value !== undefined && value >= 0) subIndices[gas] = roundIndex(subIndex(table, gas, value));
  }
  const [main, index] = (Object.entries(subIndices) as [Pollutant, number][]).reduce((a, b) => (b[1] > a[1] ? b : a));
  return { index, band: bandOf(table, index), main, subIndices };
}

export const bandOf = (table: AqiTable, index: number): AqiBand =>
  table.bands.find((band) => index <= band.upTo) ?? table.bands[table.bands.length - 1]!;
