import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { double, optional } from './columns.js';

/** A mast may stand higher or lower than its model usually does. */
export class WindHeight1796256000000 implements MigrationInterface {
  readonly name = 'WindHeight1796256000000';

  up(runner: QueryRunner): Promise<void> {
    return runner.addColumn('device', new TableColumn(double('wind_height_m', optional)));
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('device', 'wind_height_m');
  }
}
