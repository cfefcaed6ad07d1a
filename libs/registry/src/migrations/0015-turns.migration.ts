import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, key, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  ['turn_plan', [text('id', key), text('block'), bigint('day'), text('body')], { turn_plan_block: ['block', 'day'] }],
  [
    'season_ledger',
    [text('id', key), text('plot'), bigint('from_day'), bigint('to_day'), text('body')],
    { season_ledger_plot: ['plot', 'from_day'] },
  ],
];

/** Turns of water by block and day, and what each plot's season took. */
export class Turns1796083200000 implements MigrationInterface {
  readonly name = 'Turns1796083200000';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, TABLES);
  }
  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, TABLES);
  }
}
