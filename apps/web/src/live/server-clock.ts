/** The server's time, carried on by the page's monotonic clock: neither a wrong wall clock nor a lost line stops it. */
export interface ServerClock {
  /** Server time at `at`, milliseconds. */
  base: number;
  /** Monotonic page time, milliseconds. */
  at: number;
}
export const serverNow = (clock: ServerClock, now: number): number => clock.base + (now - clock.at);

/** Heartbeats travel a few milliseconds: a difference below this is not worth a jump of the second hand. */
const JITTER_MS = 400;
export function heard(clock: ServerClock, base: number, now: number): ServerClock {
  return Math.abs(serverNow(clock, now) - base) < JITTER_MS ? clock : { base, at: now };
}
