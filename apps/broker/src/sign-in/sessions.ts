import type { Session } from './session.js';

const TAKEOVERS_AT_ONCE = 5;
const TAKEOVER_EVERY_MS = 10_000;

/** Who is signed in, by account; and how often accounts were taken over lately. */
export class Sessions {
  #byAccount = new Map<string, Session>();
  #takeovers = new Map<string, number>();

  get size(): number {
    return this.#byAccount.size;
  }
  get(account: string): Session | undefined {
    return this.#byAccount.get(account);
  }
  all(): Iterable<Session> {
    return this.#byAccount.values();
  }
  set(session: Session): void {
    this.#byAccount.set(session.id, session);
  }
  /** Whether it was the account's session. */
  remove(session: Session): boolean {
    if (this.#byAccount.get(session.id) !== session) return false;
    return this.#byAccount.delete(session.id);
  }

  /**
   * A new connection takes an account over, for the old one is most often dead. Two boxes that share an account would
   * throw each other out for ever: after a few times the newcomer has to wait.
   */
  mayTakeOver(account: string, now: number): boolean {
    const floor = now - TAKEOVERS_AT_ONCE * TAKEOVER_EVERY_MS;
    const before = this.#takeovers.get(account) ?? floor;
    // further ahead than can be: the clock was set back
    const paid = (before > now ? floor : Math.max(before, floor)) + TAKEOVER_EVERY_MS;
    if (paid > now) return false;
    this.#takeovers.set(account, paid);
    return true;
  }

  /** Forgets takeovers of long ago. */
  tidy(now: number): void {
    const floor = now - TAKEOVERS_AT_ONCE * TAKEOVER_EVERY_MS;
    for (const [account, paid] of this.#takeovers) if (paid < floor) this.#takeovers.delete(account);
  }
}
