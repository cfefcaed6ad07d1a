import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegistry, type Registry } from '../registry.js';
import type { RegistryError } from '../registry.errors.js';
import { profile, release, TestClock } from './builders.js';

export interface TempRegistry {
  registry: Registry;
  clock: TestClock;
  /** Of the SQLite file. */
  path: string;
  /** Closes it and removes its folder. */
  stop(): Promise<void>;
}

/** A started registry in a folder of its own, with the profiles `canal` and `air`. */
export async function tempRegistry(): Promise<TempRegistry> {
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  const path = join(dir, 'registry.sqlite');
  const clock = new TestClock();
  const profiles = release(profile('air', { kind: 'air', metrics: { pm25: {} } }), profile('canal'));
  const registry = openRegistry({ path, clock, profiles });
  await registry.start();
  return {
    registry,
    clock,
    path,
    async stop() {
      await registry.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What a caller is told, as "code: words". */
export const told = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'yes',
    (error: RegistryError) => `${error.code}: ${error.message}`,
  );
