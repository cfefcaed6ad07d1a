import { METRICS } from '#hub/contracts';
import { figure } from '../format/figures.js';
import type { Lang } from '../i18n/chosen-lang.js';

/** A concentration in µg/m³ as people read it: "57,4 µg/m³", "30.000 µg/m³". */
export function concentration(value: number, lang: Lang): string {
  const text = figure(value, value < 100 && !Number.isInteger(value) ? 1 : 0, lang);
  // of thousands there are no decimals
  const grouped = value < 1000 ? text : text.replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',');
  return `${grouped}\u00a0µg/m³`;
}

export const nameOf = (pollutant: 'pm25' | 'pm10' | 'o3' | 'no2' | 'so2' | 'co', lang: Lang): string =>
  METRICS[pollutant][lang];
