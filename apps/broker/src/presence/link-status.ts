import { type Packet, topics } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { Session } from '../sign-in/session.js';
import type { Sessions } from '../sign-in/sessions.js';

/** A client that is back within this was never gone: a switch that restarts is not worth two records a device. */
export const GRACE_MS = 3000;
const SWEEP_MS = 500;

const online = Buffer.from('{"online":true}');
const offline = Buffer.from('{"online":false}');

interface Loss {
  at: number;
  account: string;
  packet: Packet;
  retain: boolean;
}

/**
 * Says in the log when a device's connection came and when it was lost, as its own status packets would. A device that
 * takes its leave properly (battery boxes between two uploads) is not lost: whether it then stays away too long is for
 * its reporting interval to say.
 *
 * For a client of a gateway only its last will is said: of the devices behind the account the broker does not know whom
 * it speaks for, and one board of fifty is no reason to call them all lost. That it is back it says itself.
 */
export class LinkStatus {
  /** By session key. */
  #lost = new Map<string, Loss>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly clock: Clock,
    readonly sessions: Pick<Sessions, 'of'>,
    /** `retain`: whoever subscribes later has to hear it, too. */
    readonly append: (packet: Packet, retain: boolean) => void,
    /** Whether the log takes packets now: a loss that it does not take is told later. */
    readonly writable: () => boolean,
  ) {}

  start(): void {
    this.#timer = setInterval(() => this.sweep(), SWEEP_MS);
    this.#timer.unref();
  }
  stop(): void {
    clearInterval(this.#timer);
  }

  up(session: Session): void {
    const { key, account } = session;
    const back = this.#lost.delete(key);
    if (account.gateway) this.#returned(session);
    else if (!back) this.append(aboutLink(session, online, this.clock.now()), false);
  }

  down(session: Session, how: 'said-goodbye' | 'lost'): void {
    if (how === 'said-goodbye') return;
    const at = this.clock.now();
    const { key, id, account, acl, will } = session;
    if (account.gateway) {
      // what it may say has perhaps changed since it came
      if (!will || !acl.mayPublish(will.topic) || this.#isSaidByAnother(session)) return;
    }
    const packet = aboutLink(session, will?.payload ?? offline, at);
    this.#lost.set(key, { at, account: id, packet, retain: will?.retain ?? false });
  }

  /** Clients of an account whose loss is not told yet, beside the one that has this key. */
  missing(account: string, key: string): number {
    let count = 0;
    for (const [lost, loss] of this.#lost) if (loss.account === account && lost !== key) count++;
    return count;
  }

  sweep(): void {
    if (this.#lost.size === 0 || !this.writable()) return;
    const now = this.clock.now();
    for (const [key, { at, packet, retain }] of this.#lost) {
      // both ways, for the clock may have been set
      if (Math.abs(now - at) < GRACE_MS) continue;
      this.#lost.delete(key);
      this.append({ ...packet, received: now }, retain);
    }
  }

  /** Bridges that make up a client id at each start are known by the topic of their will. */
  #returned({ id, will }: Session): void {
    if (!will) return;
    for (const [key, { account, packet }] of this.#lost)
      if (account === id && packet.topic === will.topic) this.#lost.delete(key);
  }

  #isSaidByAnother({ id, will }: Session): boolean {
    for (const other of this.sessions.of(id)) if (other.will?.topic === will?.topic) return true;
    return false;
  }
}

function aboutLink({ id, account: { device }, will }: Session, payload: Uint8Array, received: number): Packet {
  const topic = device ? topics.status(device.commune, device.id) : will!.topic;
  return { type: 'packet', account: id, topic, payload, received };
}
