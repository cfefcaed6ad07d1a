import { extraterrestrial } from './sun.js';

/**
 * Reference evapotranspiration of a day by Hargreaves, mm (FAO-56 eq. 52; 0.408 turns MJ/m² into mm of water). Needs the
 * day's extremes alone and reads 10 to 25 % high in humid deltas: good enough to dry an invented field.
 */
export function hargreaves(minimum: number, maximum: number, latitude: number, dayOfYear: number): number {
  const mean = (minimum + maximum) / 2;
  const range = Math.sqrt(Math.max(0, maximum - minimum));
  return 0.0023 * (mean + 17.8) * range * extraterrestrial(latitude, dayOfYear) * 0.408;
}
