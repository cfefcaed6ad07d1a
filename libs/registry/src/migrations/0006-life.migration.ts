import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { bigint, boolean, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const life = (more: TableShape[1], indices: TableShape[2]): TableShape[] => [
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
      ...more,
    ],
    { device_life_device: ['device', 'seq'], ...indices },
  ],
];
const BEFORE = life([boolean('current')], { device_life_until: ['current', 'until'] });
const NOW = life([], {});

/** Nobody said until when: as long as maintenance lasts where nothing else is said, so that no device stays mute. */
const USUAL_MAINTENANCE_MS = 8 * 3_600_000;

/** The lives of devices begin: each with the state it is in. When maintenance ends, the device itself knows. */
export class Life1795651200000 implements MigrationInterface {
  readonly name = 'Life1795651200000';

  async up(runner: QueryRunner): Promise<void> {
    // nothing was ever written to it
    await dropTables(runner, BEFORE);
    await createTables(runner, NOW);
    await runner.addColumn('device', new TableColumn(bigint('maintenance_until', optional)));
    const until = Date.now() + USUAL_MAINTENANCE_MS;
    await runner.query(`UPDATE device SET maintenance_until = ${until} WHERE state = 'maintenance'`);
    await runner.query(
      `INSERT INTO device_life (id, device, seq, to_state, at, by_whom, until)
       SELECT id || ' 1', id, 1, state, installed_at, 'hub', maintenance_until FROM device`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('device', 'maintenance_until');
    await dropTables(runner, NOW);
    await createTables(runner, BEFORE);
  }
}
