import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { optional, text } from './columns.js';

/** A browser that is signed out is pushed nothing more: each subscription knows the session it came with. */
export class PushSessions1795824000000 implements MigrationInterface {
  readonly name = 'PushSessions1795824000000';

  up(runner: QueryRunner): Promise<void> {
    return runner.addColumn('push_subscription', new TableColumn(text('session', optional)));
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('push_subscription', 'session');
  }
}
