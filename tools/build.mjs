// Builds what is out of date: the server with swc (dist/), the pages with Vite (dist/web). Flags: --quiet, --server, --force.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const has = (flag) => process.argv.includes(flag);
const newest = (path) => {
  const s = statSync(path);
  if (!s.isDirectory()) return s.mtimeMs;
  return Math.max(s.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
};
function step(name, sources, command) {
  const stamp = `dist/.built-${name}`;
  const since = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (!has('--force') && since > Math.max(...sources.filter(existsSync).map(newest))) return;
  const started = Date.now();
  const [file, ...args] = command;
  const run = spawnSync(file, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (run.status !== 0) {
    process.stderr.write(run.stdout + run.stderr);
    process.exit(run.status ?? 1);
  }
  mkdirSync('dist', { recursive: true });
  // the stamp carries the time of the start: what changed meanwhile is built next time
  writeFileSync(stamp, '');
  utimesSync(stamp, started / 1000, started / 1000);
  if (!has('--quiet')) console.log(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

const node = process.execPath;
const shared = ['package.json', 'libs', '.swcrc'];
if (has('--force')) rmSync('dist', { recursive: true, force: true });
step(
  'server',
  [
    ...shared,
    'apps/broker',
    'apps/ingest',
    'apps/alerting',
    'apps/analysis',
    'apps/fields',
    'apps/notifier',
    'apps/operations',
    'apps/hub',
    'firmware-sim',
    'test/bench',
  ],
  [
    node,
    'node_modules/@swc/cli/bin/swc.js',
    'apps',
    'libs',
    'firmware-sim',
    'test/bench',
    '-d',
    'dist',
    '--ignore',
    'apps/web/**',
    '--ignore',
    '**/*.spec.ts',
    '--quiet',
  ],
);
if (!has('--server') && existsSync('apps/web/index.html'))
  step(
    'web',
    [...shared, 'apps/web'],
    [node, 'node_modules/vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn'],
  );
