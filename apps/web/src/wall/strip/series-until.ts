import type { Point } from './sparkline.js';

/**
 * Bins of `everyMs` as they stood at `until`, from finer ones of `fineMs`: what came later is not in them, and of the
 * last bin only the part that was over. Means are weighed by time, not by readings.
 */
export function seriesUntil(
  points: readonly Point[],
  fineMs: number,
  everyMs: number,
  aggregate: 'mean' | 'sum',
  until: number,
): Point[] {
  const bins: (Point & { count: number })[] = [];
  for (const { time, value } of points) {
    if (time + fineMs > until) break;
    const start = Math.floor(time / everyMs) * everyMs;
    const last = bins[bins.length - 1];
    if (last?.time === start) {
      last.value += value;
      last.count++;
    } else bins.push({ time: start, value, count: 1 });
  }
  return bins.map(({ time, value, count }) => ({ time, value: aggregate === 'sum' ? value : value / count }));
}
