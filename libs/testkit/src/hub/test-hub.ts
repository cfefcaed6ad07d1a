import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Device } from '#hub/contracts';
import { ROOT } from '#hub/service-kit';
import { eventually } from '../eventually/eventually.js';
import { freePort } from '../ports/free-port.js';

/** A hub in a process of its own, as an installation runs it. */
export interface TestHub {
  url: string;
  mqttPort: number;
  /** Asks REST as the administrator; paths begin with "/". */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The administrator's session, for sockets and browsers: value of a Cookie header. */
  cookie(): Promise<string>;
  /** Its data folder. */
  dir: string;
  readonly pid: number;
  /** What it wrote to its log so far. */
  output(): string;
  addDevice(id: string, device: { profile: string } & Partial<Device>): Promise<{ device: Device; secret: string }>;
  /** The end that no process can prepare for. */
  kill9(): Promise<void>;
  /** Starts it again with the same folder, ports and settings; resolves when it answers. */
  restart(): Promise<void>;
  /** Ends it; removes the folder where it made one. */
  stop(): Promise<void>;
}

export interface TestHubOptions {
  env?: Record<string, string>;
  /** Absent: a temporary folder. */
  dataDir?: string;
  /** What goes before its command, e.g. to run it where a small disk is mounted. */
  within?: readonly string[];
}

const READY_MS = 30_000;
/** Of the administrator that each test's hub begins with. */
export const ADMIN = { login: 'admin', password: 'only for these tests' } as const;
/** As the installed hub is started. */
const MEMORY = parseEnv(readFileSync(join(ROOT, 'deploy/memory.env'), 'utf8'));

/** Starts the built hub (`npm run build`) on loopback with ports that are free. */
export async function startHub({ env = {}, dataDir, within = [] }: TestHubOptions = {}): Promise<TestHub> {
  const dir = dataDir ?? mkdtempSync(join(tmpdir(), 'hub-'));
  const [httpPort, mqttPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${httpPort}`;
  const settings = {
    DATA_DIR: dir,
    HTTP_PORT: String(httpPort),
    MQTT_PORT: String(mqttPort),
    HTTP_HOST: '127.0.0.1',
    MQTT_HOST: '127.0.0.1',
    ADMIN_PASSWORD: ADMIN.password,
    ...env,
  };
  let child: ChildProcess | undefined;
  let output = '';

  const start = async () => {
    const [program, ...args] = [...within, process.execPath, join(ROOT, 'dist/apps/hub/src/main.js')];
    const started = spawn(program!, args, {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], TZ: process.env['TZ'], ...MEMORY, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (text) => (output += text));
    const answers = eventually(
      'the hub to answer',
      async () => (await fetch(`${url}/api/health`)).status,
      (status) => status === 200 || status === 503,
      READY_MS,
    );
    const ends = once(started, 'close').then(() => 'ended' as const);
    const first = await Promise.race([answers, ends]);
    if (first !== 'ended') return;
    answers.catch(() => undefined);
    throw new HubEndedError(output);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!child || ended(child)) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };

  let session: Promise<string> | undefined;
  const cookie = () => {
    const asked = (session ??= signIn(url, ADMIN));
    // a hub that was not there is asked again
    asked.catch(() => (session = undefined));
    return asked;
  };
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', await cookie());
    return fetch(`${url}${path}`, { ...init, headers });
  };

  await start();
  return {
    url,
    mqttPort,
    fetch: ask,
    cookie,
    dir,
    get pid() {
      return child!.pid!;
    },
    output: () => output,
    async addDevice(id, device) {
      const response = await ask('/api/devices', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id, name: id, ...device }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`device ${id} was not added: ${response.status} ${text}`);
      return JSON.parse(text) as { device: Device; secret: string };
    },
    kill9: () => end('SIGKILL'),
    restart: start,
    async stop() {
      await end('SIGTERM');
      if (!dataDir) rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Signs in with a password; gives what a Cookie header says from then on. */
export async function signIn(url: string, credentials: { login: string; password: string }): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (!answer.ok) throw new Error(`${credentials.login} was not let in: ${answer.status} ${await answer.text()}`);
  return cookiesOf(answer);
}

/** What a browser would keep of an answer. */
export const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0]!)
    .join('; ');

class HubEndedError extends Error {
  constructor(output: string) {
    super(`the hub ended before it answered:\n${output.slice(-2000)}`);
  }
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
