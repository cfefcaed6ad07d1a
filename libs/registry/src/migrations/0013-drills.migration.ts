import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, key, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  ['drill', [text('id', key), text('state'), bigint('planned_at'), text('body')], { drill_planned: ['planned_at'] }],
];

/** The way from a sensor to people, tried. */
export class Drills1795824002000 implements MigrationInterface {
  readonly name = 'Drills1795824002000';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, TABLES);
  }
  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, TABLES);
  }
}
