import type { EntityManager } from 'typeorm';

/** Does all of `work` or nothing of it, within a transaction that goes on. */
export async function wholly<T>(m: EntityManager, work: () => Promise<T>): Promise<T> {
  await m.query('SAVEPOINT wholly');
  try {
    const done = await work();
    await m.query('RELEASE SAVEPOINT wholly');
    return done;
  } catch (error) {
    await m.query('ROLLBACK TO SAVEPOINT wholly');
    await m.query('RELEASE SAVEPOINT wholly');
    throw error;
  }
}
