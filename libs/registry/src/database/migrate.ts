import { type EntityManager, MigrationExecutor } from 'typeorm';

/**
 * Brings the tables up to date inside the caller's transaction: all of a release's migrations or none, and of two
 * processes that start at once the second finds the work done.
 */
export async function migrate({ dataSource, queryRunner }: EntityManager): Promise<void> {
  const executor = new MigrationExecutor(dataSource, queryRunner);
  executor.transaction = 'none';
  await executor.executePendingMigrations();
}
