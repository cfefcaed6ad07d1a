import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually/eventually.js';

/** A real InfluxDB 1.x with a folder of its own, on loopback. */
export interface TestInflux {
  /** "http://127.0.0.1:<port>"; a database name is appended to make an INFLUX_URL. */
  url: string;
  /** Ends the server without a warning, as a power cut does. */
  pause(): Promise<void>;
  /** The same data behind the same port. */
  resume(): Promise<void>;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
}

export interface TestInfluxOptions {
  /** Lines of the `[http]` section, e.g. `max-body-size = 10000`. */
  http?: string[];
}

const READY_MS = 30_000;

/** Starts `influxd`; the system chooses the port. */
export async function startInflux({ http = [] }: TestInfluxOptions = {}): Promise<TestInflux> {
  const dir = mkdtempSync(join(tmpdir(), 'influx-'));
  const config = join(dir, 'influxdb.conf');
  let child: ChildProcess | undefined;
  let port = 0;

  const start = async () => {
    writeFileSync(config, configOf(dir, port, http));
    let output = '';
    const started = spawn('influxd', ['-config', config], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (text) => (output += text));
    port = await eventually(
      'influxd to listen',
      () => {
        if (ended(started)) throw new Error(`influxd ended: ${output.slice(-2000)}`);
        return Number(/Listening on HTTP.*addr=127\.0\.0\.1:(\d+)/.exec(output)?.[1] ?? 0);
      },
      (found) => found > 0,
      READY_MS,
    );
    await eventually(
      'influxd to answer',
      async () => (await fetch(`http://127.0.0.1:${port}/ping`)).status,
      (status) => status === 204,
      READY_MS,
    );
  };
  const pause = async () => {
    if (!child || ended(child)) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const stop = async () => {
    await pause();
    rmSync(dir, { recursive: true, force: true });
  };

  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, pause, resume: start, stop };
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

const configOf = (dir: string, port: number, http: readonly string[]) => `
reporting-disabled = true
bind-address = "127.0.0.1:0"
[meta]
  dir = "${dir}/meta"
[data]
  dir = "${dir}/data"
  wal-dir = "${dir}/wal"
  index-version = "tsi1"
  query-log-enabled = false
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
${http.map((line) => `  ${line}`).join('\n')}
`;
