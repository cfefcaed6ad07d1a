import { LIMITS } from './limits.js';

export interface RateLimits {
  /** Each per second. */
  packets: number;
  bytes: number;
  readings: number;
  /** How far an account that rested may run ahead, milliseconds of its rate. */
  burstMs: number;
}

/**
 * Three token buckets in one: each is kept as the time up to which its traffic is paid for, so that taking is one
 * addition. What was taken is never given back: an account in debt is heard again when the debt is paid.
 */
export class AccountRate {
  #packets = 0;
  #bytes = 0;
  #readings = 0;

  constructor(readonly limits: RateLimits) {}

  /** Counts one packet; returns how long to stop listening, milliseconds (0 or less: go on). */
  take(now: number, bytes: number, readings: number): number {
    const { limits } = this;
    const floor = now - limits.burstMs;
    this.#packets = Math.max(this.#packets, floor) + 1000 / limits.packets;
    this.#bytes = Math.max(this.#bytes, floor) + (1000 * bytes) / limits.bytes;
    this.#readings = Math.max(this.#readings, floor) + (1000 * readings) / limits.readings;
    return this.debtMs(now);
  }

  /** Forgives what lies beyond the longest pause: also a clock that was set back must not silence an account. */
  debtMs(now: number): number {
    const latest = now + LIMITS.longestPauseMs;
    if (this.#packets > latest) this.#packets = latest;
    if (this.#bytes > latest) this.#bytes = latest;
    if (this.#readings > latest) this.#readings = latest;
    return Math.max(this.#packets, this.#bytes, this.#readings) - now;
  }

  /** Nothing left to remember. */
  rested(now: number): boolean {
    return this.debtMs(now) <= -this.limits.burstMs;
  }
}
