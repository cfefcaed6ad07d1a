import type { ConsumerContext } from '#hub/event-log';

/** What of a consumer's context keeps state. */
export type StateContext = Pick<ConsumerContext, 'state' | 'put' | 'afterCommit'>;

/** What of a consumer's context a handler uses: all of it is committed with the position, or not at all. */
export type BatchContext = StateContext & Pick<ConsumerContext, 'append' | 'idOf'>;

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
