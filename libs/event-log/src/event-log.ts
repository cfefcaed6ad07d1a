import type { Group, Stream, StreamItems } from '#hub/contracts';

/** Next item to read: record number, and index within that record. A record is a batch, and may still be growing. */
export interface Position {
  record: number;
  index: number;
}

export interface Delivery<S extends Stream> {
  items: readonly StreamItems[S][];
  from: Position;
  next: Position;
  /** Where the i-th of `items` stands: a delivery may span records. */
  positionOf(i: number): Position;
  /** Items the group lost because the log had to be cut before it came (disk cap). Said once, loudly. */
  gap?: number;
}

export interface ReadOptions {
  /**
   * Only what no power cut takes back: for what leaves the hub, or is kept elsewhere. An item that was on its way may be
   * decided otherwise after a crash, and nobody would correct what was told outside.
   */
  onDisk?: boolean;
}

/** What a consumer wants kept together with its position: all of it or nothing survives a crash. */
export interface Outputs {
  append: { [S in Stream]?: StreamItems[S][] };
  /** Keys are the group's own; `undefined` deletes. Columns of numbers (`Float64Array`) take a byte or two each. */
  state: ReadonlyMap<string, unknown>;
}

export interface StreamStatus {
  records: number;
  bytes: number;
  /** Items behind, and milliseconds since the oldest of them came, for each group that ever read the stream. */
  groups: Record<string, { behind: number; behindMs: number }>;
}

/**
 * A durable, ordered log of streams, with the positions and the state of its consumer groups.
 *
 * Lifetime: `start` opens it and reads positions; `stop` flushes and closes, and is safe after a failed start.
 * Ordering: items of a stream are read in the order of append; what is appended is readable at once, before it is on
 * disk; positions and outputs reach the disk never before what they were made from.
 * Concurrency: one reader per (group, stream); any number of groups; one process owns the log.
 */
export interface EventLog {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when the items are on disk (flushed). Rejects with `LogUnavailableError` when they cannot be now. */
  append<S extends Stream>(stream: S, items: readonly StreamItems[S][]): Promise<void>;
  /** Waits until there is something after the group's position; undefined when `signal` ends the wait. */
  read<S extends Stream>(
    group: Group,
    stream: S,
    max: number,
    signal: AbortSignal,
    options?: ReadOptions,
  ): Promise<Delivery<S> | undefined>;
  /** Moves the group's position, with outputs and state, in one transaction. Visible at once; resolves when on disk. */
  commit<S extends Stream>(group: Group, stream: S, next: Position, outputs: Outputs): Promise<void>;
  /** The group's state as last committed. */
  state<T>(group: Group, prefix?: string): Iterable<[key: string, value: T]>;
  /** Items kept of a stream, oldest first, from a position or the start: for history, REST and replays. */
  scan<S extends Stream>(stream: S, from?: Position): Iterable<{ position: Position; item: StreamItems[S] }>;
  /** The same newest first, from the end or from what had been appended by then (milliseconds): what came last. */
  scanBack<S extends Stream>(stream: S, appendedBy?: number): Iterable<{ position: Position; item: StreamItems[S] }>;
  status(): LogStatus;
}

export interface LogStatus {
  writable: boolean;
  /** Why not, in words. */
  reason?: string;
  /** Newest `received` in the log: a clock earlier than this is wrong. */
  lastReceived: number;
  streams: Partial<Record<Stream, StreamStatus>>;
}

/** The log cannot take items now (full disk). The fault is the machine's; try again when `status().writable`. */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
  readonly retry = true;
}

/** Injection token of the process's one log. */
export const EVENT_LOG = 'EVENT_LOG';
