import { randomInt } from 'node:crypto';
import { newToken } from '#hub/registry';
import { tooMany } from '../http/too-many.js';

export interface Waiting {
  /** Six digits that the screen shows. */
  code: string;
  /** Browser and system of the screen. */
  label: string;
  address: string;
  since: number;
}
interface Pairing extends Waiting {
  /** Identity that it was paired with; undefined: nobody typed the code in yet. */
  wall?: string;
}

const LASTS_MS = 10 * 60_000;
const MOST = 50;
const MOST_OF_ONE_ADDRESS = 5;

/** Screens that show a code and wait for somebody to type it in. Forgotten when the hub restarts: a screen asks again. */
export class Pairings {
  /** By the secret that the screen asks with. */
  #open = new Map<string, Pairing>();

  begin(label: string, address: string, now: number): { code: string; poll: string; expires: number } {
    this.#tidy(now);
    const mine = [...this.#open.values()].filter((one) => one.address === address);
    if (this.#open.size >= MOST || mine.length >= MOST_OF_ONE_ADDRESS) throw tooMany(60_000);
    const taken = new Set([...this.#open.values()].map(({ code }) => code));
    let code: string;
    do code = String(randomInt(1_000_000)).padStart(6, '0');
    while (taken.has(code));
    const poll = newToken();
    this.#open.set(poll, { code, label, address, since: now });
    return { code, poll, expires: now + LASTS_MS };
  }

  /** What became of it; the wall's identity is told once. */
  ask(poll: string, now: number): { state: 'waiting' | 'expired' } | { state: 'paired'; wall: string } {
    this.#tidy(now);
    const pairing = this.#open.get(poll);
    if (!pairing) return { state: 'expired' };
    if (pairing.wall === undefined) return { state: 'waiting' };
    this.#open.delete(poll);
    return { state: 'paired', wall: pairing.wall };
  }

  waiting(now: number): Waiting[] {
    this.#tidy(now);
    return [...this.#open.values()]
      .filter(({ wall }) => wall === undefined)
      .map(({ code, label, address, since }) => ({ code, label, address, since }));
  }

  /** The screen that shows this code; undefined: none does, or not any more. */
  find(code: string, now: number): Pairing | undefined {
    this.#tidy(now);
    return [...this.#open.values()].find((one) => one.code === code && one.wall === undefined);
  }

  #tidy(now: number): void {
    // one that is from the future was begun before the clock was set back
    for (const [poll, { since }] of this.#open)
      if (now - since > LASTS_MS || since > now + LASTS_MS) this.#open.delete(poll);
  }
}
