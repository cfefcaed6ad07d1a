import type { Stream, StreamItems } from '#hub/contracts';

/** What of a consumer's context keeps state. */
export interface StateContext {
  state<T>(prefix?: string): Iterable<[key: string, value: T]>;
  put(key: string, value: unknown): void;
  afterCommit(fn: () => void): void;
}

/** What of a consumer's context a handler uses: all of it is committed with the position, or not at all. */
export interface BatchContext extends StateContext {
  append<S extends Stream>(stream: S, items: readonly StreamItems[S][]): void;
  /** Names item `i` for what comes of it: the same id in every replay. */
  idOf(i: number): string;
}

export interface StateView<T> {
  get(key: string): T | undefined;
  set(key: string, value: T | undefined): void;
  entries(): Iterable<[string, T]>;
}

/**
 * A part of a group's state in memory, read once. Each batch works on a view of its own, which becomes what is known
 * only when the batch was committed: a batch that failed leaves no trace. One batch at a time.
 */
export class GroupState<T> {
  #known: Map<string, T> | undefined;

  constructor(readonly prefix: string) {}

  view(ctx: StateContext): StateView<T> {
    const known = (this.#known ??= this.#load(ctx));
    // most batches change nothing
    let changed: Map<string, T | undefined> | undefined;
    return {
      get: (key) => (changed?.has(key) ? changed.get(key) : known.get(key)),
      set: (key, value) => {
        changed ??= this.#begin(known, ctx);
        changed.set(key, value);
        ctx.put(this.prefix + key, value);
      },
      entries: function* () {
        for (const entry of known) if (!changed?.has(entry[0])) yield entry;
        for (const [key, value] of changed ?? []) if (value !== undefined) yield [key, value];
      },
    };
  }

  #begin(known: Map<string, T>, ctx: StateContext): Map<string, T | undefined> {
    const changed = new Map<string, T | undefined>();
    ctx.afterCommit(() => {
      for (const [key, value] of changed)
        if (value === undefined) known.delete(key);
        else known.set(key, value);
    });
    return changed;
  }

  #load(ctx: StateContext): Map<string, T> {
    return new Map([...ctx.state<T>(this.prefix)].map(([key, value]) => [key.slice(this.prefix.length), value]));
  }
}
