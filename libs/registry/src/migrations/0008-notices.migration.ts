import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'notice',
    [
      text('id', key),
      text('incident', optional),
      text('person', optional),
      text('channel'),
      text('kind'),
      text('state'),
      bigint('queued_at'),
      bigint('updated_at'),
      text('body'),
    ],
    { notice_incident: ['incident', 'queued_at'] },
  ],
  ['roster', [text('id', key), bigint('version'), text('body')]],
  ['contact', [text('identity', key), bigint('version'), text('body')]],
  [
    'push_subscription',
    [text('id', key), text('identity'), text('sealed'), bigint('created')],
    { push_subscription_identity: ['identity', 'created'] },
  ],
];

/** Who is told, how, and what came of it. */
export class Notices1795737601000 implements MigrationInterface {
  readonly name = 'Notices1795737601000';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, TABLES);
  }
  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, TABLES);
  }
}
