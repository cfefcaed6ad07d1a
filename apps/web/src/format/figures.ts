import { METRICS, type Metric } from '#hub/contracts';
import type { Lang } from '../i18n/lang.js';
import { formatWords } from './words.js';

/** A number as people read it: decimal comma in Vietnamese, true minus sign, no "-0". */
export function figure(value: number, decimals: number, lang: Lang): string {
  const text = Math.abs(value).toFixed(decimals);
  const sign = value < 0 && Number(text) !== 0 ? '−' : '';
  return sign + (lang === 'vi' ? text.replace('.', ',') : text);
}

/** Metrics that are on or off, which nobody reads as a number. */
export function isSwitch(metric: Metric): boolean {
  const { unit, range, decimals } = METRICS[metric];
  return unit === '' && decimals === 0 && range[0] === 0 && range[1] === 1;
}

/** Wide bands leave the decimal away: 34 °C on a wall, 34,2 °C in a station's table. */
export const metricFigure = (metric: Metric, value: number, lang: Lang, decimals: number = METRICS[metric].decimals) =>
  figure(value, decimals, lang);

const MOST_AT_ONCE = 3;
/** What tells of the box and not of the field. */
const HOUSEKEEPING = new Set<Metric>(['battery', 'battery_voltage', 'rssi', 'snr']);

/** The newest values of a device in a line, those of the field first. */
export const newestWords = (values: Partial<Record<Metric, { value: number }>>, lang: Lang): string =>
  (Object.entries(values) as [Metric, { value: number }][])
    .sort(([a], [b]) => Number(HOUSEKEEPING.has(a)) - Number(HOUSEKEEPING.has(b)))
    .slice(0, MOST_AT_ONCE)
    .map(([metric, { value }]) => withUnit(metric, value, lang))
    .join(' · ');

/** As a person would say it: "96 µg/m³", and of a pump "có" or "không". */
export function withUnit(metric: Metric, value: number, lang: Lang): string {
  if (isSwitch(metric)) return value >= 0.5 ? formatWords[lang].on : formatWords[lang].off;
  const unit = METRICS[metric].unit;
  const text = metricFigure(metric, value, lang);
  return unit ? `${text} ${unit}` : text;
}
