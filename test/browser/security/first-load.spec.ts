import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Manifest } from 'vite';
import { filesOf, firstScriptsOf } from '../../../apps/web/page-files.js';

const WEB = 'dist/web';
const read = (file: string) => readFileSync(join(WEB, file));
const manifest = () => JSON.parse(read('.vite/manifest.json').toString()) as Manifest;
const keptBy = (worker: string) =>
  [
    ...read(worker)
      .toString()
      .matchAll(/"url":"([^"]+)"/g),
  ].map((match) => match[1]!);

describe('what a phone loads of the officer’s page', () => {
  it('is at most 150 kB of scripts, gzipped, before it can be used', () => {
    const scripts = [...firstScriptsOf(manifest(), 'security.html')].filter((file) => file.endsWith('.js'));
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
    console.log(
      `first load of /security: ${(bytes / 1000).toFixed(1)} kB of scripts, gzipped, in ${scripts.length} files`,
    );
    expect(bytes).toBeLessThanOrEqual(150_000);
  });

  it('has no schema library in it', () => {
    const scripts = [...filesOf(manifest(), 'security.html')].filter((file) => file.endsWith('.js'));
    expect(scripts.filter((file) => read(file).includes('invalid_type'))).toEqual([]);
  });

  it('is all that stays on the phone: nothing of wall or desk, and nothing of the installer’s', () => {
    const kept = keptBy('security-worker.js');
    const own = filesOf(manifest(), 'security.html');
    const scripts = [...own].filter((file) => /\.(js|css)$/.test(file));
    expect(kept).toEqual(expect.arrayContaining(['security.html', 'security.webmanifest', ...scripts]));
    expect(kept.filter((file) => file.startsWith('assets/') && !own.has(file))).toEqual([]);
    expect(kept.filter((file) => file.startsWith('install'))).toEqual([]);
    expect(keptBy('install-worker.js').filter((file) => file.startsWith('security'))).toEqual([]);
  });
});
