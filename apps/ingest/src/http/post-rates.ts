/** What one account may send, each per second, and how far it may run ahead after a rest, milliseconds. */
export interface RateLimits {
  posts: number;
  bytes: number;
  readings: number;
  burstMs: number;
}
/** As over MQTT. */
export const RATE_LIMITS: RateLimits = { posts: 100, bytes: 262_144, readings: 1000, burstMs: 10_000 };
/** However far over its rate, an account is heard again after this. */
const LONGEST_PAUSE_MS = 15_000;

/**
 * A token bucket for each account, kept as the time up to which its traffic is paid for. Over MQTT a client that is ahead
 * is slowed; over HTTP it is told when to come again.
 */
export class PostRates {
  #paidUntil = new Map<string, number>();

  constructor(readonly limits: RateLimits = RATE_LIMITS) {}

  /** How long the account has to wait now; 0 where it may send. Milliseconds. */
  waitMs(account: string, now: number): number {
    const paidUntil = Math.min(this.#paidUntil.get(account) ?? 0, now + LONGEST_PAUSE_MS);
    return Math.max(0, paidUntil - now);
  }

  charge(account: string, now: number, bytes: number, readings: number): void {
    const { limits } = this;
    const costMs = 1000 * Math.max(1 / limits.posts, bytes / limits.bytes, readings / limits.readings);
    const paidUntil = Math.max(this.#paidUntil.get(account) ?? 0, now - limits.burstMs) + costMs;
    // also a clock that was set back must not silence an account
    this.#paidUntil.set(account, Math.min(paidUntil, now + LONGEST_PAUSE_MS));
  }
}

const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;

/** About how many readings a body brings: the objects of a JSON array, or one. */
export function countReadings(body: Uint8Array): number {
  if (body[0] !== OPEN_BRACKET) return 1;
  let objects = 0;
  for (let i = 0; i < body.length; i++) if (body[i] === OPEN_BRACE) objects++;
  return Math.max(1, objects);
}
