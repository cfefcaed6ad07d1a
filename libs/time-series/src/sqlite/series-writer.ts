import { hourOf } from '../bins/sources.js';
import type { CatalogueRows, MetricRow, SeriesRow } from './catalogue.js';
import { ChunkTable } from './chunk.table.js';
import { type Db, Mark, openForWriting } from './database.js';
import { HourlyTable, type RollUpHour } from './hourly.table.js';
import { Journal } from './journal.js';

/** How often a quiet journal is looked at. */
const LOOK_MS = 60_000;

/** The one writer of the embedded store. Everything here is one transaction at a time, and on disk when it returns. */
export class SeriesWriter {
  readonly #db: Db;
  readonly #journal: Journal;
  readonly #chunks: ChunkTable;
  readonly #hourly: HourlyTable;
  readonly #expired: Mark;
  readonly #looking: NodeJS.Timeout;

  constructor(dir: string) {
    this.#db = openForWriting(dir);
    this.#journal = new Journal(this.#db);
    this.#chunks = new ChunkTable(this.#db);
    this.#hourly = new HourlyTable(this.#db);
    this.#expired = new Mark(this.#db, 'expired');
    this.#looking = setInterval(() => this.#compactIfDue(), LOOK_MS);
  }

  catalogue(): CatalogueRows {
    return {
      series: this.#db.prepare<[], SeriesRow>('SELECT id, kind, device, commune FROM series').all(),
      metrics: this.#db.prepare<[], MetricRow>('SELECT id, name FROM metric').all(),
    };
  }

  write(batch: Uint8Array, points: number, news: CatalogueRows): void {
    this.#journal.append(batch, points, news);
    // after the answer: what was written is safe, and need not wait for it
    if (this.#journal.due) setImmediate(() => this.#compactIfDue());
  }

  rollUp(hours: readonly RollUpHour[]): void {
    this.#journal.compact();
    const expired = this.#expired.get();
    this.#db.transaction(() => {
      for (const hour of hours) this.#hourly.rollUp(this.#chunks, hour, hour.hour < expired);
    })();
  }

  /** From now on rollups answer for the hours before the one of this time. */
  expire(before: number): void {
    this.#journal.compact();
    this.#expired.set(Math.max(hourOf(before), this.#expired.get()));
  }

  /** Deletes the raw points of some series that are expired. */
  forget(series: readonly number[]): void {
    this.#journal.compact();
    const expired = this.#expired.get();
    this.#db.transaction(() => {
      for (const id of series) this.#chunks.expire(id, expired);
    })();
  }

  close(): void {
    clearInterval(this.#looking);
    this.#db.close();
  }

  #compactIfDue(): void {
    if (!this.#db.open || !this.#journal.due) return;
    try {
      this.#journal.compact();
    } catch {
      // a full disk, say: the points stand in the journal, and the next write tells why it fails
    }
  }
}
