import type Database from 'better-sqlite3';
import { type Chunk, decodeChunk, EMPTY, encodeChunk, mergeChunk } from './chunk.codec.js';
import type { Db } from './database.js';
import type { JournalRecord } from './journal.codec.js';

/** Some 7 KB with four metrics: few rows for a month, and little to write again when the newest one grows. */
const MOST_POINTS = 128;

/**
 * Chunks of a series, keyed by the time of their first point: like leaves of a B-tree, a chunk holds what lies between
 * its start and that of the next one, and is split when it is full.
 */
export class ChunkTable {
  readonly #floor: Database.Statement<[number, number], number>;
  readonly #first: Database.Statement<[number], number>;
  readonly #next: Database.Statement<[number, number], number>;
  readonly #get: Database.Statement<[number, number], Buffer>;
  readonly #put: Database.Statement<[number, number, Uint8Array]>;
  readonly #delete: Database.Statement<[number, number]>;
  readonly #forget: Database.Statement<[number, number]>;
  readonly #scan: { up: ScanStatement; down: ScanStatement };

  constructor(private readonly db: Db) {
    const one = 'SELECT start FROM chunk WHERE series = ?';
    this.#floor = this.#pluck(`${one} AND start <= ? ORDER BY start DESC LIMIT 1`);
    this.#first = this.#pluck(`${one} ORDER BY start LIMIT 1`);
    this.#next = this.#pluck(`${one} AND start > ? ORDER BY start LIMIT 1`);
    this.#get = this.#pluck('SELECT data FROM chunk WHERE series = ? AND start = ?');
    this.#put = db.prepare('INSERT OR REPLACE INTO chunk (series, start, data) VALUES (?, ?, ?)');
    this.#delete = db.prepare('DELETE FROM chunk WHERE series = ? AND start = ?');
    this.#forget = db.prepare('DELETE FROM chunk WHERE series = ? AND start < ?');
    const scan = 'SELECT data FROM chunk WHERE series = ? AND start >= ? AND start < ? ORDER BY start';
    this.#scan = { up: this.#pluck(scan), down: this.#pluck(`${scan} DESC`) };
  }

  /** Bytes of the chunks that may hold points of [from, to), oldest or newest first. */
  scan(series: number, from: number, to: number, order: 'up' | 'down' = 'up'): Iterable<Uint8Array> {
    return this.#scan[order].iterate(series, this.#floor.get(series, from) ?? from, to);
  }

  /** Puts records of one series into their chunks. In the order of time; of equal times the last one wins. */
  merge(series: number, records: readonly JournalRecord[]): void {
    for (let i = 0; i < records.length; ) {
      const start = this.#floor.get(series, records[i]!.ts) ?? this.#first.get(series);
      const next = start === undefined ? undefined : this.#next.get(series, start);
      let end = i + 1;
      while (end < records.length && (next === undefined || records[end]!.ts < next)) end++;
      const old = start === undefined ? EMPTY : decodeChunk(this.#get.get(series, start)!);
      const chunk = mergeChunk(old, i === 0 && end === records.length ? records : records.slice(i, end));
      if (start !== undefined && chunk.times[0] !== start) this.#delete.run(series, start);
      this.#write(series, chunk, next === undefined);
      i = end;
    }
  }

  /** Drops the points of a series before this time. */
  expire(series: number, before: number): void {
    const start = this.#floor.get(series, before - 1);
    if (start === undefined) return;
    this.#forget.run(series, start);
    const chunk = decodeChunk(this.#get.get(series, start)!);
    const kept = chunk.times.findIndex((time) => time >= before);
    this.#delete.run(series, start);
    if (kept >= 0) this.#put.run(series, chunk.times[kept]!, encodeChunk(chunk, kept, chunk.times.length));
  }

  /** The newest chunk grows at its end, so what precedes is filled; within history there has to be room everywhere. */
  #write(series: number, chunk: Chunk, newest: boolean): void {
    const n = chunk.times.length;
    const pieces = Math.ceil(n / MOST_POINTS);
    const size = newest ? MOST_POINTS : Math.ceil(n / pieces);
    for (let at = 0; at < n; at += size)
      this.#put.run(series, chunk.times[at]!, encodeChunk(chunk, at, Math.min(at + size, n)));
  }

  #pluck<P extends unknown[], R>(sql: string): Database.Statement<P, R> {
    return this.db.prepare<P, R>(sql).pluck();
  }
}

type ScanStatement = Database.Statement<[number, number, number], Buffer>;
