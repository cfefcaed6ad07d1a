import { type Group, type Stream, STREAM, type StreamItems } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import {
  type Delivery,
  type EventLog,
  LogUnavailableError,
  type LogStatus,
  type Outputs,
  type Position,
  type ReadOptions,
} from '../event-log.js';
import { type Cursor, Cursors } from './cursors.js';
import { DeliveryBuilder } from './delivery.js';
import { type DirLock, lockDir } from './dir-lock.js';
import { diskSpace, FileRoom } from './file-room.js';
import { FlushWriter, type Job, STOPPED } from './flush-writer.js';
import { GroupState } from './group-state.js';
import { recordKey } from './keys.js';
import { LmdbStore, mostBytesOf } from './lmdb.store.js';
import { bytesOnDisk, decodeRecord, encodeRecord, type RecordHeader, readHeader, writeHeader } from './record.codec.js';
import { type Retention, RETENTION, recordsToCut, type Trimmable } from './retention.js';
import { type Segment, StreamTail, weigh } from './stream-tail.js';
import { Waiters } from './waiters.js';

export interface LmdbEventLogOptions {
  /** Folder of its own; made where it does not exist. */
  dir: string;
  clock: Clock;
  /** Wait of an append for company, milliseconds (LOG_COMMIT_MS); longer where no flush is in hand. */
  commitMs?: number;
  /** How long commits wait for company, milliseconds. */
  lazyMs?: number;
  /** Groups that read each stream: nothing is cut before they came. */
  groups?: Partial<Record<Stream, readonly Group[]>>;
  retention?: Partial<Record<Stream, Retention>>;
  /** Share of the disk that the log may take, 0–1. */
  maxDiskShare?: number;
  /** The same in bytes, instead. */
  maxBytes?: number;
  /** Room kept for what was promised when the disk fills up, bytes. */
  reserveBytes?: number;
  probeMs?: number;
  /** Memory for the end of each stream, bytes. */
  tailBytes?: number;
  /** The disk failed in a way that ends all promises: the process has to end. Default: throws outside any caller. */
  onFatal?: (error: unknown) => void;
}

const DEFAULTS = {
  commitMs: 25,
  lazyMs: 1000,
  maxDiskShare: 0.6,
  reserveBytes: 16 << 20,
  probeMs: 1000,
  tailBytes: 4 << 20,
  onFatal: (error: unknown) => {
    setImmediate(() => {
      throw error;
    });
  },
};
const EVERY_STREAM: readonly Stream[] = Object.values(STREAM);
const readerOf = (group: string, stream: Stream) => `${group} ${stream}`;

/** The log on one machine: LMDB in one folder, the end of each stream in memory. */
export class LmdbEventLog implements EventLog {
  readonly #options: LmdbEventLogOptions & typeof DEFAULTS;
  readonly #store: LmdbStore;
  readonly #room: FileRoom;
  readonly #cursors: Cursors;
  readonly #state: GroupState;
  readonly #writer: FlushWriter;
  readonly #waiters = new Waiters();
  readonly #diskWaiters = new Waiters();
  #tails = new Map<Stream, StreamTail>();
  /** Records read from disk for a reader that is behind: a large record is handed out in several parts. */
  #readBack = new Map<string, { record: number; items: unknown[] }>();
  /** What each reader was given last: its records may be cut before it commits, and a gap is counted from there. */
  #handedOut = new Map<string, DeliveryBuilder>();
  #lock: DirLock | undefined;
  #lastReceived = 0;
  #maxBytes = 0;
  #stopped = true;

  constructor(options: LmdbEventLogOptions) {
    this.#options = { ...DEFAULTS, ...options };
    const { dir, commitMs, lazyMs, probeMs, reserveBytes, onFatal } = this.#options;
    this.#store = new LmdbStore(dir);
    this.#room = new FileRoom(this.#store.file, reserveBytes, () => this.#store.usedBytes());
    this.#cursors = new Cursors(this.#store);
    this.#state = new GroupState(this.#store);
    this.#writer = new FlushWriter({
      commitMs,
      lazyMs,
      probeMs,
      room: this.#room,
      sizeOf: mostBytesOf,
      write: (batch) => this.#store.write(batch),
      take: (everything) => this.#takeJob(everything),
      onFatal,
    });
  }

  async start(): Promise<void> {
    const { dir, maxBytes, maxDiskShare, groups } = this.#options;
    this.#lock = lockDir(dir);
    this.#store.open();
    for (const stream of EVERY_STREAM) this.#tails.set(stream, this.#openTail(stream));
    this.#cursors.load();
    for (const stream of EVERY_STREAM) for (const group of groups?.[stream] ?? []) this.#hold(group, stream);
    this.#maxBytes = maxBytes ?? maxDiskShare * diskSpace(dir).total;
    this.#room.open();
    await this.#writer.start();
    this.#stopped = false;
  }

  async stop(): Promise<void> {
    const lock = this.#lock;
    if (!lock) return;
    this.#lock = undefined;
    this.#stopped = true;
    this.#waiters.wakeAll();
    this.#diskWaiters.wakeAll();
    try {
      await this.#writer.stop();
      await this.#store.close();
    } finally {
      lock.release();
    }
  }

  append<S extends Stream>(stream: S, items: readonly StreamItems[S][]): Promise<void> {
    if (this.#stopped || this.#writer.reason !== undefined)
      return Promise.reject(new LogUnavailableError(this.#writer.reason ?? STOPPED));
    if (items.length === 0) return Promise.resolve();
    // packets come from outside and owe nothing to what consumers did; everything else keeps its place behind commits
    const fromOutside = stream === STREAM.telemetry;
    if (fromOutside) this.#noteReceived(items as unknown as readonly { received: number }[]);
    const bytes = this.#grow(stream, items);
    // nobody is promised a tick: it waits for company, as commits do
    if (fromOutside && items.every((item) => 'type' in item && item.type === 'tick')) return this.#writer.commit(bytes);
    return this.#writer.append(items.length, bytes, !fromOutside);
  }

  async read<S extends Stream>(
    group: Group,
    stream: S,
    max: number,
    signal: AbortSignal,
    { onDisk = false }: ReadOptions = {},
  ): Promise<Delivery<S> | undefined> {
    this.#hold(group, stream);
    const waiters = onDisk ? this.#diskWaiters : this.#waiters;
    while (!this.#stopped && !signal.aborted) {
      const delivery = this.#deliver<S>(group, stream, max, onDisk);
      if (delivery) return delivery;
      await waiters.wait(stream, signal);
    }
    return undefined;
  }

  commit<S extends Stream>(group: Group, stream: S, next: Position, outputs: Outputs): Promise<void> {
    if (this.#stopped) return Promise.reject(new LogUnavailableError(this.#writer.reason ?? STOPPED));
    // first what may throw, so that the position does not move without the rest
    let bytes = this.#state.put(group, outputs.state);
    this.#cursors.set(group, stream, { ...next, ordinal: this.#ordinal(group, stream, next) });
    for (const to of Object.keys(outputs.append) as Stream[]) {
      const items = outputs.append[to]!;
      if (items.length > 0) bytes += this.#grow(to, items);
    }
    this.#forget(stream);
    // whoever tells the world of alerts waits until they are on the disk
    const soon = outputs.append.alerts !== undefined;
    return this.#writer.commit(bytes, { mixed: outputs.append.telemetry !== undefined, soon });
  }

  state<T>(group: Group, prefix = ''): Iterable<[key: string, value: T]> {
    return this.#state.entries(group, prefix) as Iterable<[string, T]>;
  }

  *scan<S extends Stream>(stream: S, from?: Position): Iterable<{ position: Position; item: StreamItems[S] }> {
    const tail = this.#tail(stream);
    let { record, index } = from ?? { record: 0, index: 0 };
    for (; ; record++, index = 0) {
      if (record < tail.first) [record, index] = [tail.first, 0];
      if (record >= tail.nextRecord) return;
      const items = this.#items(stream, record);
      for (; index < items.length; index++) yield { position: { record, index }, item: items[index] as StreamItems[S] };
    }
  }

  *scanBack<S extends Stream>(stream: S, appendedBy?: number): Iterable<{ position: Position; item: StreamItems[S] }> {
    const tail = this.#tail(stream);
    let record = appendedBy === undefined ? tail.nextRecord - 1 : this.#lastBegunBy(stream, appendedBy);
    for (; record >= tail.first; record--) {
      const items = this.#items(stream, record);
      for (let index = items.length - 1; index >= 0; index--)
        yield { position: { record, index }, item: items[index] as StreamItems[S] };
    }
  }

  status(): LogStatus {
    const { reason } = this.#writer;
    const streams: LogStatus['streams'] = {};
    for (const stream of EVERY_STREAM) {
      const tail = this.#tails.get(stream);
      if (!tail) continue;
      const groups: Record<string, { behind: number; behindMs: number }> = {};
      for (const group of this.#cursors.groups(stream)) groups[group] = this.#behind(group, stream, tail);
      streams[stream] = { records: tail.nextRecord - tail.first, bytes: tail.nextOffset - tail.firstOffset, groups };
    }
    return {
      writable: !this.#stopped && reason === undefined,
      ...(reason === undefined ? {} : { reason }),
      lastReceived: this.#lastReceived,
      streams,
    };
  }

  #tail(stream: Stream): StreamTail {
    return this.#tails.get(stream)!;
  }

  #openTail(stream: Stream): StreamTail {
    const ends = this.#store.ends(stream);
    if (!ends) return new StreamTail({ record: 0, base: 0, offset: 0 });
    const first = this.#header(stream, ends.first)!;
    const bytes = this.#store.get(recordKey(stream, ends.last))!;
    const last = readHeader(bytes);
    this.#lastReceived = Math.max(this.#lastReceived, last.newest);
    return new StreamTail(
      { record: ends.first, base: first.base, offset: first.offset },
      {
        record: ends.last + 1,
        base: last.base + decodeRecord(this.#store.encoder, bytes).length,
        offset: last.offset + bytesOnDisk(bytes.length),
      },
    );
  }

  #noteReceived(items: readonly { received: number }[]): void {
    for (let i = 0; i < items.length; i++) {
      const { received } = items[i]!;
      if (received > this.#lastReceived) this.#lastReceived = received;
    }
  }

  #grow(stream: Stream, items: readonly unknown[]): number {
    const bytes = weigh(items);
    this.#tail(stream).append(items, bytes, this.#options.clock.now());
    this.#waiters.wake(stream);
    return bytes;
  }

  #hold(group: string, stream: Stream): void {
    const { first, firstBase } = this.#tail(stream);
    this.#cursors.hold(group, stream, { record: first, index: 0, ordinal: firstBase });
  }

  #cursor(group: string, stream: Stream, tail: StreamTail): { cursor: Cursor; gap: number } {
    const cursor = this.#cursors.get(group, stream)!;
    if (cursor.record >= tail.first) return { cursor, gap: 0 };
    const gap = Math.max(0, tail.firstBase - cursor.ordinal);
    return { cursor: { record: tail.first, index: 0, ordinal: tail.firstBase }, gap };
  }

  #deliver<S extends Stream>(group: string, stream: S, max: number, onDisk: boolean): Delivery<S> | undefined {
    const tail = this.#tail(stream);
    const { cursor, gap } = this.#cursor(group, stream, tail);
    const end = onDisk ? tail.unwritten : tail.nextRecord;
    if (cursor.ordinal >= (tail.segment(end)?.base ?? tail.nextBase)) return undefined;
    const builder = new DeliveryBuilder(cursor);
    let { record, index } = cursor;
    while (builder.items.length < max && record < end) {
      builder.add(record, this.#itemsFor(group, stream, record), index, max);
      record++;
      index = 0;
    }
    this.#handedOut.set(readerOf(group, stream), builder);
    const { from, next, positionOf } = builder;
    const items = builder.items as StreamItems[S][];
    return { items, from, next, positionOf, ...(gap > 0 ? { gap } : {}) };
  }

  #itemsFor(group: string, stream: Stream, record: number): readonly unknown[] {
    const segment = this.#tail(stream).segment(record);
    const reader = readerOf(group, stream);
    if (segment) {
      this.#readBack.delete(reader);
      return segment.items;
    }
    const kept = this.#readBack.get(reader);
    if (kept?.record === record) return kept.items;
    const items = this.#items(stream, record);
    this.#readBack.set(reader, { record, items });
    return items;
  }

  #items(stream: Stream, record: number): unknown[] {
    const segment = this.#tail(stream).segment(record);
    if (segment) return segment.items;
    const bytes = this.#store.get(recordKey(stream, record));
    return bytes ? decodeRecord(this.#store.encoder, bytes) : [];
  }

  #header(stream: Stream, record: number): RecordHeader | undefined {
    const bytes = this.#store.peek(recordKey(stream, record));
    return bytes && readHeader(bytes);
  }

  /** Items of the stream before a position, which may be gone from disk and memory already. */
  #ordinal(group: string, stream: Stream, position: Position): number {
    const { record, index } = position;
    const reader = readerOf(group, stream);
    const delivery = this.#handedOut.get(reader);
    const delivered = delivery?.ordinalOf(position);
    // all of it is done: its items need not be kept
    if (delivery?.next.record === record && delivery.next.index === index) this.#handedOut.delete(reader);
    if (delivered !== undefined) return delivered;
    const tail = this.#tail(stream);
    if (record < tail.first) return tail.firstBase;
    const base = tail.segment(record)?.base ?? this.#header(stream, record)?.base;
    return base === undefined ? tail.nextBase : base + index;
  }

  #behind(group: string, stream: Stream, tail: StreamTail): { behind: number; behindMs: number } {
    const { cursor } = this.#cursor(group, stream, tail);
    const behind = tail.nextBase - cursor.ordinal;
    if (behind <= 0) return { behind: 0, behindMs: 0 };
    // at the end of a record the oldest unread item is the first of the next one
    const after = this.#beginOf(stream, cursor.record + 1);
    const oldest = after && after.base <= cursor.ordinal ? after : this.#beginOf(stream, cursor.record);
    return { behind, behindMs: oldest ? Math.max(0, this.#options.clock.now() - oldest.at) : 0 };
  }

  #beginOf(stream: Stream, record: number): { base: number; at: number } | undefined {
    return this.#tail(stream).segment(record) ?? this.#header(stream, record);
  }

  /** Number of the newest record whose first item had been appended by then; before the first where there is none. */
  #lastBegunBy(stream: Stream, time: number): number {
    const tail = this.#tail(stream);
    let [low, high] = [tail.first - 1, tail.nextRecord - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#beginOf(stream, middle)?.at ?? 0) <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #forget(stream: Stream): void {
    this.#tail(stream).forget(this.#cursors.slowest(stream), this.#options.tailBytes);
  }

  #takeJob(everything: boolean): Job {
    const job: Job = { puts: [], removes: [], done: () => undefined };
    const taken: [stream: Stream, segments: Segment[]][] = [];
    for (const stream of everything ? EVERY_STREAM : [STREAM.telemetry]) {
      const segments = this.#tail(stream).pending();
      if (segments.length > 0) taken.push([stream, segments]);
    }
    for (const [stream, segments] of taken) for (const segment of segments) this.#encode(stream, segment, job);
    if (everything) {
      this.#cursors.take(job);
      this.#state.take(job);
      this.#cut(job);
    }
    job.done = () => {
      for (const [stream, segments] of taken) {
        for (const segment of segments) segment.state = 'flushed';
        this.#forget(stream);
        this.#diskWaiters.wake(stream);
      }
      if (everything) this.#state.written();
    };
    return job;
  }

  #encode(stream: Stream, segment: Segment, job: Job): void {
    const tail = this.#tail(stream);
    const bytes = encodeRecord(this.#store.encoder, segment.items);
    writeHeader(bytes, { base: segment.base, offset: tail.nextOffset, at: segment.at, newest: this.#lastReceived });
    tail.nextOffset += bytesOnDisk(bytes.length);
    segment.state = 'writing';
    job.puts.push([recordKey(stream, segment.record), bytes]);
  }

  #cut(job: Job): void {
    const streams = new Map<Stream, Trimmable>();
    for (const stream of EVERY_STREAM) {
      const retention = this.#options.retention?.[stream] ?? RETENTION[stream];
      streams.set(stream, { tail: this.#tail(stream), retention, slowest: this.#cursors.slowest(stream) });
    }
    const cuts = recordsToCut(streams, this.#maxBytes, (stream, record) => this.#header(stream, record));
    for (const [stream, records] of cuts) {
      for (const record of records) job.removes.push(recordKey(stream, record));
      const tail = this.#tail(stream);
      tail.first = records.at(-1)! + 1;
      const header = this.#header(stream, tail.first)!;
      tail.firstBase = header.base;
      tail.firstOffset = header.offset;
    }
  }
}
