import { figure } from './figures.js';
import type { Lang } from '../i18n/lang.js';

/** Of the north: 360 m². In the centre a sào is about 500 m², in the south a công 1,000. */
const SAO_M2 = 360;
const HECTARE_M2 = 10_000;

export const grouped = (value: number, decimals: number, lang: Lang): string => {
  const [whole = '', rest] = figure(value, decimals, lang).split(lang === 'vi' ? ',' : '.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',');
  return rest === undefined ? groups : `${groups}${lang === 'vi' ? ',' : '.'}${rest}`;
};

/** "1.800 m² · 0,18 ha · 5,0 sào" */
export const areaWords = (m2: number, lang: Lang): string =>
  [
    `${grouped(Math.round(m2), 0, lang)} m²`,
    `${grouped(m2 / HECTARE_M2, m2 < HECTARE_M2 ? 3 : 2, lang)} ha`,
    `${grouped(m2 / SAO_M2, 1, lang)} ${lang === 'vi' ? 'sào Bắc Bộ' : 'sào (360 m²)'}`,
  ].join(' · ');

export const lengthWords = (metres: number, lang: Lang): string =>
  metres < 1000 ? `${grouped(Math.round(metres), 0, lang)} m` : `${grouped(metres / 1000, 2, lang)} km`;
