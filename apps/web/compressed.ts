import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const WORTH_IT = /\.(js|css|svg)$/;

/**
 * Scripts and styles lie compressed beside themselves, made once and not at each request: on a phone's 400 kbit/s React
 * alone is four seconds otherwise. gzip, because browsers ask for nothing better without HTTPS.
 */
export const compressed = (outDir: string): Plugin => ({
  name: 'compressed',
  closeBundle() {
    const assets = join(outDir, 'assets');
    for (const name of readdirSync(assets).filter((one) => WORTH_IT.test(one)))
      writeFileSync(join(assets, `${name}.gz`), gzipSync(readFileSync(join(assets, name)), { level: 9 }));
  },
});
