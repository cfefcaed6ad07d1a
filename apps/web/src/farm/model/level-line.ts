import type { FarmPlot } from '#hub/contracts';
import { DAY_MS, startOfDay } from '../../format/clock.js';

export interface Point {
  /** Milliseconds. */
  t: number;
  /** cm over the surface, or mm missing in the root zone. */
  y: number;
  measured: boolean;
  /** It does not go on from the one before: it is borrowed, or another begin of the balance. */
  anew?: true;
}
/** What an estimate moves in a day without water: evaporation and seepage, cm in the tube or mm of the soil. */
const MOST_BY_ITSELF = { paddy: 5, upland: 15 };
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
  points.sort((a, b) => a.t - b.t);
  if (!advice || newest === undefined) return points;
  const { basis, asOf, at } = advice;
  const before = points.findLast(({ t }) => t <= now);
  const wet = days.some(({ day, rain = 0, irrigated = 0 }) => day + DAY_MS >= (before?.t ?? 0) && rain + irrigated > 0);
  const most = MOST_BY_ITSELF[upland ? 'upland' : 'paddy'];
  const leaps = before !== undefined && !wet && Math.abs(newest - before.y) > most;
  const anew = basis === 'borrowed' || (basis === 'estimated' && leaps);
  points.push({ t: asOf ?? at, y: newest, measured: basis === 'measured', ...(anew && { anew }) });
  return points.sort((a, b) => a.t - b.t);
}

/** Lines of one kind each; a day that nobody knows breaks the line, and so does what begins anew. */
export function linesOf(points: readonly Point[]): { measured: boolean; points: Point[] }[] {
  const lines: { measured: boolean; points: Point[] }[] = [];
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    const joined = before !== undefined && !point.anew && point.t - before.t <= 1.5 * DAY_MS;
    const last = lines.at(-1);
    if (joined && last && (last.measured === point.measured || last.points.length === 1)) {
      last.points.push(point);
      last.measured = point.measured;
    } else lines.push({ measured: point.measured, points: joined ? [before, point] : [point] });
  }
  return lines;
}
