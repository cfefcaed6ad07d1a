import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { openRegistry, type Registry } from '#hub/registry';
import { startPostgres, type TestPostgres } from '#hub/testkit';
import { type Database } from '../../../libs/registry/src/database/database.js';
import { type DatabaseOptions, openDatabase } from '../../../libs/registry/src/database/open-database.js';
import { profile, release, T0, TestClock } from '../../../libs/registry/src/testing/builders.js';

/** Gives each test an empty database. */
export interface Engine {
  start(): Promise<void>;
  empty(): Promise<DatabaseOptions>;
  stop(): Promise<void>;
}

export function sqlite(): Engine {
  let dir: string;
  let files = 0;
  return {
    start: async () => void (dir = mkdtempSync(join(tmpdir(), 'registry-'))),
    empty: async () => ({ path: join(dir, `${++files}`, 'registry.sqlite') }),
    stop: async () => rmSync(dir, { recursive: true, force: true }),
  };
}

export function postgres(): Engine {
  let server: TestPostgres | undefined;
  let dir: string;
  let databases = 0;
  return {
    start: async () => {
      dir = mkdtempSync(join(tmpdir(), 'registry-'));
      server = await startPostgres();
    },
    empty: async () => ({ path: join(dir, `${++databases}`, 'no.sqlite'), url: await server!.createDatabase() }),
    stop: async () => {
      await server?.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export interface Bench {
  clock: TestClock;
  /** A registry that is not started yet. */
  registry(profiles?: unknown): Registry;
  /** One more process on the same database, as the command line is. */
  open(profiles?: unknown): Promise<Registry>;
  /** The database that the test was given. */
  where(): DatabaseOptions;
  /** Beside it, where that is a file. */
  keyFile(): string;
  /** The layer below. */
  database(): Promise<Database>;
}

/** For the tests of the `describe` it is called in. All that was opened is closed after each. */
export function benchOf(engine: Engine): Bench {
  const clock = new TestClock();
  let where: DatabaseOptions;
  let opened: { stop(): Promise<void> }[] = [];
  const kept = <T extends { stop(): Promise<void> }>(one: T): T => {
    opened.push(one);
    return one;
  };
  const registry = (profiles: unknown = release(profile('canal'))) => kept(openRegistry({ ...where, clock, profiles }));

  beforeAll(() => engine.start(), 90_000);
  afterAll(() => engine.stop());
  beforeEach(async () => {
    where = await engine.empty();
    clock.ms = T0;
  }, 30_000);
  afterEach(async () => {
    for (const one of opened) await one.stop();
    opened = [];
  });
  return {
    clock,
    registry,
    async open(profiles) {
      const one = registry(profiles);
      await one.start();
      return one;
    },
    where: () => where,
    keyFile: () => join(dirname(where.path), 'secret.key'),
    async database() {
      const one = kept(openDatabase(where));
      await one.start();
      return one;
    },
  };
}
