import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '#hub/service-kit';

/** A small disk in memory, which only those see who are started `within` it. */
export interface TestTmpfs {
  /** Where it stands for whoever is within. */
  dir: string;
  /** The same folder as it is reached from here. */
  path: string;
  /** What goes before a command that is to see it. */
  within: readonly string[];
  /** Gives it up with all that is on it; whoever was started within has ended before. */
  stop(): Promise<void>;
}

/** Anybody may mount within a user namespace of his own, where the kernel grants those; else only root may. */
const WAYS = [['--user', '--map-root-user', '--mount'], ['--mount']] as const;

let known: { way: readonly string[] | undefined } | undefined;
function wayToMount(): readonly string[] | undefined {
  const works = (way: readonly string[]) =>
    spawnSync('unshare', [...way, 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()], { stdio: 'ignore' }).status === 0;
  known ??= { way: WAYS.find(works) };
  return known.way;
}

export const mayHaveTmpfs = (): boolean => wayToMount() !== undefined;

/** Mounts one; a process that sleeps keeps it while nobody else is within. */
export async function startTmpfs(megabytes: number): Promise<TestTmpfs> {
  const way = wayToMount();
  if (!way) throw new Error('no right to mount, and no user namespaces');
  const dir = mkdtempSync(join(tmpdir(), 'tmpfs-'));
  const script = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && echo mounted && exec sleep infinity`;
  const keeper = spawn('unshare', [...way, 'sh', '-c', script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(keeper, 'exit');
  const stop = async () => {
    keeper.kill('SIGKILL');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  const mounted = await Promise.race([once(keeper.stdout, 'data'), ended.then(() => undefined)]);
  if (!mounted) {
    await stop();
    throw new Error('the small disk was not mounted');
  }
  const namespaces = way.includes('--user') ? ['--user', '--preserve-credentials', '--mount'] : ['--mount'];
  return {
    dir,
    path: join(`/proc/${keeper.pid}/root`, dir),
    within: ['nsenter', `--target=${keeper.pid}`, ...namespaces, `--wd=${ROOT}`],
    stop,
  };
}
