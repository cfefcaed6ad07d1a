import { DAY_MS, ddmm, hhmm } from '../../format/clock.js';

export const RANGES = ['day', 'week', 'month'] as const;
export type Range = (typeof RANGES)[number];

interface RangeShape {
  lengthMs: number;
  /** Bin asked of the store, and its length. */
  every: string;
  everyMs: number;
  /** A chart of a month need not be asked for each minute. */
  refreshMs: number;
}
const MINUTE = 60_000;
export const RANGE: Record<Range, RangeShape> = {
  day: { lengthMs: DAY_MS, every: '5m', everyMs: 5 * MINUTE, refreshMs: MINUTE },
  week: { lengthMs: 7 * DAY_MS, every: '30m', everyMs: 30 * MINUTE, refreshMs: 5 * MINUTE },
  month: { lengthMs: 30 * DAY_MS, every: '2h', everyMs: 120 * MINUTE, refreshMs: 10 * MINUTE },
};

/**
 * Marks on the time axis: whole local hours in a day, midnights in a week, every fifth one in a month. Of more than
 * `most` every second or third is left, counted from the newest.
 */
export function timeTicks(from: number, to: number, range: Range, most = Number.POSITIVE_INFINITY): number[] {
  const step = range === 'day' ? DAY_MS / 6 : range === 'week' ? DAY_MS : 5 * DAY_MS;
  const offset = 7 * 3_600_000;
  const first = Math.ceil((from + offset) / step) * step - offset;
  const ticks: number[] = [];
  for (let time = first; time <= to; time += step) ticks.push(time);
  const nth = Math.max(1, Math.ceil(ticks.length / Math.max(1, most)));
  return ticks.filter((_, i) => (ticks.length - 1 - i) % nth === 0);
}
export const tickWords = (time: number, range: Range): string => (range === 'day' ? hhmm(time) : ddmm(time));

export interface HistoryPoint {
  time: number;
  value: number;
  quality?: string;
}
/** Indices of values with a hole on either side: a line cannot show them. */
export const alone = (values: ArrayLike<number | null | undefined>): number[] =>
  Array.from(values, (_, i) => i).filter((i) => values[i] != null && values[i - 1] == null && values[i + 1] == null);

/** Columns for the chart: seconds, good values, graded values. A hole is a hole: null, and no line across it. */
export function historyColumns(
  points: readonly HistoryPoint[],
  everyMs: number,
): [number[], (number | null)[], (number | null)[]] {
  const x: number[] = [];
  const good: (number | null)[] = [];
  const graded: (number | null)[] = [];
  let before: number | undefined;
  for (const point of points) {
    if (before !== undefined && point.time - before > 3 * everyMs) {
      x.push((before + 1) / 1000);
      good.push(null);
      graded.push(null);
    }
    const fine = point.quality === undefined;
    x.push(point.time / 1000);
    good.push(fine ? point.value : null);
    graded.push(fine ? null : point.value);
    before = point.time;
  }
  return [x, good, graded];
}

/** As many places as write the steps of a chart's ticks exactly: 0.25 needs two, or its ticks read 2.3, 2.0, 1.8. */
export function decimalsFor(step: number): number {
  let places = 0;
  while (places < 4 && Math.abs(step * 10 ** places - Math.round(step * 10 ** places)) > 1e-6) places++;
  return places;
}
