/** Wall-clock time, injected so that tests decide it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}
export const CLOCK = 'CLOCK';
export const systemClock: Clock = { now: () => Date.now() };
