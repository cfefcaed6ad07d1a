const A_SECOND = 5;
const MOST_IN_HAND = 300;

/**
 * Flushes in hand. Each wears the SSD by nine pages and more, however little it holds, and a device that sends does not
 * care whether its acknowledgement takes 25 ms or 200. So five a second may go on for ever, and what a quiet time left
 * over is there for a backlog, whose sender waits for each acknowledgement.
 */
export class FlushBudget {
  #inHand = MOST_IN_HAND;
  #at = 0;

  /** A flush goes, in hand or not. `now` as everywhere here: milliseconds that never step back. */
  take(now: number): void {
    this.#inHand = Math.max(0, this.#inHandAt(now) - 1);
    this.#at = now;
  }

  /** From when on there is one in hand. */
  readyAt(now: number): number {
    return now + (Math.max(0, 1 - this.#inHandAt(now)) * 1000) / A_SECOND;
  }

  #inHandAt(now: number): number {
    return Math.min(MOST_IN_HAND, this.#inHand + ((now - this.#at) * A_SECOND) / 1000);
  }
}
