import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, integer, key, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'broadcast',
    [text('id', key), text('state'), text('urgency'), bigint('written_at'), bigint('revision'), text('body')],
    { broadcast_written_at: ['written_at'] },
  ],
  ['broadcast_template', [text('id', key), integer('version', key), text('body')]],
];

/** What is said to all, and what may be. */
export class Broadcasts1795824001000 implements MigrationInterface {
  readonly name = 'Broadcasts1795824001000';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, TABLES);
  }
  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, TABLES);
  }
}
