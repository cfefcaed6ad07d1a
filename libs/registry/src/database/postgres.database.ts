import { DataSource, type QueryRunner } from 'typeorm';
import { ENTITIES } from '../entities/entities.js';
import { MIGRATIONS } from '../migrations/migrations.js';
import { RegistryUnavailableError } from '../registry.errors.js';
import type { Database, Work } from './database.js';
import { migrate } from './migrate.js';
import { Turns } from './turns.js';
import { explained } from './unavailable.js';

export interface PostgresOptions {
  /** "postgres://user:password@host:port/database" */
  url: string;
  /** How long a write waits for another process that writes. Milliseconds. */
  lockMs?: number;
  /** How long a statement may take: a server behind a broken line must not hold callers for ever. Milliseconds. */
  answerMs?: number;
}

const CONNECT_MS = 5000;
const ANSWER_MS = 10_000;
const LOCK_MS = 5000;
const CONNECTIONS = 4;
/** Names our lock among the database's advisory locks: "hub" in ASCII. */
const WRITERS_LOCK = 0x68_75_62;

/**
 * A PostgreSQL server. Writes of all processes take turns through an advisory lock, so that what one has looked at is
 * still so when it writes; they also take turns within this process, or they would wait holding every connection.
 */
export class PostgresDatabase implements Database {
  #source: DataSource | undefined;
  #writes = new Turns();
  #reads = new Set<Promise<unknown>>();
  readonly #options: Required<PostgresOptions>;

  constructor(options: PostgresOptions) {
    this.#options = { lockMs: LOCK_MS, answerMs: ANSWER_MS, ...options };
  }

  async start(): Promise<void> {
    const source = new DataSource({
      type: 'postgres',
      url: this.#options.url,
      entities: ENTITIES,
      migrations: MIGRATIONS,
      logging: false,
      installExtensions: false,
      applicationName: 'commune-hub',
      connectTimeoutMS: CONNECT_MS,
      poolSize: CONNECTIONS,
      // a connection that breaks while nobody uses it is replaced by the next query
      poolErrorHandler: () => undefined,
      extra: { keepAlive: true, query_timeout: this.#options.answerMs },
    });
    try {
      await source.initialize();
      this.#source = source;
      await this.write(migrate);
    } catch (error) {
      await this.stop();
      throw explained(error);
    }
  }

  async stop(): Promise<void> {
    const source = this.#source;
    this.#source = undefined;
    await this.#writes.idle();
    await Promise.allSettled(this.#reads);
    await source?.destroy();
  }

  async read<T>(work: Work<T>): Promise<T> {
    const reading = transaction(this.#opened(), 'REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return work(manager);
    });
    this.#reads.add(reading);
    try {
      return await reading;
    } finally {
      this.#reads.delete(reading);
    }
  }

  async write<T>(work: Work<T>): Promise<T> {
    const source = this.#opened();
    return this.#writes.take(() =>
      transaction(source, 'READ COMMITTED', async (manager) => {
        await manager.query(`SET LOCAL lock_timeout = ${this.#options.lockMs}`);
        await manager.query(`SELECT pg_advisory_xact_lock(${WRITERS_LOCK})`);
        return work(manager);
      }),
    );
  }

  #opened(): DataSource {
    if (!this.#source) throw new RegistryUnavailableError('chưa mở, hoặc đã đóng');
    return this.#source;
  }
}

async function transaction<T>(
  source: DataSource,
  isolation: 'READ COMMITTED' | 'REPEATABLE READ',
  work: Work<T>,
): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction(isolation);
    const result = await work(runner.manager);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await rollback(runner);
    throw explained(error);
  } finally {
    await runner.release();
  }
}

/** A connection that does not even roll back any more is closed: the pool must not give it to the next caller. */
async function rollback(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive || runner.isReleased) return;
  try {
    await runner.rollbackTransaction();
  } catch {
    const broken: Promise<{ end(): Promise<void> }> = runner.connect();
    await broken.then(
      (client) => void client.end().catch(() => undefined),
      () => undefined,
    );
  }
}
