import { DAY_MS, ddmm, hhmm, startOfDay, weekdayOf } from '../../format/clock.js';
import { figure } from '../../format/figures.js';
import { grouped } from '../../format/measures.js';
import type { Lang } from '../../i18n/lang.js';

/** No more decimals than are there: "4", "2,5". */
export const short = (value: number, lang: Lang): string => figure(value, Number.isInteger(value) ? 0 : 1, lang);
/** Whole centimetres and millimetres, without their sign; a half goes up, as in the hub's sentences. */
export const whole = (value: number, lang: Lang): string => grouped(Math.abs(Math.round(value)), 0, lang);

const WEEKDAYS = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const NEXT = { vi: 'ngày mai', en: 'tomorrow' };
const LAST = { vi: 'hôm qua', en: 'yesterday' };
/** The time alone today; with its day otherwise: "09:00 ngày mai", "17:00 thứ Sáu 13/03". */
export function timeOfDay(ms: number, now: number, lang: Lang): string {
  const days = (startOfDay(ms) - startOfDay(now)) / DAY_MS;
  if (days === 0) return hhmm(ms);
  const day = days === 1 ? NEXT[lang] : days === -1 ? LAST[lang] : `${WEEKDAYS[lang][weekdayOf(ms)]!} ${ddmm(ms)}`;
  return `${hhmm(ms)} ${day}`;
}

/** A figure and its unit are not torn apart at the end of a line. */
export const keepUnits = (text: string): string =>
  text.replace(/(\d) (‰|cm|mm|m³|giờ|ngày|hours?|days?)(?![\p{L}])/gu, '$1\u00a0$2');
