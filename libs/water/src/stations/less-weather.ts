import type { Metric } from '#hub/contracts';
import { median } from './clock-and-median.js';
import type { Sample } from './observe.js';

/** Fewer than so many others do not tell the weather from a discharge. */
const OTHERS = 3;

/**
 * A station's samples without what most of the others do at the same time: rain thins all canals at once, sun and night
 * move oxygen and pH everywhere. `binMs`: samples within it are of the same time. With too few others as they are.
 */
export function lessWeather(
  samples: readonly Sample[],
  others: readonly (readonly Sample[])[],
  binMs: number,
): Sample[] {
  const binOf = (ts: number) => Math.floor(ts / binMs);
  const metrics = [...new Set(samples.flatMap(({ values }) => Object.keys(values) as Metric[]))];
  const moves = new Map(metrics.map((metric) => [metric, others.flatMap((o) => movesOf(o, metric, binOf))]));
  return samples.map(({ ts, values }) => {
    const left = (Object.entries(values) as [Metric, number][]).map(([metric, value]) => {
      const shared = moves.get(metric)!.flatMap((move) => move.get(binOf(ts)) ?? []);
      return [metric, shared.length < OTHERS ? value : value - median(shared)!];
    });
    return { ts, values: Object.fromEntries(left) as Sample['values'] };
  });
}

/** How far a station is off its own middle, by bin. */
function movesOf(samples: readonly Sample[], metric: Metric, binOf: (ts: number) => number): Map<number, number>[] {
  const values = samples.flatMap(({ ts, values: all }) =>
    all[metric] === undefined ? [] : [[binOf(ts), all[metric]] as const],
  );
  const middle = median(values.map(([, value]) => value));
  return middle === undefined ? [] : [new Map(values.map(([bin, value]) => [bin, value - middle]))];
}
