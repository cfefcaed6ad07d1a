import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Change, type PhoneStore, TABLES, type Table } from './phone-store.js';

interface Schema extends DBSchema {
  drafts: { key: string; value: unknown };
  jobs: { key: string; value: unknown };
  photos: { key: string; value: unknown };
  known: { key: string; value: unknown };
}
/** Of the installer's page: each page on a phone has a store of its own. */
const FIRST = 'hub-phone';
/** A battery may end a moment after a word was typed: not before it is on the disk. */
const ON_DISK = { durability: 'strict' } as const;

/** IndexedDB, shared by the page and its service worker. */
export class IdbStore implements PhoneStore {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  /** Rejects where the browser keeps nothing, e.g. in a private window of some. */
  static async open(name = FIRST): Promise<IdbStore> {
    const db = await openDB<Schema>(name, 1, {
      upgrade: (fresh) => {
        for (const table of TABLES) fresh.createObjectStore(table);
      },
      // a newer build of the page waits for this one
      blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
    });
    return new IdbStore(db);
  }

  async get<T>(table: Table, key: string): Promise<T | undefined> {
    return (await this.db.get(table, key)) as T | undefined;
  }

  async all<T>(table: Table): Promise<T[]> {
    return (await this.db.getAll(table)) as T[];
  }

  async write(changes: readonly Change[]): Promise<void> {
    const tables = [...new Set(changes.map(({ table }) => table))];
    const tx = this.db.transaction(tables, 'readwrite', ON_DISK);
    const done = changes.map(({ table, key, value }) => {
      const store = tx.objectStore(table);
      return value === undefined ? store.delete(key) : store.put(value, key);
    });
    await Promise.all([...done, tx.done]);
  }

  async update<T>(table: Table, key: string, change: (old: T | undefined) => T | undefined): Promise<T | undefined> {
    const tx = this.db.transaction(table, 'readwrite', ON_DISK);
    const value = change((await tx.store.get(key)) as T | undefined);
    await Promise.all([value === undefined ? tx.store.delete(key) : tx.store.put(value, key), tx.done]);
    return value;
  }
}
