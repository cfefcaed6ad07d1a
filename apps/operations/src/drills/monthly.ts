const ZONE_MS = 7 * 3_600_000;

/**
 * The same time a month later, again and again until after `now`, by the commune's clock (UTC+7). `day` is that of the
 * first: where a month has no such day, its last.
 */
export function nextMonthly(plannedAt: number, day: number, now: number): number {
  let next = plannedAt;
  do {
    const local = new Date(next + ZONE_MS);
    const [year, month] = [local.getUTCFullYear(), local.getUTCMonth() + 1];
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    const time = (next + ZONE_MS) % 86_400_000;
    next = Date.UTC(year, month, Math.min(day, last)) + time - ZONE_MS;
  } while (next <= now);
  return next;
}

export const dayOfMonth = (at: number): number => new Date(at + ZONE_MS).getUTCDate();
