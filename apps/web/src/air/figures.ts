import { METRICS } from '#hub/contracts';
import { figure } from '../format/figures.js';
import type { Lang } from '../i18n/chosen-lang.js';

/** A concentration in µg/m³ as people read it. */
export const concentration = (value: number, lang: Lang): string => `${figure(value, value < 100 ? 1 : 0, lang)} µg/m³`;

export const nameOf = (pollutant: 'pm25' | 'pm10' | 'o3' | 'no2' | 'so2' | 'co', lang: Lang): string =>
  METRICS[pollutant][lang];
