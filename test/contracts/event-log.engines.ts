import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Group, type Packet, type Reading, type Stream, STREAM } from '#hub/contracts';
import { type Delivery, type EventLog, LmdbEventLog, type Outputs, type Retention } from '#hub/event-log';

export interface Options {
  groups?: Partial<Record<Stream, readonly Group[]>>;
  retention?: Partial<Record<Stream, Retention>>;
}
/** An engine of the port. Each has to keep the whole contract. */
export interface Engine {
  open(dir: string, options: Options): EventLog;
  /** Makes `copy` what a process finds that comes after a kill -9 of the one that has `dir` open. */
  crash(dir: string, copy: string): void;
}
export const ENGINES: Record<string, Engine> = {
  LMDB: {
    open: (dir, options) => new LmdbEventLog({ dir, clock, commitMs: 2, lazyMs: 2, reserveBytes: 1 << 16, ...options }),
    crash: (dir, copy) => copyFileSync(join(dir, 'data.mdb'), join(copy, 'data.mdb')),
  },
};

/** What the logs take for the time. */
export const clock = { at: 1_000_000, now: () => clock.at };

/** Folders, and the logs that a test opens in them. */
export class Logs {
  readonly #root = mkdtempSync(join(tmpdir(), 'log-contract-'));
  #opened: EventLog[] = [];
  #folders = 0;

  constructor(readonly engine: Engine) {}

  folder(): string {
    const dir = join(this.#root, String(this.#folders++));
    mkdirSync(dir);
    return dir;
  }
  async open(dir = this.folder(), options: Options = {}): Promise<EventLog> {
    const log = this.engine.open(dir, options);
    this.#opened.push(log);
    await log.start();
    return log;
  }
  /** What the process would find that comes next, had the one with this folder been killed now. */
  afterCrash(dir: string): Promise<EventLog> {
    const copy = this.folder();
    this.engine.crash(dir, copy);
    return this.open(copy);
  }
  async close(): Promise<void> {
    for (const log of this.#opened.splice(0)) await log.stop();
  }
  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/** Packet number `n`, of which `size` bytes are payload. */
export const packet = (n: number, size = 10): Packet => ({
  type: 'packet',
  account: 'air-1',
  topic: 'tele/air/SENSOR',
  payload: Buffer.from(String(n).padEnd(size, '.')),
  received: clock.at + n,
});
export const reading = (n: number): Reading => ({
  type: 'reading',
  commune: '26734',
  device: 'air-1',
  kind: 'air',
  ts: n,
  received: n,
  late: false,
  values: { pm25: n + 0.5 },
  quality: { pm25: 'suspect' },
  simulated: false,
});
export const outputs = (append: Outputs['append'] = {}, state: Record<string, unknown> = {}): Outputs => ({
  append,
  state: new Map(Object.entries(state)),
});
export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Numbers of packets again. */
export const numbers = (items: readonly unknown[]): number[] =>
  items.map((item) => Number.parseInt(Buffer.from((item as Packet).payload).toString(), 10));
export const scanned = (log: EventLog): number[] => numbers([...log.scan(STREAM.telemetry)].map(({ item }) => item));
/** Waits for something to read. */
export const read = async <S extends Stream>(
  log: EventLog,
  group: Group,
  stream: S,
  max = 1000,
): Promise<Delivery<S>> => (await log.read(group, stream, max, new AbortController().signal))!;
/** Whether there is nothing to read now. */
export const nothing = async (log: EventLog, group: Group, stream: Stream): Promise<boolean> =>
  (await log.read(group, stream, 1, AbortSignal.timeout(30))) === undefined;
