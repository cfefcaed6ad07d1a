import type { Stream } from '#hub/contracts';
import { asBinary, open, type RootDatabase, type RootDatabaseOptionsWithPath } from 'lmdb';
import { KEYS, recordOf, recordRange, type StoreKey } from './keys.js';
import type { Encoder } from './record.codec.js';

/** Everything of one transaction. */
export interface WriteBatch {
  puts: [key: StoreKey, value: Buffer][];
  removes: StoreKey[];
}

/** The disk is full: the machine's fault, and it may pass. */
export class NoSpaceError extends Error {
  override readonly name = 'NoSpaceError';
}
const ENOSPC = 28;
const EDQUOT = 122;

/** Options that the engine takes and its types leave out. */
type StoreOptions = RootDatabaseOptionsWithPath & { useRecords: boolean; noReadAhead: boolean };

/** One LMDB environment with one key space: few dirty pages in a transaction, few bytes to the SSD. */
export class LmdbStore {
  #db: RootDatabase<unknown, StoreKey> | undefined;
  encoder: Encoder;

  constructor(readonly dir: string) {}

  open(): void {
    const options: StoreOptions = {
      path: this.dir,
      encoding: 'msgpack',
      keyEncoding: KEYS,
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
    const db = this.#db!;
    const { puts, removes } = batch;
    try {
      await db.batch(() => {
        for (const [key, value] of puts) void db.put(key, asBinary(value));
        for (const key of removes) void db.remove(key);
      });
    } catch (error) {
      throw await reasonOf(error);
    }
  }

  /** A copy of its own. */
  get(key: StoreKey): Buffer | undefined {
    return this.#db!.getBinary(key);
  }
  /** Valid until the next look-up. */
  peek(key: StoreKey): Buffer | undefined {
    return this.#db!.getBinaryFast(key);
  }

  /** Number of the oldest and newest record of a stream. */
  ends(stream: Stream): { first: number; last: number } | undefined {
    const [start, end] = recordRange(stream);
    const [first] = [...this.#db!.getKeys({ start, end, limit: 1 })];
    const [last] = [...this.#db!.getKeys({ start: end, end: start, reverse: true, limit: 1 })];
    return first && last && { first: recordOf(first), last: recordOf(last) };
  }

  /** Entries of the group's state or of all positions; read to the end at once, so that no page stays pinned. */
  entries(start: StoreKey, end: StoreKey): [key: StoreKey, value: Buffer][] {
    const keys = [...this.#db!.getKeys({ start, end })];
    return keys.map((key) => [key, this.get(key)!]);
  }

  /** Also where it was never opened. */
  async close(): Promise<void> {
    await this.#db?.close();
  }
}

async function reasonOf(error: unknown): Promise<unknown> {
  const commit = (error as { commitError?: Promise<unknown> }).commitError;
  const cause = commit ? await commit.catch((c: unknown) => c) : error;
  const code = (cause as { code?: number })?.code;
  if (code === ENOSPC || code === EDQUOT) return new NoSpaceError('no space left on the disk', { cause });
  return cause;
}
