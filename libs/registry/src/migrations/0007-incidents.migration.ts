import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { bigint, boolean, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'incident',
    [
      ...[text('id', key), text('cause'), text('severity'), text('state'), text('target'), text('scope_kind')],
      ...[text('scope_id'), bigint('started_at'), bigint('ended_at', optional), bigint('opened_at')],
      ...[bigint('taken_at', optional), text('assigned_to', optional), bigint('shelved_until', optional)],
      ...[text('verdict', optional), boolean('backdated'), boolean('simulated'), bigint('revision')],
      ...[bigint('changes'), bigint('forgotten', optional), text('body')],
    ],
    { incident_opened: ['opened_at', 'id'], incident_state: ['state'] },
  ],
  [
    'incident_event',
    [
      ...[text('id', key), text('incident'), bigint('seq'), text('change'), bigint('at'), text('state')],
      ...[text('by_whom', optional), text('person', optional), text('note', optional)],
    ],
    { incident_event_incident: ['incident', 'seq'], incident_event_at: ['at', 'change'] },
  ],
];
const OF_ALERTS = [text('incident', optional), text('verdict', optional)];
const OF_EVENTS = [text('person', optional), text('photo', optional)];
const INDEX = new TableIndex({ name: 'alert_incident', columnNames: ['incident'] });

/** Alerts belong to incidents, and people do more about them than take them. */
export class Incidents1795737600000 implements MigrationInterface {
  readonly name = 'Incidents1795737600000';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES);
    for (const column of OF_ALERTS) await runner.addColumn('alert', new TableColumn(column));
    for (const column of OF_EVENTS) await runner.addColumn('alert_event', new TableColumn(column));
    await runner.createIndex('alert', INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('alert', INDEX);
    for (const { name } of OF_EVENTS) await runner.dropColumn('alert_event', name);
    for (const { name } of OF_ALERTS) await runner.dropColumn('alert', name);
    await dropTables(runner, TABLES);
  }
}
