import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Group, Stream, StreamItems } from '#hub/contracts';
import {
  type ConsumerContext,
  ConsumerProblems,
  type Delivery,
  type EventLog,
  LmdbEventLog,
  LogConsumerServer,
  type Outputs,
  type Position,
} from '#hub/event-log';

export const clock = { now: () => Date.now() };

/** A log on disk in a folder of its own. */
export async function openLog(): Promise<{ log: EventLog; close: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'ingest-'));
  const log = new LmdbEventLog({ dir, clock, commitMs: 1, lazyMs: 1, reserveBytes: 1 << 16 });
  await log.start();
  return {
    log,
    close: async () => {
      await log.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The log as a process sees it that ends in the middle: the commit with this number never happens, nor any after it. */
class CrashingLog implements EventLog {
  readonly crashed: Promise<void>;
  #isCrashed = false;
  #crash!: () => void;

  constructor(
    private readonly log: EventLog,
    private commitsLeft: number,
  ) {
    this.crashed = new Promise((resolve) => {
      this.#crash = resolve;
    });
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  append<S extends Stream>(stream: S, items: readonly StreamItems[S][]): Promise<void> {
    return this.log.append(stream, items);
  }
  async read<S extends Stream>(g: Group, s: S, max: number, signal: AbortSignal): Promise<Delivery<S> | undefined> {
    return this.#isCrashed ? undefined : this.log.read(g, s, max, signal);
  }
  commit<S extends Stream>(group: Group, stream: S, next: Position, outputs: Outputs): Promise<void> {
    if (this.#isCrashed || this.commitsLeft-- <= 0) {
      this.#isCrashed = true;
      this.#crash();
      return new Promise(() => undefined);
    }
    return this.log.commit(group, stream, next, outputs);
  }
  state<T>(group: Group, prefix?: string): Iterable<[key: string, value: T]> {
    return this.log.state<T>(group, prefix);
  }
  scan<S extends Stream>(stream: S, from?: Position): Iterable<{ position: Position; item: StreamItems[S] }> {
    return this.log.scan(stream, from);
  }
  scanBack<S extends Stream>(stream: S, appendedBy?: number): Iterable<{ position: Position; item: StreamItems[S] }> {
    return this.log.scanBack(stream, appendedBy);
  }
  status() {
    return this.log.status();
  }
}

/** What a process makes of the log: a handler for each stream, with nothing in memory yet. */
export type Process = (log: EventLog) => Partial<Record<Stream, Handle>>;
type Handle = (items: never, context: ConsumerContext) => unknown;

/**
 * Runs a consumer group until it has read everything. Process after process ends after so many commits, as the list says;
 * the last one lives.
 */
export async function consume(
  log: EventLog,
  group: Group,
  process: Process,
  lives: readonly number[] = [],
  max = 7,
): Promise<void> {
  for (const life of [...lives, Infinity]) {
    const seen = new CrashingLog(log, life);
    const server = new LogConsumerServer({ log: seen, clock, problems: new ConsumerProblems(), group, max });
    const handlers = process(seen);
    for (const [stream, handle] of Object.entries(handlers))
      server.addHandler(stream, async (items, context) => handle(items as never, context as ConsumerContext), true);
    server.listen(() => undefined);
    await Promise.race([seen.crashed, caughtUp(log, group, Object.keys(handlers) as Stream[])]);
    await server.close();
  }
}

async function caughtUp(log: EventLog, group: Group, streams: readonly Stream[]): Promise<void> {
  const behind = () => streams.some((stream) => (log.status().streams[stream]?.groups[group]?.behind ?? 1) > 0);
  while (behind()) await new Promise((resolve) => setTimeout(resolve, 2));
}

export const itemsOf = <S extends Stream>(log: EventLog, stream: S): StreamItems[S][] =>
  [...log.scan(stream)].map(({ item }) => item);
