import type { FarmPlot } from '#hub/contracts';
import { DAY_MS, startOfDay } from '../../format/clock.js';

export interface Point {
  /** Milliseconds. */
  t: number;
  /** cm over the surface, or mm missing in the root zone. */
  y: number;
  measured: boolean;
}
export const DAYS_BACK = 13;

/** Levels of the last two weeks and those to come, in order: each day's at its end, and the newest of all. */
export function levelPoints({ days, advice }: Pick<FarmPlot, 'days' | 'advice'>, now: number): Point[] {
  const upland = advice?.depletion !== undefined || days.some(({ depletion }) => depletion !== undefined);
  const from = startOfDay(now) - DAYS_BACK * DAY_MS;
  const points = days
    .filter(({ day }) => day >= from && day !== startOfDay(now))
    .flatMap(({ day, level, depletion, measured }): Point[] => {
      const y = upland ? depletion : level;
      return y === undefined ? [] : [{ t: day + DAY_MS, y, measured: measured === true && day + DAY_MS <= now }];
    });
  const newest = upland ? advice?.depletion?.mm : advice?.level?.cm;
  if (advice && newest !== undefined)
    points.push({ t: advice.asOf ?? advice.at, y: newest, measured: advice.basis === 'measured' });
  return points.sort((a, b) => a.t - b.t);
}

/** Lines of one kind each; a day that nobody knows breaks the line. */
export function linesOf(points: readonly Point[]): { measured: boolean; points: Point[] }[] {
  const lines: { measured: boolean; points: Point[] }[] = [];
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    const joined = before !== undefined && point.t - before.t <= 1.5 * DAY_MS;
    const last = lines.at(-1);
    if (joined && last && (last.measured === point.measured || last.points.length === 1)) {
      last.points.push(point);
      last.measured = point.measured;
    } else lines.push({ measured: point.measured, points: joined ? [before, point] : [point] });
  }
  return lines;
}
