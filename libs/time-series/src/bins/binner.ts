import { type Grade, qualityOf } from '../points/grade.js';
import { type Aggregate, AT_ONCE_MS, type SeriesPoint } from '../time-series.js';
import { type HourRollup, Tally } from './tally.js';

/** Puts values into bins aligned to the epoch. They must come in the order of time. */
export class Binner {
  readonly #points: SeriesPoint[] = [];
  #tally: Tally | undefined;
  #start = 0;
  #end = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly everyMs: number,
    private readonly aggregate: Aggregate,
  ) {}

  add(ts: number, value: number, grade: Grade): void {
    if (ts >= this.#end) this.#open(ts);
    this.#tally!.add(value, grade);
  }

  /** Only for bins of whole hours. */
  addHour(rollup: HourRollup): void {
    if (rollup.hour >= this.#end) this.#open(rollup.hour);
    this.#tally!.addHour(rollup);
  }

  end(): SeriesPoint[] {
    this.#close();
    this.#tally = undefined;
    return this.#points;
  }

  #open(ts: number): void {
    this.#close();
    this.#start = Math.floor(ts / this.everyMs) * this.everyMs;
    this.#end = this.#start + this.everyMs;
    this.#tally = new Tally(this.aggregate);
  }

  #close(): void {
    const value = this.#tally?.value(this.aggregate);
    if (value !== undefined) this.#points.push(seriesPoint(this.#start, value, this.#tally!.grade(this.aggregate)));
  }
}

/** `received`: NaN where it is not asked for, or not kept. */
export function seriesPoint(time: number, value: number, grade: Grade, received = Number.NaN): SeriesPoint {
  const quality = qualityOf(grade);
  const late = received - time > AT_ONCE_MS;
  return { time, value, ...(quality && { quality }), ...(late && { received }) };
}

/** The oldest or newest `limit` of points in the order of time. */
export const limited = <T>(points: T[], { limit, newest }: { limit?: number; newest?: boolean }): T[] => {
  if (limit === undefined || points.length <= limit) return points;
  return newest ? points.slice(points.length - limit) : points.slice(0, limit);
};
