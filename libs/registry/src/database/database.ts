import type { EntityManager } from 'typeorm';

/** Runs inside a transaction. Only statements of the manager given; never `save` or `remove`, which begin their own. */
export type Work<T> = (manager: EntityManager) => Promise<T>;

/**
 * One database behind the registry.
 *
 * Lifetime: `start` opens it and brings its tables up to date, `stop` waits for what is under way and is safe after a
 * failed start. Both may be called again.
 * Ordering: a read that begins after a write resolved sees it.
 * Concurrency: any number of callers, also in other processes. Writes happen one at a time, across processes too, each
 * in a transaction of its own that nothing else shares; a read sees one moment and never what is not committed. Do not
 * wait for a write inside of a write.
 * Errors: what the database cannot do now is a RegistryUnavailableError, and nothing was changed.
 */
export interface Database {
  start(): Promise<void>;
  stop(): Promise<void>;
  read<T>(work: Work<T>): Promise<T>;
  write<T>(work: Work<T>): Promise<T>;
}
