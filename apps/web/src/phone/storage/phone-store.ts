/** What a phone keeps by itself. `known` holds answers of the hub, for when it cannot be asked. */
export const TABLES = ['drafts', 'jobs', 'photos', 'known'] as const;
export type Table = (typeof TABLES)[number];

/** `value` undefined: it is taken away. */
export interface Change {
  table: Table;
  key: string;
  value: unknown;
}

/**
 * Small things by their key. A promise that resolves means: on the disk. Rejects where the phone has no room or does not
 * let pages keep anything.
 */
export interface PhoneStore {
  get<T>(table: Table, key: string): Promise<T | undefined>;
  all<T>(table: Table): Promise<T[]>;
  /** All of them or none. */
  write(changes: readonly Change[]): Promise<void>;
  /** Reads and replaces in one step, also against the service worker. Answers what is there afterwards. */
  update<T>(table: Table, key: string, change: (old: T | undefined) => T | undefined): Promise<T | undefined>;
}

/** Where the phone keeps nothing: it holds until the page is closed. */
export class MemoryStore implements PhoneStore {
  private readonly tables = new Map<Table, Map<string, unknown>>(TABLES.map((table) => [table, new Map()]));

  async get<T>(table: Table, key: string): Promise<T | undefined> {
    return this.tables.get(table)!.get(key) as T | undefined;
  }

  async all<T>(table: Table): Promise<T[]> {
    return [...this.tables.get(table)!.values()] as T[];
  }

  async write(changes: readonly Change[]): Promise<void> {
    for (const { table, key, value } of changes)
      if (value === undefined) this.tables.get(table)!.delete(key);
      else this.tables.get(table)!.set(key, structuredClone(value));
  }

  async update<T>(table: Table, key: string, change: (old: T | undefined) => T | undefined): Promise<T | undefined> {
    const value = change(await this.get<T>(table, key));
    await this.write([{ table, key, value }]);
    return value;
  }
}
