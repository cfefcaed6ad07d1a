import { packColumns, unpackColumns } from './columns.codec.js';
import { stateKey, stateNameOf, stateRange, type StoreKey } from './keys.js';
import type { LmdbStore, WriteBatch } from './lmdb.store.js';

/** Where it goes, and the encoded value, or undefined for a deletion. */
type Change = readonly [key: StoreKey, value: Buffer | undefined];
type Changes = Map<string, Change>;

/**
 * State of the groups: what is on disk, and over it what was committed and is not there yet. Values are encoded when
 * they are committed, so that what their owner changes afterwards does not leak into an earlier position.
 */
export class GroupState {
  #pending = new Map<string, Changes>();
  #writing = new Map<string, Changes>();

  constructor(private readonly store: LmdbStore) {}

  /** Bytes that a flush will have to write for it. Throws before anything has changed where a value cannot be kept. */
  put(group: string, state: ReadonlyMap<string, unknown>): number {
    if (state.size === 0) return 0;
    let bytes = 0;
    const encoded: [name: string, change: Change][] = [];
    for (const [name, value] of state) {
      const key = stateKey(group, name);
      const change = [key, value === undefined ? undefined : this.store.encoder.encode(packColumns(value))] as const;
      bytes += key.length + (change[1]?.length ?? 0);
      encoded.push([name, change]);
    }
    let changes = this.#pending.get(group);
    if (!changes) this.#pending.set(group, (changes = new Map()));
    for (const [name, change] of encoded) changes.set(name, change);
    return bytes;
  }

  *entries(group: string, prefix: string): Iterable<[key: string, value: unknown]> {
    const merged = new Map<string, Buffer | undefined>();
    for (const [key, value] of this.store.entries(...stateRange(group, prefix)))
      merged.set(stateNameOf(group, key), value);
    for (const layer of [this.#writing, this.#pending])
      for (const [name, [, value]] of layer.get(group) ?? []) if (name.startsWith(prefix)) merged.set(name, value);
    for (const [name, value] of merged) if (value) yield [name, unpackColumns(this.store.encoder.decode(value))];
  }

  /** Moves what is pending into the batch; `written` once it is on disk. */
  take(batch: WriteBatch): void {
    for (const changes of this.#pending.values())
      for (const [key, value] of changes.values())
        if (value) batch.puts.push([key, value]);
        else batch.removes.push(key);
    this.#writing = this.#pending;
    this.#pending = new Map();
  }
  written(): void {
    this.#writing = new Map();
  }
}
