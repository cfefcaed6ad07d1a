import type { Metric } from '#hub/contracts';
import type { Point } from '../time-series.js';
import { gradeOf } from './grade.js';

/** Year 2262: what a store can count to in nanoseconds. */
const LAST_MS = 9_223_372_036_854;
const isTime = (ms: number) => Number.isInteger(ms) && ms >= 0 && ms <= LAST_MS;

/** Why no engine will ever take this point, in words for the installer; undefined when it may be written. */
export function refusalOf({ ts, received, values, quality }: Point): string | undefined {
  if (!isTime(ts) || !isTime(received)) return 'Thời điểm đo không hợp lệ';
  for (const metric in values) {
    if (!Number.isFinite(values[metric as Metric])) return `Giá trị "${metric}" không phải là số`;
    if (quality && gradeOf(quality[metric as Metric]) < 0) return `Chất lượng của "${metric}" không rõ`;
  }
  return undefined;
}
