import type { Group, Stream, StreamItems } from '#hub/contracts';
import type { BatchContext } from '../group-state.js';

/**
 * The log's side of one consumer group, as the port describes it: outputs and state of a batch become visible together or
 * not at all. State goes through JSON, so that nothing survives in memory alone.
 */
export class MemoryGroup {
  readonly kept = new Map<string, string>();
  readonly streams: { [S in Stream]?: StreamItems[S][] } = {};
  /** Puts of all batches that were committed. */
  puts = 0;
  #batches = 0;

  constructor(readonly group: Group) {}

  *state<T>(_group: Group | undefined, prefix = ''): Iterable<[key: string, value: T]> {
    for (const key of [...this.kept.keys()].sort())
      if (key.startsWith(prefix)) yield [key, JSON.parse(this.kept.get(key)!) as T];
  }

  of<S extends Stream>(stream: S): StreamItems[S][] {
    return (this.streams[stream] ??= []) as StreamItems[S][];
  }

  /** Runs a handler on a batch; `committed: false` is a batch whose position never moved. */
  run<R>(handler: (context: MemoryContext) => R, committed = true): R {
    const context = new MemoryContext(this, ++this.#batches);
    const result = handler(context);
    if (result instanceof Promise) return result.then(() => committed && context.commit()) as R;
    if (committed) context.commit();
    return result;
  }
}

export class MemoryContext implements BatchContext {
  #append: [Stream, unknown[]][] = [];
  #puts = new Map<string, unknown>();
  #after: (() => void)[] = [];

  constructor(
    private readonly group: MemoryGroup,
    private readonly batch: number,
  ) {}

  append<S extends Stream>(stream: S, items: readonly StreamItems[S][]): void {
    this.#append.push([stream, [...items]]);
  }
  put(key: string, value: unknown): void {
    this.#puts.set(key, value);
  }
  state<T>(prefix?: string): Iterable<[key: string, value: T]> {
    return this.group.state<T>(undefined, prefix);
  }
  afterCommit(done: () => void): void {
    this.#after.push(done);
  }
  idOf(i: number): string {
    return `${this.group.group}-${this.batch}-${i}`;
  }

  commit(): void {
    for (const [stream, items] of this.#append) (this.group.of(stream) as unknown[]).push(...items);
    for (const [key, value] of this.#puts)
      if (value === undefined) this.group.kept.delete(key);
      else this.group.kept.set(key, JSON.stringify(value));
    this.group.puts += this.#puts.size;
    for (const done of this.#after) done();
  }
}
