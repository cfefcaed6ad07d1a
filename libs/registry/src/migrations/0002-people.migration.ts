import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, boolean, key, optional, text } from './columns.js';
import { createTables, dropTables, type TableShape } from './tables.js';

const TABLES: TableShape[] = [
  [
    'identity',
    [
      text('id', key),
      text('kind'),
      text('name'),
      text('search'),
      text('login', optional),
      text('phone', optional),
      text('hamlet', optional),
      text('language'),
      text('password', optional),
      text('totp', optional),
      bigint('totp_step', optional),
      boolean('disabled'),
      bigint('created'),
      bigint('deleted', optional),
      bigint('version'),
    ],
    { identity_login: ['login'] },
  ],
  [
    'role_grant',
    [text('id', key), text('identity'), text('role'), text('scope_kind'), text('scope_id')],
    { role_grant_identity: ['identity'], role_grant_scope: ['scope_kind', 'scope_id'] },
  ],
  [
    'invitation',
    [text('token_hash', key), text('identity'), text('purpose'), bigint('created'), bigint('expires')],
    { invitation_identity: ['identity'] },
  ],
  [
    'session',
    [
      text('id', key),
      text('token_hash'),
      text('before_hash', optional),
      bigint('before_until', optional),
      text('identity'),
      text('kind'),
      text('label'),
      text('address'),
      bigint('created'),
      bigint('rotated'),
      bigint('seen'),
      bigint('idle_ms', optional),
      bigint('expires', optional),
    ],
    { session_token: ['token_hash'], session_before: ['before_hash'], session_identity: ['identity'] },
  ],
  [
    'audit',
    [
      bigint('seq', key),
      bigint('at'),
      text('by_whom'),
      text('acting_for', optional),
      text('address', optional),
      text('action'),
      text('target', optional),
      text('detail', optional),
      text('previous'),
      text('hash'),
    ],
    { audit_at: ['at'], audit_target: ['target'] },
  ],
];

/** The one thing that each engine says in its own words: lines of the audit log are only ever added. */
const APPEND_ONLY: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['UPDATE', 'DELETE'].map(
    (change) =>
      `CREATE TRIGGER audit_no_${change.toLowerCase()} BEFORE ${change} ON "audit" BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
  ),
  postgres: [
    `CREATE FUNCTION audit_append_only() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$ LANGUAGE plpgsql`,
    `CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" EXECUTE FUNCTION audit_append_only()`,
  ],
};

export class People1795564800000 implements MigrationInterface {
  readonly name = 'People1795564800000';

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, TABLES);
    for (const statement of APPEND_ONLY[runner.connection.options.type] ?? []) await runner.query(statement);
    // counts changes of people, grants and sessions, for the processes that hold them in memory
    await runner.query('INSERT INTO "revision" ("id", "number") VALUES (2, 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM "revision" WHERE "id" = 2');
    await dropTables(runner, TABLES);
    if (runner.connection.options.type === 'postgres') await runner.query('DROP FUNCTION audit_append_only()');
  }
}
