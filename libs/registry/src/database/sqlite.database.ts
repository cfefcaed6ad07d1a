import { setTimeout as delay } from 'node:timers/promises';
import type { Database as Connection } from 'better-sqlite3';
import { DataSource, type EntityManager } from 'typeorm';
import { ENTITIES } from '../entities/entities.js';
import { MIGRATIONS } from '../migrations/migrations.js';
import { RegistryUnavailableError } from '../registry.errors.js';
import type { Database, Work } from './database.js';
import { migrate } from './migrate.js';
import { Turns } from './turns.js';
import { explained, isBusy } from './unavailable.js';

export interface SqliteOptions {
  /** Of the file. Its folder is made where there is none. */
  path: string;
  /** How long a write waits for another process that writes. Milliseconds. */
  busyMs?: number;
}

const BUSY_MS = 5000;
const RETRY_MS = 10;
/** For what SQLite waits for by itself, with the whole process standing still: opening, and recovery after a crash. */
const OPENING_MS = 5000;

interface Side {
  source: DataSource;
  manager: EntityManager;
  connection: Connection;
  turns: Turns;
}

/**
 * A file. TypeORM has one connection for all its callers, on which one caller's rollback would take another's statements
 * along and readers would see what is not committed. So writes take turns on one connection and reads on another.
 * Transactions are begun here: TypeORM begins them without the write lock, and one that reads first then fails at its
 * first write if another process has written in between.
 */
export class SqliteDatabase implements Database {
  readonly #busyMs: number;
  #writer: Side | undefined;
  #reader: Side | undefined;

  constructor(private readonly options: SqliteOptions) {
    this.#busyMs = options.busyMs ?? BUSY_MS;
  }

  async start(): Promise<void> {
    try {
      this.#writer = await open(this.options.path, (connection) => {
        connection.pragma('journal_mode = WAL');
        // a commit is on disk when it returns: power cuts are normal
        connection.pragma('synchronous = FULL');
        // what is forgotten is gone from the file, too
        connection.pragma('secure_delete = ON');
      });
      await this.write(migrate);
      // from here on waiting for another process is done without stopping this one
      this.#writer.connection.pragma('busy_timeout = 0');
      this.#reader = await open(this.options.path, (connection) => {
        connection.pragma('query_only = ON');
      });
    } catch (error) {
      await this.stop();
      throw explained(error);
    }
  }

  async stop(): Promise<void> {
    const sides = [this.#reader, this.#writer];
    this.#reader = this.#writer = undefined;
    for (const side of sides) {
      await side?.turns.idle();
      await side?.source.destroy();
    }
  }

  read<T>(work: Work<T>): Promise<T> {
    return run(this.#reader, (side) => transaction(side, 'BEGIN', work));
  }

  write<T>(work: Work<T>): Promise<T> {
    return run(this.#writer, async (side) => {
      const deadline = performance.now() + this.#busyMs;
      for (;;)
        try {
          return await transaction(side, 'BEGIN IMMEDIATE', work);
        } catch (error) {
          if (!isBusy(error) || performance.now() > deadline) throw error;
          await delay(RETRY_MS);
        }
    });
  }
}

async function open(path: string, prepareDatabase: (connection: Connection) => void): Promise<Side> {
  let connection: Connection | undefined;
  const source = new DataSource({
    type: 'better-sqlite3',
    database: path,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    logging: false,
    timeout: OPENING_MS,
    prepareDatabase: (opened: Connection) => {
      connection = opened;
      prepareDatabase(opened);
    },
  });
  try {
    await source.initialize();
  } catch (error) {
    connection?.close();
    throw error;
  }
  return { source, manager: source.createQueryRunner().manager, connection: connection!, turns: new Turns() };
}

async function run<T>(side: Side | undefined, work: (side: Side) => Promise<T>): Promise<T> {
  if (!side) throw new RegistryUnavailableError('chưa mở, hoặc đã đóng');
  try {
    return await side.turns.take(() => work(side));
  } catch (error) {
    throw explained(error);
  }
}

async function transaction<T>({ manager, connection }: Side, begin: string, work: Work<T>): Promise<T> {
  connection.exec(begin);
  try {
    const result = await work(manager);
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    // a full disk may have ended it already
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}
