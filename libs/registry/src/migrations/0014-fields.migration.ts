import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, key, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  ['farm_record', [text('id', key), text('plot'), bigint('at'), text('body')], { farm_record_plot: ['plot', 'at'] }],
  [
    'finding',
    [text('id', key), text('kind'), bigint('started_at'), bigint('updated_at'), text('body')],
    { finding_kind: ['kind', 'started_at'] },
  ],
  [
    'source_record',
    [text('id', key), text('source'), bigint('at'), text('body')],
    { source_record_source: ['source', 'at'] },
  ],
];

/** What people say of fields and waste-water sources, and what the hub concludes. */
export class Fields1795996800000 implements MigrationInterface {
  readonly name = 'Fields1795996800000';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, TABLES);
  }
  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, TABLES);
  }
}
