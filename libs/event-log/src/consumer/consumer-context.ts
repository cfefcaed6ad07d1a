import type { Group, Stream, StreamItems } from '#hub/contracts';
import type { EventLog, Outputs, Position } from '../event-log.js';

/** A run of items of one delivery, as it is handed to a handler. */
export interface Batch<S extends Stream = Stream> {
  items: readonly StreamItems[S][];
  /** Where the group stands after it. */
  next: Position;
  positionOf(i: number): Position;
}

/**
 * What a handler is given beside its items: outputs and state it leaves are committed together with the position of the
 * batch, once the handler is done, or not at all.
 */
export class ConsumerContext {
  #append: Outputs['append'] = {};
  #state = new Map<string, unknown>();
  #after: (() => void)[] = [];

  constructor(
    private readonly log: EventLog,
    readonly group: Group,
    readonly stream: Stream,
    private readonly batch: Batch,
  ) {}

  append<S extends Stream>(stream: S, items: readonly StreamItems[S][]): void {
    const appended = this.#append as { [K in S]?: StreamItems[K][] };
    const list = appended[stream];
    if (list) for (const item of items) list.push(item);
    else appended[stream] = [...items];
  }
  /** Keys are the group's own; `undefined` deletes. */
  put(key: string, value: unknown): void {
    this.#state.set(key, value);
  }
  /** The group's state as last committed. */
  state<T>(prefix?: string): Iterable<[key: string, value: T]> {
    return this.log.state<T>(this.group, prefix);
  }
  /** Called when the batch is committed, in memory as well; a batch that failed never calls. */
  afterCommit(done: () => void): void {
    this.#after.push(done);
  }
  positionOf(i: number): Position {
    return this.batch.positionOf(i);
  }
  /** Names item `i` for what comes of it: a replay of the log gives the same id. */
  idOf(i: number): string {
    const { record, index } = this.batch.positionOf(i);
    return `${this.group}-${this.stream}-${record}-${index}`;
  }

  /**
   * Resolves when on disk; visible to readers at once. What a callback of `afterCommit` throws goes to `failed`: the batch
   * is committed by then and must not be done again.
   */
  commit(failed: (error: unknown) => void): Promise<void> {
    const done = this.log.commit(this.group, this.stream, this.batch.next, {
      append: this.#append,
      state: this.#state,
    });
    for (const after of this.#after)
      try {
        after();
      } catch (error) {
        failed(error);
      }
    return done;
  }
}
