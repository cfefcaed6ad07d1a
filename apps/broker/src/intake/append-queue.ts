import { type Packet, STREAM } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { BrokerCounters } from '../metrics/counters.js';
import { acknowledge, type Waiting } from '../mqtt/acknowledge.js';
import { RefusedError } from '../refusals/refused.error.js';
import type { Session } from '../sign-in/session.js';

/**
 * Appends what one socket read brought as one batch, before anything else happens: the microtask runs when the parser
 * returns. Acknowledges when the log says that it is on disk; order is that of arrival.
 */
export class AppendQueue {
  #items: Packet[] = [];
  #waiting: Waiting[] = [];
  #inFlight = new Set<Promise<void>>();

  constructor(
    readonly log: EventLog,
    readonly counters: BrokerCounters,
    /** The log would not take packets of these sessions. */
    readonly failed: (sessions: Set<Session>) => void,
  ) {}

  /** `waiting` is absent for what the broker itself says. */
  push(item: Packet, waiting?: Waiting): void {
    this.#items.push(item);
    this.counters.pending++;
    if (waiting) {
      this.#waiting.push(waiting);
      waiting.client.session!.pending++;
    }
    if (this.#items.length === 1) queueMicrotask(this.#flush);
  }

  /** Resolves when everything pushed so far is on disk, or has failed. */
  async settled(): Promise<void> {
    await Promise.all(this.#inFlight);
  }

  #flush = (): void => {
    const items = this.#items;
    const waiting = this.#waiting;
    this.#items = [];
    this.#waiting = [];
    const end = this.log.append(STREAM.telemetry, items).then(
      () => {
        this.#settle(items.length, waiting);
        this.counters.acked += waiting.length;
        acknowledge(waiting);
      },
      () => {
        this.#settle(items.length, waiting);
        this.#refuse(waiting);
      },
    );
    this.#inFlight.add(end);
    void end.then(() => this.#inFlight.delete(end));
  };

  #settle(count: number, waiting: readonly Waiting[]): void {
    this.counters.pending -= count;
    for (let i = 0; i < waiting.length; i++) waiting[i]!.client.session!.pending--;
  }

  #refuse(waiting: readonly Waiting[]): void {
    this.failed(new Set(waiting.map(({ client }) => client.session!)));
    // the first error closes the connection, and a closed one hears no more
    for (const { client, done } of waiting) if (!client.closed) done(new RefusedError('log-unavailable'));
  }
}
