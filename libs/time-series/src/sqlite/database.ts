import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export type Db = Database.Database;

/** Pages of 4 KB: what is freed by a compaction is filled again before it is written to its place. */
const CHECKPOINT_PAGES = 4000;
const WAL_LEFT_BYTES = 32 << 20;
/** The system keeps the file's pages in its memory as well; the package's 16 MB a connection stay full for ever. */
const CACHE_KB = 2000;

/** Somebody else's tool may hold the file; whoever writes tries again. */
const BUSY_MS = 1000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, device TEXT NOT NULL, commune TEXT NOT NULL, UNIQUE (kind, device));
  CREATE TABLE IF NOT EXISTS metric (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, batch BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS chunk (series INTEGER NOT NULL, start INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (series, start)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS hourly (series INTEGER NOT NULL, metric INTEGER NOT NULL, hour INTEGER NOT NULL,
    count INTEGER NOT NULL, worst INTEGER NOT NULL, good INTEGER NOT NULL,
    sum REAL NOT NULL, min REAL NOT NULL, max REAL NOT NULL, last REAL NOT NULL, median REAL NOT NULL,
    PRIMARY KEY (series, metric, hour)) WITHOUT ROWID;
`;

/** For the one writer; creates what is missing. A commit is on disk when it returns, power cuts included. */
export function openForWriting(dir: string): Db {
  mkdirSync(dir, { recursive: true });
  const db = new Database(join(dir, 'series.sqlite'), { timeout: BUSY_MS });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.pragma(`journal_size_limit = ${WAL_LEFT_BYTES}`);
  db.pragma(`cache_size = -${CACHE_KB}`);
  db.exec(SCHEMA);
  return db;
}

export function openForReading(dir: string): Db {
  const db = new Database(join(dir, 'series.sqlite'), { fileMustExist: true });
  db.pragma('query_only = ON');
  db.pragma(`cache_size = -${CACHE_KB}`);
  return db;
}

/** Up to where a thing has been done; 0 = not at all. */
export class Mark {
  readonly #get: Database.Statement<[string], { value: number }>;
  readonly #set: Database.Statement<[string, number]>;

  constructor(
    db: Db,
    private readonly name: 'compacted' | 'expired',
  ) {
    this.#get = db.prepare('SELECT value FROM mark WHERE name = ?');
    this.#set = db.prepare('INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)');
  }

  get(): number {
    return this.#get.get(this.name)?.value ?? 0;
  }
  set(value: number): void {
    this.#set.run(this.name, value);
  }
}
