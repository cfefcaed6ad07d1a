import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'handover',
    [
      text('id', key),
      bigint('from_at'),
      bigint('to_at'),
      bigint('at'),
      text('person'),
      text('by_whom'),
      text('summary'),
      text('note', optional),
      text('taken_person', optional),
      text('taken_by', optional),
      bigint('taken_at', optional),
    ],
    { handover_at: ['at'] },
  ],
];

export class Handovers1795737604000 implements MigrationInterface {
  readonly name = 'Handovers1795737604000';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, TABLES);
  }
  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, TABLES);
  }
}
