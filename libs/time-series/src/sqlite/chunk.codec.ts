import type { JournalRecord } from './journal.codec.js';

/** Grade of a metric that was not measured at that time. */
export const ABSENT = 255;

export interface Column {
  values: Float64Array;
  grades: Uint8Array;
}

/** Points of one series by columns, in the order of time, each time once. */
export interface Chunk {
  times: Float64Array;
  received: Float64Array;
  flags: Uint8Array;
  /** By the number of the metric. */
  columns: Map<number, Column>;
}

export const EMPTY: Chunk = chunkAt(new Float64Array(), []);

function chunkAt(times: Float64Array, metrics: Iterable<number>): Chunk {
  const n = times.length;
  const column = (): Column => ({ values: new Float64Array(n), grades: new Uint8Array(n).fill(ABSENT) });
  return {
    times,
    received: new Float64Array(n),
    flags: new Uint8Array(n),
    columns: new Map(Array.from(metrics, (m) => [m, column()])),
  };
}

/** A chunk with records put over it; they come in the order of time, and of equal times the last one wins. */
export function mergeChunk(old: Chunk, records: readonly JournalRecord[]): Chunk {
  const metrics = new Set(old.columns.keys());
  for (const record of records) for (let i = 0; i < record.size; i++) metrics.add(record.metric(i));
  const chunk = chunkAt(union(old.times, records), metrics);
  const { times, received, flags, columns } = chunk;

  for (let from = 0, to = 0; from < old.times.length; from++, to++) {
    while (times[to]! < old.times[from]!) to++;
    received[to] = old.received[from]!;
    flags[to] = old.flags[from]!;
    for (const [metric, column] of old.columns) {
      const into = columns.get(metric)!;
      into.values[to] = column.values[from]!;
      into.grades[to] = column.grades[from]!;
    }
  }
  let to = 0;
  for (const record of records) {
    while (times[to]! < record.ts) to++;
    received[to] = record.received;
    flags[to] = record.flags;
    for (let i = 0; i < record.size; i++) {
      const into = columns.get(record.metric(i))!;
      into.values[to] = record.value(i);
      into.grades[to] = record.grade(i);
    }
  }
  return chunk;
}

function union(times: Float64Array, records: readonly JournalRecord[]): Float64Array {
  const all = new Float64Array(times.length + records.length);
  all.set(times);
  for (const [i, record] of records.entries()) all[times.length + i] = record.ts;
  all.sort();
  let n = 0;
  for (const time of all) if (n === 0 || all[n - 1] !== time) all[n++] = time;
  return all.slice(0, n);
}

/*
 * As bytes, little-endian as the machines are: count u32 · number of columns u32 · metric u32 of each, filled up to 8 ·
 * times f64 · received f64 · values f64 of each column · grades u8 of each column · flags u8.
 */
const headBytes = (columns: number) => Math.ceil((8 + 4 * columns) / 8) * 8;

/** The points from `from` up to `to` (indexes); metrics that have none there are left out. */
export function encodeChunk(chunk: Chunk, from: number, to: number): Uint8Array {
  const n = to - from;
  const columns = [...chunk.columns].filter(([, { grades }]) => grades.subarray(from, to).some((g) => g !== ABSENT));
  const head = headBytes(columns.length);
  const bytes = new Uint8Array(head + n * (16 + 9 * columns.length + 1));
  new Uint32Array(bytes.buffer, 0, head / 4).set([n, columns.length, ...columns.map(([metric]) => metric)]);
  let at = head;
  const put = (part: Float64Array | Uint8Array) => {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  };
  put(chunk.times.subarray(from, to));
  put(chunk.received.subarray(from, to));
  for (const [, column] of columns) put(column.values.subarray(from, to));
  for (const [, column] of columns) put(column.grades.subarray(from, to));
  put(chunk.flags.subarray(from, to));
  return bytes;
}

/** A look at the bytes of a chunk that copies nothing. */
class ChunkView {
  readonly count: number;
  readonly metrics: number[];
  readonly #buffer: ArrayBufferLike;
  readonly #start: number;
  readonly #head: number;

  constructor(bytes: Uint8Array) {
    const whole = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
    this.#buffer = whole.buffer;
    this.#start = whole.byteOffset;
    const [count, columns] = new Uint32Array(this.#buffer, this.#start, 2);
    this.count = count!;
    this.metrics = [...new Uint32Array(this.#buffer, this.#start + 8, columns)];
    this.#head = headBytes(columns!);
  }

  /** The i-th row of numbers: times, received, then the columns' values. */
  numbers(i: number): Float64Array {
    return new Float64Array(this.#buffer, this.#start + this.#head + i * 8 * this.count, this.count);
  }
  /** The i-th row of bytes: the columns' grades, then the flags. */
  bytes(i: number): Uint8Array {
    const before = this.#head + (2 + this.metrics.length) * 8 * this.count;
    return new Uint8Array(this.#buffer, this.#start + before + i * this.count, this.count);
  }
}

export function decodeChunk(bytes: Uint8Array): Chunk {
  const view = new ChunkView(bytes);
  return {
    times: view.numbers(0),
    received: view.numbers(1),
    flags: view.bytes(view.metrics.length),
    columns: new Map(view.metrics.map((m, i) => [m, { values: view.numbers(2 + i), grades: view.bytes(i) }])),
  };
}

/** One metric of a chunk; undefined where it was never measured in it. */
export function decodeColumn(
  bytes: Uint8Array,
  metric: number,
): (Column & { times: Float64Array; received: Float64Array }) | undefined {
  const view = new ChunkView(bytes);
  const i = view.metrics.indexOf(metric);
  if (i < 0) return undefined;
  return { times: view.numbers(0), received: view.numbers(1), values: view.numbers(2 + i), grades: view.bytes(i) };
}
