import { drawAt, seedOf } from '../random.js';
import { DAY_MS, dayOf, dayOfYear, HOUR_MS, VIETNAM_MS } from './sun.js';

interface Shower {
  from: number;
  to: number;
  /** mm in all. */
  depth: number;
}

/** Days with a shower: few in the dry winter of the delta, most in its summer. `ms` of the day. */
const shareOfDays = (ms: number): number => 0.5 - 0.32 * Math.cos((2 * Math.PI * (dayOfYear(ms) - 20)) / 365);

/** The day's shower, if it has one: in the afternoon or evening, as over warm land. */
export function showerOf(seed: number, day: number): Shower | undefined {
  const own = seedOf('shower', seed, day);
  const midnight = day * DAY_MS - VIETNAM_MS;
  if (drawAt(own, 0) > shareOfDays(midnight)) return undefined;
  const from = midnight + (13 + 7 * drawAt(own, 1)) * HOUR_MS;
  return { from, to: from + (0.4 + drawAt(own, 2)) * HOUR_MS, depth: 0.8 + 9 * drawAt(own, 3) ** 2 };
}

/** Depth fallen until `part` (0 to 1) of the shower: it swells and fades as 1 − cos does. */
const fallenAt = (part: number): number => part - Math.sin(2 * Math.PI * part) / (2 * Math.PI);

function fallen({ from, to, depth }: Shower, ms: number): number {
  return depth * fallenAt(Math.min(1, Math.max(0, (ms - from) / (to - from))));
}

/** Rain between two moments, mm. A gauge that reports often and one that reports seldom catch the same. */
export function rainBetween(seed: number, from: number, to: number): number {
  let depth = 0;
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    const shower = showerOf(seed, day);
    if (shower) depth += fallen(shower, to) - fallen(shower, from);
  }
  return depth;
}

/** How hard it rains, mm/h. */
export function rainRate(seed: number, ms: number): number {
  const minute = 60_000;
  return rainBetween(seed, ms - minute, ms) * 60;
}
