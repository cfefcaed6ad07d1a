import type { Manifest } from 'vite';

/** All that a page may load, also later: its scripts, styles, fonts and pictures, by their names in the build. */
export function filesOf(manifest: Manifest, page: string): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const walk = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) walk(next);
  };
  walk(page);
  return files;
}

/** Scripts that a page loads before it shows anything. */
export function firstScriptsOf(manifest: Manifest, page: string): Set<string> {
  const files = new Set<string>();
  const walk = (name: string) => {
    const chunk = manifest[name]!;
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) walk(next);
  };
  walk(page);
  return files;
}
