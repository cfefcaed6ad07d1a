import type { Interval } from '#hub/irrigation';
import { HOUR_MS } from '../weather/hours.js';

/** A tide of the South China Sea comes back after a lunar day. */
const LUNAR_DAY_MS = 24.84 * HOUR_MS;
const AHEAD_DAYS = 3;

/**
 * When the water at a sluice is expected to be fresh: as it was in the last lunar day, moved on by the tide. Undefined where
 * it was always fresh (nothing to wait for), or where too little of that day was measured to say.
 */
export function freshWindows(
  salinity: ReadonlyMap<number, number>,
  { now, limit }: { now: number; limit: number },
): Interval[] | undefined {
  const last = Math.floor(now / HOUR_MS) * HOUR_MS;
  const hours = Array.from({ length: 25 }, (_, i) => last - (25 - i) * HOUR_MS);
  const known = hours.filter((hour) => salinity.has(hour));
  if (known.length < 20 || known.every((hour) => salinity.get(hour)! < limit)) return undefined;
  const fresh: Interval[] = [];
  for (let day = 1; day <= AHEAD_DAYS; day++)
    for (const hour of known) {
      if (salinity.get(hour)! >= limit) continue;
      const from = Math.round(hour + day * LUNAR_DAY_MS);
      const before = fresh.at(-1);
      if (before && from - before.to <= HOUR_MS / 4) before.to = from + HOUR_MS;
      else fresh.push({ from, to: from + HOUR_MS });
    }
  return fresh.filter(({ to }) => to > now).map(({ from, to }) => ({ from: Math.max(from, now), to }));
}
