import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Manifest } from 'vite';
import { filesOf, firstScriptsOf } from '../../../apps/web/page-files.js';

const WEB = 'dist/web';
const read = (file: string) => readFileSync(join(WEB, file));
const manifest = () => JSON.parse(read('.vite/manifest.json').toString()) as Manifest;

describe('what a phone loads of the farmer’s page', () => {
  it('is at most 120 kB of scripts, gzipped, before it can be used', () => {
    const scripts = [...firstScriptsOf(manifest(), 'farm.html')].filter((file) => file.endsWith('.js'));
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
    console.log(`first load of /farm: ${(bytes / 1000).toFixed(1)} kB of scripts, gzipped, in ${scripts.length} files`);
    expect(bytes).toBeLessThanOrEqual(120_000);
  });

  it('has no schema library and no chart library in it', () => {
    const scripts = [...filesOf(manifest(), 'farm.html')].filter((file) => file.endsWith('.js'));
    expect(scripts.filter((file) => /invalid_type|uPlot/.test(read(file).toString()))).toEqual([]);
  });

  it('is all that stays on the phone: nothing of wall, desk, or another phone’s page', () => {
    const kept = [
      ...read('farm-worker.js')
        .toString()
        .matchAll(/"url":"([^"]+)"/g),
    ].map((match) => match[1]!);
    const own = filesOf(manifest(), 'farm.html');
    const scripts = [...own].filter((file) => /\.(js|css)$/.test(file));
    expect(kept).toEqual(expect.arrayContaining(['farm.html', 'farm.webmanifest', ...scripts]));
    expect(kept.filter((file) => file.startsWith('assets/') && !own.has(file))).toEqual([]);
    expect(kept.filter((file) => /^(install|security)/.test(file))).toEqual([]);
  });
});
