import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { bigint, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'thing',
    [
      text('kind', key),
      text('id', key),
      text('commune'),
      bigint('version'),
      text('hamlet', optional),
      text('block', optional),
      text('plot', optional),
      text('owner', optional),
      text('outline', optional),
      text('search'),
      bigint('removed', optional),
      text('body'),
    ],
    {
      thing_hamlet: ['hamlet', 'kind'],
      thing_block: ['block', 'kind'],
      thing_plot: ['plot', 'kind'],
      thing_owner: ['owner'],
      thing_outline: ['outline'],
    },
  ],
  [
    'history',
    [
      text('kind', key),
      text('id', key),
      bigint('version', key),
      text('change'),
      bigint('at'),
      text('by_whom'),
      text('body'),
    ],
  ],
  [
    'stay',
    [text('site', key), bigint('from_at', key), text('device', key), bigint('to_at', optional)],
    { stay_device: ['device'] },
  ],
];

/** What is there counts as its first version. */
const version = () => new TableColumn(bigint('version', { default: 1 }));
const COLUMNS: [table: string, columns: TableColumn[]][] = [
  [
    'device',
    [...['site', 'block', 'plot', 'camera_group'].map((name) => new TableColumn(text(name, optional))), version()],
  ],
  ['gateway', [version()]],
  ['device_profile', [version()]],
  ['commune', [version()]],
];

export class Things1795564801000 implements MigrationInterface {
  readonly name = 'Things1795564801000';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES);
    for (const [table, columns] of COLUMNS) await runner.addColumns(table, columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of [...COLUMNS].reverse()) await runner.dropColumns(table, columns);
    await dropTables(runner, TABLES);
  }
}
