import type { Tick } from '#hub/contracts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 13 months: a year back can always be compared with. */
export const RAW_KEPT_MS = 396 * DAY_MS;
/** Looks at the ticks are about a minute apart. Further than this: the hub was off, or its clock was set. */
const JUMP_MS = 150_000;

/** When raw points are next deleted, and the newest tick that was looked at. Milliseconds. */
export interface Expiry {
  at: number;
  tick: number;
}

/**
 * Once a day, and never on the word of a clock that has just jumped: a hub that wakes up years ahead would delete all it
 * has. After a jump it waits an hour, after one of more than a day a whole day.
 */
export function nextExpiry(known: Expiry | undefined, { received: now, clock }: Tick): { due: boolean; next: Expiry } {
  const { at, tick } = known ?? { at: 0, tick: 0 };
  const jump = Math.abs(now - tick);
  if (clock === 'ok' && jump <= JUMP_MS) {
    const due = now >= at;
    return { due, next: { at: due ? now + DAY_MS : at, tick: now } };
  }
  const earliest = now + (jump > DAY_MS ? DAY_MS : HOUR_MS);
  return { due: false, next: { at: Math.max(earliest, Math.min(at, now + DAY_MS)), tick: now } };
}
