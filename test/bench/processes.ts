import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadClient, LoadOptions, LoadResult } from './mqtt-load.js';

export const HERE = dirname(fileURLToPath(import.meta.url));
export const DIST = join(HERE, '../..');

/** A folder on the disk the hub would use: on a RAM disk a flush costs nothing and the figures would flatter. */
export function workFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), 'commune-bench-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export interface Running {
  pid: number;
  /** First line on standard output, as JSON. */
  said: { port: number };
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a script of this folder that prints one line of JSON when it is ready. */
export async function start(script: string, env: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [join(HERE, script)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstLine(child, script);
  return { pid: child.pid!, said: JSON.parse(line), stop: (signal = 'SIGTERM') => end(child, signal) };
}

function firstLine(child: ChildProcess, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it was ready`)));
  });
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

const TICKS_PER_SECOND = 100; // USER_HZ, fixed on Linux
/** User and system time so far, microseconds. */
export function cpuMicros(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1e6) / TICKS_PER_SECOND;
}
/** Anonymous resident memory, MB: the log's mapped pages are the kernel's to take back. */
export function rssAnonMb(pid: number): number {
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}
/** Bytes this process caused to be written to the storage layer. */
export function bytesWritten(pid: number): number {
  return Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))![1]);
}

/** So many seconds of a paced load whose packets are of their moment. */
export const live = (port: number, clients: LoadClient[], rate: number, seconds: number): LoadOptions => ({
  ...{ port, clients, inflight: 20, rate, packets: rate * seconds },
  spacingMs: (clients.length / rate) * 1000,
});

/** Runs the load in a process of its own, to its end or until `signal`. */
export async function load(options: LoadOptions, signal?: AbortSignal): Promise<LoadResult> {
  const { dir, remove } = workFolder();
  const file = join(dir, 'load.json');
  writeFileSync(file, JSON.stringify(options));
  const child = spawn(process.execPath, [join(HERE, 'mqtt-load.js'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  signal?.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  try {
    return JSON.parse(await firstLine(child, 'load generator'));
  } finally {
    await end(child, 'SIGTERM');
    remove();
  }
}

/** Keeps a load up while something is measured. @throws when it was over before, or failed */
export async function beside<T>(options: LoadOptions, measure: () => Promise<T>): Promise<T> {
  const ending = new AbortController();
  let over = false;
  const traffic = load(options, ending.signal).finally(() => (over = true));
  // what the measurement complains of comes first
  traffic.catch(() => undefined);
  try {
    const measured = await measure();
    if (!over) return measured;
    await traffic;
    throw new Error('the load was over before the measurement was');
  } finally {
    ending.abort();
    await traffic.catch(() => undefined);
  }
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
export const percentile = (values: number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
};
