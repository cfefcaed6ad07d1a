export const HOUR_MS = 3_600_000;

/**
 * Hourly means as the index wants them: newest whole hour first, gaps undefined. The hour that is still running is left
 * out: a mean of its first minutes is not an hourly mean.
 */
export function hoursBack(
  points: readonly { time: number; value: number }[],
  now: number,
  hours: number,
): (number | undefined)[] {
  const running = Math.floor(now / HOUR_MS);
  const byHour = new Map(points.map((p) => [Math.floor(p.time / HOUR_MS), p.value]));
  return Array.from({ length: hours }, (_, i) => byHour.get(running - 1 - i));
}

/** End of the newest hour that is told in `back`, which begins with the hour that ended at `until`. */
export const newestEnd = (back: readonly (number | undefined)[], until: number): number =>
  until - back.findIndex((mean) => mean !== undefined) * HOUR_MS;
