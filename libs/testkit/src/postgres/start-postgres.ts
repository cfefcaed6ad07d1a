import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually/eventually.js';
import { freePort } from '../ports/free-port.js';

/** A real PostgreSQL server with a folder of its own, on loopback. */
export interface TestPostgres {
  /** "postgres://…" of its first database, which is empty. */
  url: string;
  /** Makes one more empty database; gives its url. */
  createDatabase(): Promise<string>;
  /** Ends the server without a word to its clients, as a crash does. */
  pause(): Promise<void>;
  /** The same data behind the same port. */
  resume(): Promise<void>;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const PORTS_TRIED = 5;
const USER = 'hub';
const PASSWORD = 'only for tests';
const VERSIONS = '/usr/lib/postgresql';

/** Starts the newest PostgreSQL of this machine. */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = join(VERSIONS, readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a))[0]!, 'bin');
  const account = accountForServer();
  const dir = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(dir, 'data');
  let child: ChildProcess | undefined;
  let port = 0;
  let databases = 0;

  const init = async () => {
    const passwordFile = join(dir, 'password');
    writeFileSync(passwordFile, PASSWORD);
    if ('uid' in account) for (const path of [dir, passwordFile]) chownSync(path, account.uid, account.gid);
    const args = ['-D', data, '-U', USER, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--no-sync'];
    await run(join(bin, 'initdb'), [...args, '--locale', 'C.UTF-8'], { ...account, cwd: dir });
  };
  const start = async () => {
    for (let tries = 1; ; tries++) {
      port ||= await freePort();
      const { server, output } = spawnServer(join(bin, 'postgres'), data, port, { ...account, cwd: dir });
      child = server;
      const ready = /database system is ready to accept connections/;
      await eventually('postgres to be ready', output, (said) => ready.test(said) || ended(server), READY_MS);
      if (!ended(server)) return;
      // somebody took the port since it was seen free
      if (tries === PORTS_TRIED || !/could not bind/.test(output()))
        throw new Error(`postgres ended: ${output().slice(-2000)}`);
      port = 0;
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!child || ended(child)) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const stop = async () => {
    // SIGINT: closes connections and ends in order
    await end('SIGINT');
    rmSync(dir, { recursive: true, force: true });
  };
  const urlOf = (database: string) =>
    `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  const createDatabase = async () => {
    const name = `test_${++databases}`;
    await run(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', USER, name], {
      cwd: dir,
      env: { PGPASSWORD: PASSWORD },
    });
    return urlOf(name);
  };

  try {
    await init();
    await start();
    // SIGQUIT: every process of the server ends at once
    return { url: await createDatabase(), createDatabase, pause: () => end('SIGQUIT'), resume: start, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type ServerAccount = { uid: number; gid: number } | Record<never, never>;

/** The server refuses to run as root; then its own account is used, or that of nobody. */
function accountForServer(): ServerAccount {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody'])
    try {
      const idOf = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: idOf('-u'), gid: idOf('-g') };
    } catch {
      // no such account: the next
    }
  throw new Error('no account to run postgres with');
}

function spawnServer(program: string, data: string, port: number, options: ServerAccount & { cwd: string }) {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // nothing of it outlives the test
    fsync: 'off',
    max_connections: 40,
    log_min_messages: 'warning',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(program, ['-D', data, ...flags], {
    ...options,
    env: { PATH: process.env['PATH'], LC_MESSAGES: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr.on('data', (text) => (said += text));
  return { server, output: () => said };
}

type RunOptions = ServerAccount & { cwd: string; env?: NodeJS.ProcessEnv };

const run = async (program: string, args: string[], { env, ...options }: RunOptions): Promise<void> => {
  const child = spawn(program, args, {
    ...options,
    env: { PATH: process.env['PATH'], LC_MESSAGES: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} failed: ${said.slice(-2000)}`);
};

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
