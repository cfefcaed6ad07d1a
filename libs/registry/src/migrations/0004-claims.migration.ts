import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { bigint, boolean, double, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'claim',
    [
      text('id', key),
      text('batch', optional),
      text('box', optional),
      text('secret_hash'),
      text('state'),
      text('profile', optional),
      text('sheet', optional),
      text('says', optional),
      bigint('created'),
      text('created_by'),
      bigint('expires'),
      text('device', optional),
      bigint('claimed_at', optional),
      text('claimed_by', optional),
      bigint('handed_at', optional),
      bigint('used_at', optional),
      bigint('asked_at', optional),
    ],
    { claim_device: ['device'], claim_waiting: ['batch', 'state'], claim_created: ['created', 'id'] },
  ],
  [
    'claim_batch',
    [
      text('id', key),
      text('key_hash'),
      text('profile', optional),
      text('note', optional),
      bigint('created'),
      text('created_by'),
      bigint('expires'),
      bigint('withdrawn', optional),
    ],
  ],
  [
    'installation',
    [
      text('key', key),
      text('claim'),
      text('device'),
      text('installed_by'),
      bigint('installed_at'),
      bigint('taken_at'),
      double('accuracy_m', optional),
    ],
    { installation_device: ['device'] },
  ],
  [
    'rotation',
    [
      text('account', key),
      text('id'),
      bigint('wanted_at'),
      text('wanted_by'),
      bigint('issued_at', optional),
      bigint('acked_at', optional),
    ],
  ],
  [
    'device_life',
    [
      text('id', key),
      text('device'),
      bigint('seq'),
      text('from_state', optional),
      text('to_state'),
      bigint('at'),
      text('by_whom'),
      text('reason', optional),
      bigint('until', optional),
      text('other', optional),
      boolean('current'),
    ],
    { device_life_device: ['device', 'seq'], device_life_until: ['current', 'until'] },
  ],
];

/** Labels and keys of boxes that come to be provisioned, installations, secrets in the change, and devices' lives. */
export class Claims1795564802000 implements MigrationInterface {
  readonly name = 'Claims1795564802000';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES);
    await runner.addColumn('credential', new TableColumn(bigint('offered', optional)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('credential', 'offered');
    await dropTables(runner, TABLES);
  }
}
