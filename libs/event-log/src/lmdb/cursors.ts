import type { Stream } from '#hub/contracts';
import type { Position } from '../event-log.js';
import { positionKey, positionOf, positionRange } from './keys.js';
import type { LmdbStore, WriteBatch } from './lmdb.store.js';

export interface Cursor extends Position {
  /** Items of the stream before it, since the stream began: tells how many a cut took away. */
  ordinal: number;
}

/** Where each group stands in each stream. */
export class Cursors {
  #streams = new Map<Stream, Map<string, Cursor>>();
  /** Groups that hold the log back: declared, or reading in this run. A group that no code knows any more does not. */
  #holding = new Map<Stream, Set<string>>();
  #dirty = new Map<string, [group: string, stream: Stream]>();

  constructor(private readonly store: LmdbStore) {}

  load(): void {
    for (const [key, value] of this.store.entries(...positionRange())) {
      const [record, index, ordinal] = this.store.encoder.decode(value) as [number, number, number];
      const { group, stream } = positionOf(key);
      this.#of(stream).set(group, { record, index, ordinal });
    }
  }

  get(group: string, stream: Stream): Cursor | undefined {
    return this.#streams.get(stream)?.get(group);
  }
  set(group: string, stream: Stream, cursor: Cursor): void {
    this.#of(stream).set(group, cursor);
    this.#dirty.set(`${group} ${stream}`, [group, stream]);
  }
  /** A group that comes for the first time begins at `start`: what is cut from there on is a loss to it. */
  hold(group: string, stream: Stream, start: Cursor): void {
    let groups = this.#holding.get(stream);
    if (!groups) this.#holding.set(stream, (groups = new Set()));
    groups.add(group);
    if (!this.get(group, stream)) this.set(group, stream, start);
  }
  groups(stream: Stream): Iterable<string> {
    return this.#holding.get(stream) ?? [];
  }

  /** Oldest record that a group still wants; infinite where nobody reads. */
  slowest(stream: Stream): number {
    let slowest = Number.POSITIVE_INFINITY;
    for (const group of this.groups(stream)) slowest = Math.min(slowest, this.get(group, stream)!.record);
    return slowest;
  }

  take(batch: WriteBatch): void {
    for (const [group, stream] of this.#dirty.values()) {
      const { record, index, ordinal } = this.get(group, stream)!;
      batch.puts.push([positionKey(group, stream), this.store.encoder.encode([record, index, ordinal])]);
    }
    this.#dirty.clear();
  }

  #of(stream: Stream): Map<string, Cursor> {
    let groups = this.#streams.get(stream);
    if (!groups) this.#streams.set(stream, (groups = new Map()));
    return groups;
  }
}
