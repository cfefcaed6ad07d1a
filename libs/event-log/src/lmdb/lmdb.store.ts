import type { Stream } from '#hub/contracts';
import { join } from 'node:path';
import { asBinary, open, type RootDatabase, type RootDatabaseOptionsWithPath } from 'lmdb';
import { checkFile } from './check-file.js';
import { KEYS, recordOf, recordRange, type StoreKey } from './keys.js';
import type { Encoder } from './compact.codec.js';
import { bytesOnDisk, PAGE_BYTES } from './record.codec.js';

/** Everything of one transaction. */
export interface WriteBatch {
  puts: [key: StoreKey, value: Buffer][];
  removes: StoreKey[];
}

/** Options that the engine takes and its types leave out. */
type StoreOptions = RootDatabaseOptionsWithPath & { useRecords: boolean; noReadAhead: boolean };

/** One LMDB environment with one key space: few dirty pages in a transaction, few bytes to the SSD. */
export class LmdbStore {
  #db: RootDatabase<unknown, StoreKey> | undefined;
  /** Only a write changes it, and asking costs. */
  #used: number | undefined;
  encoder: Encoder;

  constructor(readonly dir: string) {}

  get file(): string {
    return join(this.dir, 'data.mdb');
  }

  open(): void {
    checkFile(this.file);
    const options: StoreOptions = {
      path: this.dir,
      encoding: 'msgpack',
      keyEncoding: KEYS,
      pageSize: PAGE_BYTES,
      // a write is resolved when it is on disk, and a failed one says so; overlapping flushes never settle then
      overlappingSync: false,
      // a flush is a batch already; a second one around it would reject where nobody can listen
      eventTurnBatching: false,
      useRecords: true,
      // the log is read at its end; reading ahead would fill memory with history
      noReadAhead: true,
    };
    this.#db = open<unknown, StoreKey>(options);
    this.encoder = (this.#db as unknown as { encoder: Encoder }).encoder;
  }

  /** Resolves when the whole batch is on disk. Rejects with what the machine said; nothing may be written after that. */
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
    } finally {
      this.#used = undefined;
    }
  }

  /** Where its pages end in the data file, bytes. */
  usedBytes(): number {
    if (this.#used === undefined) {
      const { lastPageNumber } = this.#db!.getStats() as { lastPageNumber: number };
      this.#used = (lastPageNumber + 1) * PAGE_BYTES;
    }
    return this.#used;
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
  return commit ? await commit.catch((c: unknown) => c) : error;
}

/** A leaf, its copy in a split, and a part in the branches above. */
const PAGES_A_CHANGE = 3;
/** Branches, and the list of pages that became free. */
const PAGES_A_FLUSH = 32;
/** By how much a batch can lengthen the file at most, should no page be free in it. Bytes. */
export function mostBytesOf({ puts, removes }: WriteBatch): number {
  let bytes = (PAGES_A_FLUSH + PAGES_A_CHANGE * (puts.length + removes.length)) * PAGE_BYTES;
  for (const [, value] of puts) bytes += bytesOnDisk(value.length);
  return bytes;
}
