import { METRICS, type Metric } from '#hub/contracts';

const VIETNAM_MS = 7 * 3_600_000;
const two = (n: number) => String(n).padStart(2, '0');

interface LocalTime {
  day: number;
  month: number;
  hour: number;
  minute: number;
}
/** Time of Vietnam: UTC+7, no summer time. */
function local(ms: number): LocalTime {
  const d = new Date(ms + VIETNAM_MS);
  return { day: d.getUTCDate(), month: d.getUTCMonth() + 1, hour: d.getUTCHours(), minute: d.getUTCMinutes() };
}
const sameDay = (a: number, b: number) =>
  Math.floor((a + VIETNAM_MS) / 86_400_000) === Math.floor((b + VIETNAM_MS) / 86_400_000);

/** "14:05", or "14:05 (02/06)" where it is not the day of `now`. */
export function writtenTime(ms: number, now: number): string {
  const t = local(ms);
  const time = `${two(t.hour)}:${two(t.minute)}`;
  return sameDay(ms, now) ? time : `${time} (${two(t.day)}/${two(t.month)})`;
}

/** "14 giờ 5 phút", with the day where it is another one. */
export function spokenTime(ms: number, now: number): string {
  const t = local(ms);
  const time = t.minute === 0 ? `${t.hour} giờ` : `${t.hour} giờ ${t.minute} phút`;
  return sameDay(ms, now) ? time : `${time} ngày ${t.day} tháng ${t.month}`;
}

const decimalsOf = (metric: string | undefined) =>
  metric !== undefined && Object.hasOwn(METRICS, metric) ? METRICS[metric as Metric].decimals : 0;

/** A limit as it was configured: all its digits, so that 5,5 is not shown as 6. */
export function limitFigure(value: number, metric: string | undefined, separator: ',' | '.'): string {
  const given = (String(value).split('.')[1] ?? '').length;
  return written(value, Math.max(decimalsOf(metric), Math.min(given, 3)), separator);
}

/** A measured figure; one digit more where rounding would make it look equal to the limit it has passed. */
export function figure(value: number, metric: string | undefined, separator: ',' | '.', limit?: number): string {
  const decimals = decimalsOf(metric);
  const same =
    limit !== undefined && Math.abs(value - limit) > 1e-9 && value.toFixed(decimals) === limit.toFixed(decimals);
  return written(value, same ? decimals + 1 : decimals, separator);
}

const written = (value: number, digits: number, separator: ',' | '.') =>
  value
    .toFixed(digits)
    .replace(/^-(?=0(\.0+)?$)/, '')
    .replace('-', '−')
    .replace('.', separator);

export const unitOf = (metric: string | undefined): string =>
  metric !== undefined && Object.hasOwn(METRICS, metric) ? METRICS[metric as Metric].unit : '';
