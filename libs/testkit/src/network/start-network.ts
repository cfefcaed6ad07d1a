import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A network with nobody else in it, where names are ours to give and every port is free. */
export interface TestNetwork {
  /** What goes before a command that is to be in it. */
  within: readonly string[];
  /** Gives it up; whoever was started within has ended before. */
  stop(): Promise<void>;
}

const OWN = ['--user', '--map-root-user', '--net', '--mount'];
const UP = 'ip link set lo up';

let known: boolean | undefined;
export function mayHaveNetwork(): boolean {
  known ??= spawnSync('unshare', [...OWN, 'sh', '-c', UP], { stdio: 'ignore' }).status === 0;
  return known;
}

/** These names stand for this machine within it. A process that sleeps keeps it while nobody else is there. */
export async function startNetwork(names: readonly string[]): Promise<TestNetwork> {
  const dir = mkdtempSync(join(tmpdir(), 'network-'));
  const hosts = join(dir, 'hosts');
  writeFileSync(hosts, `127.0.0.1 localhost ${names.join(' ')}\n`);
  const script = `mount --bind "$0" /etc/hosts && ${UP} && echo up && exec sleep infinity`;
  const keeper = spawn('unshare', [...OWN, 'sh', '-c', script, hosts], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(keeper, 'exit');
  const stop = async () => {
    keeper.kill('SIGKILL');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  const up = await Promise.race([once(keeper.stdout, 'data'), ended.then(() => undefined)]);
  if (!up) {
    await stop();
    throw new Error('no network of its own');
  }
  const namespaces = ['--user', '--preserve-credentials', '--net', '--mount'];
  return { within: ['nsenter', `--target=${keeper.pid}`, ...namespaces], stop };
}
