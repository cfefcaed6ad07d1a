import type { Past } from '../background.js';

/** Values at even steps, the last one at `end` (ms); null where there was none. Small, and plain JSON. */
export interface Series {
  end: number;
  values: readonly (number | null)[];
}

/** Appends the value of the step that begins at `start`; one of a step that was there already takes its place. */
export function appended(series: Series | undefined, start: number, value: number, step: number, keep: number): Series {
  const rounded = Math.round(value * 10) / 10;
  if (!series) return { end: start, values: [rounded] };
  const ahead = Math.round((start - series.end) / step);
  if (ahead <= 0) {
    const at = series.values.length - 1 + ahead;
    return at < 0 ? series : { ...series, values: series.values.with(at, rounded) };
  }
  const gap = Array.from({ length: Math.min(ahead, keep) - 1 }, () => null);
  return { end: start, values: [...series.values, ...gap, rounded].slice(-keep) };
}

export const pastsOf = (series: Series | undefined, step: number): Past[] =>
  (series?.values ?? []).flatMap((value, i, all): Past[] =>
    value === null ? [] : [[series!.end - (all.length - 1 - i) * step, value]],
  );
