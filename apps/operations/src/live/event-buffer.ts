import type { LiveServerEvents } from '#hub/contracts';

export type NumberedName = 'alert' | 'presence' | 'camera';
export type NumberedEvent = {
  [N in NumberedName]: { name: N; event: Parameters<LiveServerEvents[N]>[0] };
}[NumberedName];

/** The last events with their numbers, so that a client that was away for a moment misses nothing. */
export class EventBuffer {
  #events: NumberedEvent[] = [];
  /** Number of the newest event. */
  seq = 0;

  constructor(readonly size: number) {}

  push<N extends NumberedName>(
    name: N,
    event: Omit<Parameters<LiveServerEvents[N]>[0], 'seq'>,
  ): Parameters<LiveServerEvents[N]>[0] {
    const numbered = { seq: ++this.seq, ...event } as Parameters<LiveServerEvents[N]>[0];
    this.#events.push({ name, event: numbered } as NumberedEvent);
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
