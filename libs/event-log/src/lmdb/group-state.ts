import { type LmdbStore, stateKey, type WriteBatch } from './lmdb.store.js';

/** Encoded value, or undefined for a deletion. */
type Changes = Map<string, Buffer | undefined>;

/**
 * State of the groups: what is on disk, and over it what was committed and is not there yet. Values are encoded when
 * they are committed, so that what their owner changes afterwards does not leak into an earlier position.
 */
export class GroupState {
  #pending = new Map<string, Changes>();
  #writing = new Map<string, Changes>();

  constructor(private readonly store: LmdbStore) {}

  /** Bytes that a flush will have to write for it. */
  put(group: string, state: ReadonlyMap<string, unknown>): number {
    if (state.size === 0) return 0;
    let changes = this.#pending.get(group);
    if (!changes) this.#pending.set(group, (changes = new Map()));
    let bytes = 0;
    for (const [key, value] of state) {
      const encoded = value === undefined ? undefined : this.store.encoder.encode(value);
      bytes += encoded?.length ?? 0;
      changes.set(key, encoded);
    }
    return bytes;
  }

  *entries(group: string, prefix: string): Iterable<[key: string, value: unknown]> {
    const merged: Changes = new Map();
    const high = stateKey(group, `${prefix}\uffff`);
    for (const [key, value] of this.store.entries(stateKey(group, prefix), high)) merged.set(key[2] as string, value);
    for (const layer of [this.#writing, this.#pending])
      for (const [key, value] of layer.get(group) ?? []) if (key.startsWith(prefix)) merged.set(key, value);
    for (const [key, value] of merged) if (value) yield [key, this.store.encoder.decode(value)];
  }

  /** Moves what is pending into the batch; `written` once it is on disk. */
  take(batch: WriteBatch): void {
    for (const [group, changes] of this.#pending)
      for (const [key, value] of changes)
        if (value) batch.puts.push([stateKey(group, key), value]);
        else batch.removes.push(stateKey(group, key));
    this.#writing = this.#pending;
    this.#pending = new Map();
  }
  written(): void {
    this.#writing = new Map();
  }
}
