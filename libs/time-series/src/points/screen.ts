import type { Metric } from '#hub/contracts';
import type { Point, RejectedPoint } from '../time-series.js';
import { gradeOf } from './grade.js';

/** Year 2262: what a store can count to in nanoseconds. */
const LAST_MS = 9_223_372_036_854;
const isTime = (ms: number) => Number.isInteger(ms) && ms >= 0 && ms <= LAST_MS;

/** Parts what may be written from what never can be. A point without values is nothing to write. */
export function screen(points: readonly Point[]): { taken: Point[]; rejected: RejectedPoint[] } {
  const rejected: RejectedPoint[] = [];
  const taken: Point[] = [];
  for (const point of points) {
    const reason = refusalOf(point);
    if (reason) rejected.push({ point, reason });
    else if (hasValues(point)) taken.push(point);
  }
  return { taken, rejected };
}

function hasValues({ values }: Point): boolean {
  for (const _ in values) return true;
  return false;
}

/** Why no engine will ever take this point, in words for the installer. */
function refusalOf({ ts, received, values, quality }: Point): string | undefined {
  if (!isTime(ts) || !isTime(received)) return 'Thời điểm đo không hợp lệ';
  for (const metric in values) {
    if (!Number.isFinite(values[metric as Metric])) return `Giá trị "${metric}" không phải là số`;
    if (quality && gradeOf(quality[metric as Metric]) < 0) return `Chất lượng của "${metric}" không rõ`;
  }
  return undefined;
}
