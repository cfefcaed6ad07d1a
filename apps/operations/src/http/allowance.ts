/** How often something may be done: `burst` at once, then one more every `everyMs`. */
export interface Rate {
  burst: number;
  everyMs: number;
}

const MOST_KEYS = 10_000;

/**
 * Counts what was done by key and says how long to wait (GCRA: one number a key, the time up to which it is paid). A key
 * that has waited long enough is as good as new, so nobody is kept out for ever.
 */
export class Allowance {
  #paidUntil = new Map<string, number>();

  constructor(readonly rate: Rate) {}

  /** Milliseconds until one more may be done; 0: now. */
  waitMs(key: string, now: number): number {
    const { burst, everyMs } = this.rate;
    const paid = this.#paidUntil.get(key);
    if (paid === undefined) return 0;
    // further ahead than can be: the clock was set back
    if (paid > now + burst * everyMs) return 0;
    return Math.max(0, paid - now - (burst - 1) * everyMs);
  }

  take(key: string, now: number): void {
    const { burst, everyMs } = this.rate;
    const paid = this.#paidUntil.get(key) ?? 0;
    this.#paidUntil.delete(key);
    this.#paidUntil.set(key, Math.max(now, paid > now + burst * everyMs ? 0 : paid) + everyMs);
    if (this.#paidUntil.size > MOST_KEYS) this.#tidy(now);
  }

  forget(key: string): void {
    this.#paidUntil.delete(key);
  }

  #tidy(now: number): void {
    for (const [key, paid] of this.#paidUntil) if (paid <= now) this.#paidUntil.delete(key);
    // all of them are in debt: the longest untouched go
    for (const key of this.#paidUntil.keys()) {
      if (this.#paidUntil.size <= MOST_KEYS) return;
      this.#paidUntil.delete(key);
    }
  }
}
