import { type Grade, GOOD } from '../points/grade.js';
import type { Aggregate } from '../time-series.js';

/** One metric of one device in one hour. `count` and `worst` speak of all values, the rest of the good ones. */
export interface HourRollup {
  /** Start, milliseconds. */
  hour: number;
  count: number;
  worst: Grade;
  good: number;
  sum: number;
  /** Without meaning while `good` is 0, as all below. */
  min: number;
  max: number;
  last: number;
  median: number;
}

/** Values of one bin, taken in the order of time: single ones, or whole hours of which only the rollup is left. */
export class Tally {
  #count = 0;
  #worst: Grade = GOOD;
  #good = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #last = Number.NaN;
  /** Only where a median is wanted. */
  #values: number[] | undefined;
  #hours: HourRollup[] = [];

  constructor(wants: Aggregate | 'all') {
    if (wants === 'median' || wants === 'all') this.#values = [];
  }

  add(value: number, grade: Grade): void {
    this.#count++;
    if (grade !== GOOD) {
      if (grade > this.#worst) this.#worst = grade;
      return;
    }
    this.#good++;
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    this.#last = value;
    this.#values?.push(value);
  }

  addHour(hour: HourRollup): void {
    this.#count += hour.count;
    this.#worst = Math.max(this.#worst, hour.worst);
    this.#hours.push(hour);
    if (hour.good === 0) return;
    this.#good += hour.good;
    this.#sum += hour.sum;
    this.#min = Math.min(this.#min, hour.min);
    this.#max = Math.max(this.#max, hour.max);
    this.#last = hour.last;
  }

  /** Undefined: the bin has nothing to say, and is left out. */
  value(aggregate: Aggregate): number | undefined {
    if (aggregate === 'count') return this.#count || undefined;
    if (this.#good === 0) return undefined;
    if (aggregate === 'mean') return this.#sum / this.#good;
    if (aggregate === 'sum') return this.#sum;
    if (aggregate === 'min') return this.#min;
    if (aggregate === 'max') return this.#max;
    if (aggregate === 'last') return this.#last;
    return this.#median();
  }

  /** Worst of what the aggregate used: all but the count use good values alone. */
  grade(aggregate: Aggregate): Grade {
    return aggregate === 'count' ? this.#worst : GOOD;
  }

  rollup(hour: number): HourRollup {
    const none = this.#good === 0;
    return {
      hour,
      count: this.#count,
      worst: this.#worst,
      good: this.#good,
      sum: this.#sum,
      min: none ? 0 : this.#min,
      max: none ? 0 : this.#max,
      last: none ? 0 : this.#last,
      median: this.#median() ?? 0,
    };
  }

  /** Of one hour the rollup knows it; from those of several hours it cannot be had, and nothing is better than a guess. */
  #median(): number | undefined {
    if (this.#hours.length > 0)
      return this.#hours.length === 1 && !this.#values?.length ? this.#hours[0]!.median : undefined;
    const sorted = Float64Array.from(this.#values!).sort();
    if (sorted.length === 0) return undefined;
    const half = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1]! + sorted[half]!) / 2;
  }
}
