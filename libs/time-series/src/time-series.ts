import type { Metric, Quality } from '#hub/contracts';

/**
 * What one device measured at one time. The key of a value is (device, ts, metric): writing it again replaces value and
 * quality of that metric and leaves the point's other metrics alone, on every engine, since boxes send the parts of one
 * measurement in several packets.
 */
export interface Point {
  /** Measurement name. */
  kind: string;
  commune: string;
  device: string;
  /** Event time, milliseconds. */
  ts: number;
  received: number;
  values: Partial<Record<Metric, number>>;
  quality?: Partial<Record<Metric, Quality>>;
  simulated: boolean;
}

export const AGGREGATES = ['mean', 'min', 'max', 'median', 'sum', 'last', 'count'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export interface SeriesQuery {
  kind: string;
  device: string;
  metric: Metric;
  /** Milliseconds; `from` inclusive, `to` exclusive. */
  from: number;
  to: number;
  /** Bin width in milliseconds, bins aligned to the epoch; absent: raw points. */
  everyMs?: number;
  aggregate?: Aggregate;
  limit?: number;
  /** The newest `limit` points instead of the oldest; the answer stays in time order. */
  newest?: boolean;
  /** Of raw points: also when they came. */
  withReceived?: boolean;
}
export interface SeriesPoint {
  time: number;
  value: number;
  /** Worst of the bin; absent = good. */
  quality?: Quality;
  /** When its point came, where that was asked for and more than a minute after `time`. */
  received?: number;
}
/** What came within this is not told apart from what came at once: a field that every point has costs a server most. */
export const AT_ONCE_MS = 60_000;

export interface RejectedPoint {
  point: Point;
  reason: string;
}

/**
 * Store of measured values. Bins leave out values whose quality is not good, except `count` and raw queries.
 *
 * Lifetime: `start` prepares the schema and may run before the server answers; `stop` is safe after a failed start.
 * Ordering: none needed, writes are idempotent. Concurrency: any number of queries beside one writer.
 */
export interface TimeSeries {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves with the points the store will never take; throws `StoreUnavailableError` when it may be tried again. */
  write(points: readonly Point[]): Promise<RejectedPoint[]>;
  query(query: SeriesQuery): Promise<SeriesPoint[]>;
  /** Recomputes the hourly rollups of these hours from the raw points (13 months raw, rollups for ever). */
  rollUp(hours: readonly { kind: string; commune: string; device: string; hour: number }[]): Promise<void>;
  /** Deletes raw points older than this where the engine has no retention of its own. */
  expire(before: number): Promise<void>;
}

/** The store is away or overloaded; nothing is wrong with the points. Try again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly retry = true;
}

/** Injection token of the process's one store of measured values. */
export const TIME_SERIES = 'TIME_SERIES';
