import type { FarmPage } from '#hub/contracts';
import { ddmm, hhmm, startOfDay, weekdayOf } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { grouped } from '../../format/measures.js';
import type { Lang } from '../../i18n/lang.js';

/** No more decimals than are there: "4", "2,5". */
export const short = (value: number, lang: Lang): string => figure(value, Number.isInteger(value) ? 0 : 1, lang);
/** Whole centimetres and millimetres: no tube is read finer. */
export const whole = (value: number, lang: Lang): string => grouped(Math.round(Math.abs(value)), 0, lang);

/** "1.800 m² · 5 sào": what a surveyor says, and what its owner does. */
export const areaInUnit = (m2: number, unit: FarmPage['unit'], lang: Lang): string =>
  `${grouped(Math.round(m2), 0, lang)} m² · ${short(Math.round((m2 / unit.m2) * 10) / 10, lang)} ${unit.vi}`;

const WEEKDAYS = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
/** The time alone today; with its day otherwise: "17:00 thứ Sáu 13/03". */
export function timeOfDay(ms: number, now: number, lang: Lang): string {
  if (startOfDay(ms) === startOfDay(now)) return hhmm(ms);
  const weekday = WEEKDAYS[lang][weekdayOf(ms)]!;
  return `${hhmm(ms)} ${weekday} ${ddmm(ms)}`;
}
