import type { LiveServerEvents } from '#hub/contracts';

export type NumberedName =
  | 'alert'
  | 'incident'
  | 'presence'
  | 'camera'
  | 'command'
  | 'notices'
  | 'escalation'
  | 'broadcast'
  | 'service'
  | 'finding';
/** Before it is known to whom it is told, and so after what. */
export type Told<N extends NumberedName> = Omit<Parameters<LiveServerEvents[N]>[0], 'after'>;
export type NumberedEvent = { [N in NumberedName]: { name: N; event: Told<N> } }[NumberedName];

/** The last events with their numbers, so that a client that was away for a moment misses nothing. */
export class EventBuffer {
  #events: NumberedEvent[] = [];
  /** Number of the newest event. */
  seq = 0;

  constructor(readonly size: number) {}

  push<N extends NumberedName>(name: N, event: Omit<Told<N>, 'seq'>): NumberedEvent {
    const numbered = { name, event: { seq: ++this.seq, ...event } } as unknown as NumberedEvent;
    this.#events.push(numbered);
    // cut rarely: shifting a long array for each event costs more than keeping it twice as long
    if (this.#events.length >= 2 * this.size) this.#events.splice(0, this.#events.length - this.size);
    return numbered;
  }

  /** Everything after `seq`, or undefined when that is no longer all here. */
  after(seq: number): readonly NumberedEvent[] | undefined {
    const missing = this.seq - seq;
    if (missing < 0 || missing > this.#events.length) return undefined;
    return this.#events.slice(this.#events.length - missing);
  }
}
