import type { AreaUnit } from '#hub/contracts';
import { figure } from './figures.js';
import type { Lang } from '../i18n/lang.js';

const HECTARE_M2 = 10_000;
/** A smaller area is said in m² in English too: a hundredth of a hectare would be too coarse. */
const LEAST_IN_HECTARES_M2 = 1000;

export const grouped = (value: number, decimals: number, lang: Lang): string => {
  const [whole = '', rest] = figure(value, decimals, lang).split(lang === 'vi' ? ',' : '.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ',');
  return rest === undefined ? groups : `${groups}${lang === 'vi' ? ',' : '.'}${rest}`;
};

export const squareMetres = (m2: number, lang: Lang): string => `${grouped(Math.round(m2), 0, lang)} m²`;
export const hectares = (m2: number, lang: Lang, decimals = 2): string =>
  `${grouped(m2 / HECTARE_M2, decimals, lang)} ha`;

/**
 * "1 mẫu 2 sào": an area as people say it, so many of each unit, the smallest to a tenth. `units`: the largest first. Empty
 * where there are none, or where it is less than a tenth of the smallest.
 */
export function localArea(m2: number, units: readonly AreaUnit[], lang: Lang): string {
  const smallest = units.at(-1);
  if (!smallest) return '';
  // in tenths of the smallest from the beginning: what rounds up to a mẫu is one
  let left = Math.round((10 * m2) / smallest.m2);
  const parts: string[] = [];
  for (const unit of units) {
    const size = Math.round((10 * unit.m2) / smallest.m2);
    const count = unit === smallest ? left / size : Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${grouped(count, Number.isInteger(count) ? 0 : 1, lang)} ${unit.vi}`);
  }
  return parts.join(' ');
}

/** "1 mẫu 2 sào (4.320 m²)", in English "1 mẫu 2 sào (0.43 ha)": as its owner says it, and as it is entered. */
export function areaWords(m2: number, units: readonly AreaUnit[], lang: Lang): string {
  const metric = lang === 'en' && m2 >= LEAST_IN_HECTARES_M2 ? hectares(m2, lang) : squareMetres(m2, lang);
  const local = localArea(m2, units, lang);
  return local ? `${local} (${metric})` : metric;
}

/** "4.320 m² · 0,432 ha · 1 mẫu 2 sào": for whoever surveys it. */
export const surveyedArea = (m2: number, units: readonly AreaUnit[], lang: Lang): string =>
  [squareMetres(m2, lang), hectares(m2, lang, m2 < HECTARE_M2 ? 3 : 2), localArea(m2, units, lang)]
    .filter(Boolean)
    .join(' · ');

export const lengthWords = (metres: number, lang: Lang): string =>
  metres < 1000 ? `${grouped(Math.round(metres), 0, lang)} m` : `${grouped(metres / 1000, 2, lang)} km`;
