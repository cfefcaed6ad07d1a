import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, key, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'rule_change',
    [text('id', key), text('rule'), bigint('at'), text('by_whom'), text('note'), text('body')],
    { rule_change_rule: ['rule', 'at'] },
  ],
];

export class Rules1795737603000 implements MigrationInterface {
  readonly name = 'Rules1795737603000';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, TABLES);
  }
  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, TABLES);
  }
}
