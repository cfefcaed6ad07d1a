interface Tries {
  /** Up to when they are paid for: a token bucket as a time. */
  paid: number;
  /** Who failed: nobody else suffers for it. */
  from: Set<string>;
}

/** Each may fail so often at once, and once more after so long. Milliseconds. */
export const CODE_TRIES = { most: 10, everyMs: 10_000 };
export const ADDRESS_TRIES = { most: 30, everyMs: 2000 };
const ADDRESSES_KEPT = 64;

/**
 * Holds back whoever tries codes: by the code that is tried and by the address that it comes from. The secret behind a
 * code cannot be guessed in any time; what this saves is the hub's work, and it shows that somebody is at it. A box that
 * never failed is not kept out by others who try its code.
 */
export class FailedTries {
  #codes = new Map<string, Tries>();
  #addresses = new Map<string, Tries>();

  /** Whether this one has to wait. */
  held(code: string, address: string, now: number): boolean {
    const tried = this.#codes.get(code);
    const among = tried !== undefined && (tried.from.has(address) || tried.from.size >= ADDRESSES_KEPT);
    return (among && isHeld(tried, now)) || isHeld(this.#addresses.get(address), now);
  }

  failed(code: string, address: string, now: number): void {
    count(this.#codes, code, CODE_TRIES, address, now);
    count(this.#addresses, address, ADDRESS_TRIES, address, now);
  }

  /** Forgets what is paid for. */
  tidy(now: number): void {
    for (const [tries, { most, everyMs }] of [
      [this.#codes, CODE_TRIES],
      [this.#addresses, ADDRESS_TRIES],
    ] as const)
      for (const [key, { paid }] of tries) if (paid <= now - most * everyMs) tries.delete(key);
  }
}

const isHeld = (tries: Tries | undefined, now: number): boolean => tries !== undefined && tries.paid > now;

function count(
  all: Map<string, Tries>,
  key: string,
  { most, everyMs }: typeof CODE_TRIES,
  address: string,
  now: number,
): void {
  const floor = now - most * everyMs;
  const tries = all.get(key) ?? { paid: floor, from: new Set<string>() };
  // also where the clock was set back: nobody waits longer than for one
  tries.paid = Math.min(Math.max(tries.paid, floor) + everyMs, now + everyMs);
  if (tries.from.size < ADDRESSES_KEPT) tries.from.add(address);
  all.set(key, tries);
}
