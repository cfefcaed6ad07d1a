import type { Session } from './session.js';

const TAKEOVERS_AT_ONCE = 5;
const TAKEOVER_EVERY_MS = 10_000;

const NONE: ReadonlySet<Session> = new Set();

/** Who is signed in; and which sessions were taken over lately. */
export class Sessions {
  #byKey = new Map<string, Session>();
  #byAccount = new Map<string, Set<Session>>();
  #takeovers = new Map<string, number>();

  get size(): number {
    return this.#byKey.size;
  }
  get(key: string): Session | undefined {
    return this.#byKey.get(key);
  }
  all(): Iterable<Session> {
    return this.#byKey.values();
  }
  /** One at most for a device, one for each client of a gateway. */
  of(account: string): ReadonlySet<Session> {
    return this.#byAccount.get(account) ?? NONE;
  }
  /** Takes the place of the one that has its key. */
  set(session: Session): void {
    const { key, id } = session;
    const old = this.#byKey.get(key);
    if (old) this.remove(old);
    this.#byKey.set(key, session);
    const siblings = this.#byAccount.get(id);
    if (siblings) siblings.add(session);
    else this.#byAccount.set(id, new Set([session]));
  }
  /** Whether it was still the one that has its key. */
  remove(session: Session): boolean {
    const { key, id } = session;
    if (this.#byKey.get(key) !== session) return false;
    this.#byKey.delete(key);
    const siblings = this.#byAccount.get(id)!;
    siblings.delete(session);
    if (siblings.size === 0) this.#byAccount.delete(id);
    return true;
  }

  /**
   * A new connection takes a session over, for the old one is most often dead. Two boxes that share its key would throw
   * each other out for ever: after a few times the newcomer has to wait.
   */
  mayTakeOver(key: string, now: number): boolean {
    const floor = now - TAKEOVERS_AT_ONCE * TAKEOVER_EVERY_MS;
    const before = this.#takeovers.get(key) ?? floor;
    // further ahead than can be: the clock was set back
    const paid = (before > now ? floor : Math.max(before, floor)) + TAKEOVER_EVERY_MS;
    if (paid > now) return false;
    this.#takeovers.set(key, paid);
    return true;
  }

  /** Forgets takeovers of long ago. */
  tidy(now: number): void {
    const floor = now - TAKEOVERS_AT_ONCE * TAKEOVER_EVERY_MS;
    for (const [key, paid] of this.#takeovers) if (paid < floor) this.#takeovers.delete(key);
  }
}
