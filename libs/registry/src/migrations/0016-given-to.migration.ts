import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { optional, text } from './columns.js';

/** A timeline says to whom an incident was given, and not only by whom. */
export class GivenTo1796169600000 implements MigrationInterface {
  readonly name = 'GivenTo1796169600000';

  up(runner: QueryRunner): Promise<void> {
    return runner.addColumn('incident_event', new TableColumn(text('given_to', optional)));
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('incident_event', 'given_to');
  }
}
