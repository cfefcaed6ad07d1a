import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, boolean, double, integer, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'device',
    [
      text('id', key),
      text('commune'),
      text('profile'),
      text('state'),
      text('name'),
      text('hamlet', optional),
      text('place', optional),
      double('lat', optional),
      double('lon', optional),
      text('gateway', optional),
      text('address', optional),
      boolean('simulated'),
      bigint('installed_at'),
    ],
  ],
  [
    'gateway',
    [
      text('id', key),
      text('commune'),
      text('name'),
      text('codec'),
      text('topics'),
      text('field_map', optional),
      boolean('simulated'),
    ],
  ],
  [
    'credential',
    [text('secret_hash', key), text('account'), bigint('created'), bigint('revoked', optional)],
    { credential_account: ['account'] },
  ],
  ['device_profile', [text('id', key), text('body'), boolean('local'), boolean('removed')]],
  [
    'commune',
    [text('code', key), text('name'), text('province'), text('support', optional), boolean('simulated'), text('map')],
  ],
  [
    'alert',
    [
      text('id', key),
      text('key'),
      text('rule'),
      text('target'),
      text('commune'),
      text('severity'),
      text('state'),
      bigint('started_at'),
      bigint('ended_at', optional),
      bigint('learnt_at'),
      boolean('backdated'),
      bigint('updated_at'),
      boolean('simulated'),
      text('body'),
      bigint('changes'),
      bigint('forgotten', optional),
    ],
    {
      alert_filter: ['started_at', 'id', 'ended_at', 'severity', 'rule', 'target', 'commune', 'state'],
      alert_state: ['state'],
    },
  ],
  [
    'alert_event',
    [
      text('id', key),
      text('alert'),
      bigint('seq'),
      text('change'),
      bigint('at'),
      text('state'),
      text('by_whom', optional),
      text('note', optional),
    ],
    { alert_event_alert: ['alert', 'seq'] },
  ],
  [
    'refusal',
    [
      text('id', key),
      text('account'),
      text('address'),
      text('reason'),
      text('detail', optional),
      bigint('count'),
      bigint('first'),
      bigint('last'),
    ],
    { refusal_last: ['last'], refusal_account: ['account', 'last'] },
  ],
  ['setting', [text('key', key), text('value')]],
  ['revision', [integer('id', key), bigint('number')]],
];

/** No foreign keys: docs/decisions/0003-registry.md tells why. */
export class Initial1795478400000 implements MigrationInterface {
  readonly name = 'Initial1795478400000';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES);
    await runner.query('INSERT INTO "revision" ("id", "number") VALUES (1, 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, TABLES);
  }
}
