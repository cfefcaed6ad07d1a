import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the installation: the folder with package.json, from the sources as from the build. */
export const ROOT = (() => {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(dir, 'package.json'))) dir = dirname(dir);
  return dir;
})();

/** Reads a file of `reference/` (limits, profiles, rule packs): facts with their source, never code. */
export const readReference = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, 'reference', name), 'utf8'));

/** Where a named file of a folder of `reference/` lies; or a path, from the current folder or from the installation's root. */
export function referencePath(folder: string, nameOrPath: string): string {
  if (/^[a-z0-9-]+$/.test(nameOrPath)) return join(ROOT, 'reference', folder, `${nameOrPath}.json`);
  if (isAbsolute(nameOrPath)) return nameOrPath;
  const here = resolve(nameOrPath);
  return existsSync(here) ? here : join(ROOT, nameOrPath);
}
