import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the installation: the folder with package.json, from the sources as from the build. */
export const ROOT = (() => {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(dir, 'package.json'))) dir = dirname(dir);
  return dir;
})();

/** Reads a file of `reference/` (limits, profiles, rule packs): facts with their source, never code. */
export const readReference = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, 'reference', name), 'utf8'));
