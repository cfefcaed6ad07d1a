import { nowCast } from './nowcast.js';
import { type AqiBand, type AqiTable, GASES, PARTICLES, type Pollutant } from './table.js';

/** Index of one pollutant, not rounded: linear between the two breakpoints around it (Decision 1459/QĐ-TCMT, 2.2). */
export const subIndex = (table: AqiTable, pollutant: Pollutant, concentration: number): number =>
  between(table.breakpoints[pollutant], table.indexLevels, concentration);

/** Index of an eight-hour mean of ozone, not rounded; null above the column's end, where it does not count. */
export function eightHourSubIndex(table: AqiTable, concentration: number): number | null {
  const { breakpoints } = table.eightHourOzone;
  return concentration > breakpoints.at(-1)! ? null : between(breakpoints, table.indexLevels, concentration);
}

function between(steps: readonly number[], levels: readonly number[], concentration: number): number {
  const above = steps.findIndex((step) => concentration < step);
  if (above === -1) return levels[steps.length - 1]!;
  if (above === 0) return levels[0]!;
  const [low, high] = [steps[above - 1]!, steps[above]!];
  const [from, to] = [levels[above - 1]!, levels[above]!];
  return ((to - from) / (high - low)) * (concentration - low) + from;
}

/** 109.5 may arrive as 109.49999…: half up, with room for the float's noise. */
export const roundIndex = (index: number): number => Math.floor(index + 0.5 + 1e-9);

/** An index and what makes it, of an hour or of a day. */
export interface Aqi {
  index: number;
  band: AqiBand;
  /** The pollutant that decides. */
  main: Pollutant;
  subIndices: Partial<Record<Pollutant, number>>;
}
export interface HourlyAqi extends Aqi {
  /** What each sub-index is of, µg/m³: NowCast of particles, the hour's mean of gases. */
  values: Partial<Record<Pollutant, number>>;
}
/** One-hour means of one station, newest hour first, µg/m³; gaps are undefined. */
export type HourlyMeans = Partial<Record<Pollutant, readonly (number | undefined)[]>>;

/**
 * VN_AQI of the hour for one station, never of an average over stations. Particles go through NowCast, gases count with
 * the current hour. Null without particles: the decision gives no index then.
 */
export function hourlyAqi(table: AqiTable, means: HourlyMeans): HourlyAqi | null {
  const values: Partial<Record<Pollutant, number>> = {};
  for (const pollutant of PARTICLES) {
    const value = nowCast(means[pollutant] ?? [], table.nowcast);
    if (value !== null) values[pollutant] = value;
  }
  if (Object.keys(values).length === 0) return null;
  for (const gas of GASES) {
    const value = means[gas]?.[0];
    if (value !== undefined && value >= 0) values[gas] = value;
  }
  const subIndices: Partial<Record<Pollutant, number>> = {};
  for (const [pollutant, value] of Object.entries(values) as [Pollutant, number][])
    subIndices[pollutant] = roundIndex(subIndex(table, pollutant, value));
  return { ...highest(table, subIndices), values };
}

/** The highest of the sub-indices is the index; there must be one. */
export function highest(table: AqiTable, subIndices: Aqi['subIndices']): Aqi {
  const [main, index] = (Object.entries(subIndices) as [Pollutant, number][]).reduce((a, b) => (b[1] > a[1] ? b : a));
  return { index, band: bandOf(table, index), main, subIndices };
}

export const bandOf = (table: AqiTable, index: number): AqiBand =>
  table.bands.find((band) => index <= band.upTo) ?? table.bands[table.bands.length - 1]!;
