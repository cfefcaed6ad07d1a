import { type Packet, STREAM } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { BrokerCounters } from '../metrics/counters.js';
import type { PublishDone } from '../mqtt/hub-aedes.js';
import { RefusedError } from '../refusals/refused.error.js';
import type { Session } from '../sign-in/session.js';

/**
 * Appends what one socket read brought as one batch, before anything else happens: the microtask runs when the parser
 * returns. Acknowledges when the log says that it is on disk; order is that of arrival.
 */
export class AppendQueue {
  #items: Packet[] = [];
  #sessions: (Session | undefined)[] = [];
  #dones: (PublishDone | undefined)[] = [];
  #inFlight = new Set<Promise<void>>();

  constructor(
    readonly log: EventLog,
    readonly counters: BrokerCounters,
    /** The log would not take packets of these sessions. */
    readonly failed: (sessions: Set<Session>) => void,
  ) {}

  push(item: Packet, session?: Session, done?: PublishDone): void {
    this.#items.push(item);
    this.#sessions.push(session);
    this.#dones.push(done);
    this.counters.pending++;
    if (session) session.pending++;
    if (this.#items.length === 1) queueMicrotask(this.#flush);
  }

  /** Resolves when everything pushed so far is on disk, or has failed. */
  async settled(): Promise<void> {
    await Promise.all(this.#inFlight);
  }

  #flush = (): void => {
    const items = this.#items;
    const sessions = this.#sessions;
    const dones = this.#dones;
    this.#items = [];
    this.#sessions = [];
    this.#dones = [];
    const end = this.#append(items).then(
      () => this.#acknowledge(sessions, dones),
      () => this.#refuse(sessions, dones),
    );
    this.#inFlight.add(end);
    void end.then(() => this.#inFlight.delete(end));
  };

  async #append(items: Packet[]): Promise<void> {
    await this.log.append(STREAM.telemetry, items);
  }

  #acknowledge(sessions: (Session | undefined)[], dones: (PublishDone | undefined)[]): void {
    this.counters.pending -= dones.length;
    this.counters.acked += dones.length;
    for (let i = 0; i < dones.length; i++) {
      const session = sessions[i];
      if (session) session.pending--;
      if (!session?.client.closed) dones[i]?.();
    }
  }

  #refuse(sessions: (Session | undefined)[], dones: (PublishDone | undefined)[]): void {
    this.counters.pending -= dones.length;
    const senders = new Set<Session>();
    for (const session of sessions) {
      if (!session) continue;
      session.pending--;
      senders.add(session);
    }
    this.failed(senders);
    // the first error closes the connection, and a closed one hears no more
    for (let i = 0; i < dones.length; i++)
      if (!sessions[i]?.client.closed) dones[i]?.(new RefusedError('log-unavailable'));
  }
}
