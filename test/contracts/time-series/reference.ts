import { QUALITIES, type Metric, type Quality } from '#hub/contracts';
import type { Aggregate, Point, SeriesPoint, SeriesQuery } from '#hub/time-series';

const ORDER: (Quality | undefined)[] = [undefined, ...QUALITIES];
interface Value {
  ts: number;
  value: number;
  quality?: Quality;
}

/** What a store has to answer, computed in the plainest way from all that was ever written. */
export class Reference {
  #values = new Map<string, Map<number, Value>>();

  write(points: readonly Point[]): void {
    for (const { kind, device, ts, values, quality } of points)
      for (const [metric, value] of Object.entries(values)) {
        const key = `${kind} ${device} ${metric}`;
        const series = this.#values.get(key) ?? new Map<number, Value>();
        const grade = quality?.[metric as Metric];
        this.#values.set(key, series.set(ts, grade ? { ts, value, quality: grade } : { ts, value }));
      }
  }

  query({ kind, device, metric, from, to, everyMs, aggregate = 'mean', limit, newest }: SeriesQuery): SeriesPoint[] {
    const values = [...(this.#values.get(`${kind} ${device} ${metric}`)?.values() ?? [])]
      .filter((v) => v.ts >= from && v.ts < to)
      .sort((a, b) => a.ts - b.ts);
    const points = everyMs === undefined ? values.map(pointOf) : binned(values, everyMs, aggregate);
    if (limit === undefined) return points;
    return newest ? points.slice(-limit) : points.slice(0, limit);
  }
}

const pointOf = ({ ts, value, quality }: Value): SeriesPoint =>
  quality ? { time: ts, value, quality } : { time: ts, value };

function binned(values: Value[], everyMs: number, aggregate: Aggregate): SeriesPoint[] {
  const bins = new Map<number, Value[]>();
  for (const value of values) {
    const time = value.ts - (value.ts % everyMs);
    bins.set(time, [...(bins.get(time) ?? []), value]);
  }
  return [...bins].flatMap(([time, all]) => {
    const worst = ORDER[Math.max(...all.map((v) => ORDER.indexOf(v.quality)))];
    if (aggregate === 'count')
      return [worst ? { time, value: all.length, quality: worst } : { time, value: all.length }];
    const good = all.filter((v) => v.quality === undefined).map((v) => v.value);
    return good.length === 0 ? [] : [{ time, value: AGGREGATE[aggregate](good) }];
  });
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const AGGREGATE: Record<Exclude<Aggregate, 'count'>, (values: number[]) => number> = {
  sum,
  mean: (values) => sum(values) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  last: (values) => values.at(-1)!,
  median(values) {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = [sorted[Math.ceil(sorted.length / 2) - 1]!, sorted[Math.floor(sorted.length / 2)]!];
    return (middle[0]! + middle[1]!) / 2;
  },
};
