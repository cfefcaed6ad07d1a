import type { Database } from './database.js';
import { PostgresDatabase } from './postgres.database.js';
import { SqliteDatabase } from './sqlite.database.js';

export interface DatabaseOptions {
  /** "postgres://user:password@host/database". Absent: the file. */
  url?: string;
  /** Of the SQLite file. */
  path: string;
}

/** The engine that the settings ask for, not yet started. */
export const openDatabase = ({ url, path }: DatabaseOptions): Database =>
  url ? new PostgresDatabase({ url }) : new SqliteDatabase({ path });
