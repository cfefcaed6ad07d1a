/** Median; undefined of nothing. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const HOUR_MS = 3_600_000;
/** Vietnam's clock is seven hours ahead of UTC and knows no summer time. */
const ZONE_MS = 7 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** Hour of the day in Vietnam, 0 to 24, with its fraction. */
export const hourOf = (ms: number): number => ((((ms + ZONE_MS) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;

/** Whether an hour of the day lies in a span that may go over midnight; the end is outside. */
export const isWithin = (hour: number, { from, to }: { from: number; to: number }): boolean =>
  from <= to ? hour >= from && hour < to : hour >= from || hour < to;
