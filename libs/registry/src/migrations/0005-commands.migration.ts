import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, boolean, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'command',
    [
      text('id', key),
      text('commune'),
      text('device'),
      text('name'),
      text('by_whom'),
      text('person', optional),
      text('state'),
      bigint('at'),
      boolean('simulated'),
      text('body'),
      bigint('changes'),
    ],
    { command_at: ['at', 'id', 'device', 'state'], command_device: ['device', 'at'], command_state: ['state', 'at'] },
  ],
  [
    'command_event',
    [
      text('id', key),
      text('command'),
      bigint('seq'),
      text('change'),
      bigint('at'),
      text('state'),
      text('by_whom', optional),
      text('note', optional),
    ],
    { command_event_command: ['command', 'seq'] },
  ],
];

export class Commands1795564803000 implements MigrationInterface {
  readonly name = 'Commands1795564803000';

  up(runner: QueryRunner): Promise<void> {
    return createTables(runner, TABLES);
  }
  down(runner: QueryRunner): Promise<void> {
    return dropTables(runner, TABLES);
  }
}
