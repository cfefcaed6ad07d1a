import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, double, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'smoke_report',
    [
      text('id', key),
      bigint('seen_at'),
      bigint('at'),
      double('lat'),
      double('lon'),
      text('note', optional),
      text('by_whom'),
    ],
    { smoke_report_seen: ['seen_at'] },
  ],
];

/** Residents tell of smoke, and somebody on duty writes it down. */
export class SmokeReports1796342400000 implements MigrationInterface {
  readonly name = 'SmokeReports1796342400000';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, TABLES);
  }
  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, TABLES);
  }
}
