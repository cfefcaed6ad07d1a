import { asBinary, open, type RootDatabase, type RootDatabaseOptionsWithPath } from 'lmdb';
import type { Encoder } from './record.codec.js';

export type StoreKey = (string | number)[];
/** Everything of one transaction. */
export interface WriteBatch {
  puts: [key: StoreKey, value: Buffer][];
  removes: StoreKey[];
}

export const recordKey = (stream: string, record: number): StoreKey => [1, stream, record];
export const positionKey = (group: string, stream: string): StoreKey => [2, group, stream];
export const stateKey = (group: string, key: string): StoreKey => [3, group, key];

/** The disk is full: the machine's fault, and it may pass. */
export class NoSpaceError extends Error {
  override readonly name = 'NoSpaceError';
}
const ENOSPC = 28;
const EDQUOT = 122;

/** One LMDB environment with one key space: few dirty pages in a transaction, few bytes to the SSD. */
export class LmdbStore {
  #db: RootDatabase<unknown, StoreKey>;
  encoder: Encoder;

  constructor(readonly dir: string) {}

  open(): void {
    const options: RootDatabaseOptionsWithPath & { useRecords: boolean } = {
      path: this.dir,
      encoding: 'msgpack',
      // a write is resolved when it is on disk, and a failed one says so; overlapping flushes never settle on ENOSPC
      overlappingSync: false,
      useRecords: true,
      // the log is read at its end; reading ahead would fill memory with history
      noReadAhead: true,
    };
    this.#db = open<unknown, StoreKey>(options);
    this.encoder = (this.#db as unknown as { encoder: Encoder }).encoder;
  }

  /** Resolves when the whole batch is on disk. Rejects with NoSpaceError, or with what the machine said. */
  async write(batch: WriteBatch): Promise<void> {
    const { puts, removes } = batch;
    try {
      await this.#db.batch(() => {
        for (const [key, value] of puts) void this.#db.put(key, asBinary(value));
        for (const key of removes) void this.#db.remove(key);
      });
    } catch (error) {
      throw await reasonOf(error);
    }
  }

  /** A copy of its own. */
  get(key: StoreKey): Buffer | undefined {
    return this.#db.getBinary(key);
  }
  /** Valid until the next look-up. */
  peek(key: StoreKey): Buffer | undefined {
    return this.#db.getBinaryFast(key);
  }

  /** Number of the oldest and newest record of a stream. */
  ends(stream: string): { first: number; last: number } | undefined {
    const low = recordKey(stream, 0);
    const high = recordKey(stream, Number.MAX_SAFE_INTEGER);
    const [first] = [...this.#db.getKeys({ start: low, end: high, limit: 1 })];
    const [last] = [...this.#db.getKeys({ start: high, end: low, reverse: true, limit: 1 })];
    return first && last && { first: first[2] as number, last: last[2] as number };
  }

  /** Entries of the group's state or of all positions; read to the end at once, so that no page stays pinned. */
  entries(start: StoreKey, end: StoreKey): [key: StoreKey, value: Buffer][] {
    const keys = [...this.#db.getKeys({ start, end })];
    return keys.map((key) => [key, this.get(key)!]);
  }

  async close(): Promise<void> {
    await this.#db.close();
  }
}

async function reasonOf(error: unknown): Promise<unknown> {
  const commit = (error as { commitError?: Promise<unknown> }).commitError;
  const cause = commit ? await commit.catch((c: unknown) => c) : error;
  const code = (cause as { code?: number })?.code;
  if (code === ENOSPC || code === EDQUOT) return new NoSpaceError('no space left on the disk', { cause });
  return cause;
}
