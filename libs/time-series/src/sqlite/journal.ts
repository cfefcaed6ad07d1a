import type Database from 'better-sqlite3';
import { type Db, Mark } from './database.js';
import { type JournalRecord, readBatch } from './journal.codec.js';
import type { CatalogueRows } from './catalogue.js';
import { ChunkTable } from './chunk.table.js';

/** A compaction is due at this many points, or when the oldest has waited this long. */
const MOST_POINTS = 32_768;
const LONGEST_MS = 600_000;

/**
 * Points in the order in which they came. A commit costs a page or two here, however many series it touches; sorted
 * into chunks they are when there are enough of them to make it cheap.
 */
export class Journal {
  readonly #append: Database.Statement<[number, Uint8Array]>;
  readonly #read: Database.Statement<[], Buffer>;
  readonly #clear: Database.Statement<[]>;
  readonly #series: Database.Statement<[{ id: number; kind: string; device: string; commune: string }]>;
  readonly #metric: Database.Statement<[{ id: number; name: string }]>;
  readonly #compacted: Mark;
  readonly #chunks: ChunkTable;
  #seq: number;
  #points = 0;
  #since = performance.now();

  constructor(private readonly db: Db) {
    this.#append = db.prepare('INSERT INTO journal (seq, batch) VALUES (?, ?)');
    this.#read = db.prepare<[], Buffer>('SELECT batch FROM journal ORDER BY seq').pluck();
    this.#clear = db.prepare('DELETE FROM journal');
    this.#series = db.prepare(
      'INSERT INTO series (id, kind, device, commune) VALUES (@id, @kind, @device, @commune) ON CONFLICT (id) DO UPDATE SET commune = @commune',
    );
    this.#metric = db.prepare('INSERT OR IGNORE INTO metric (id, name) VALUES (@id, @name)');
    this.#compacted = new Mark(db, 'compacted');
    this.#chunks = new ChunkTable(db);
    const last = db.prepare<[], number>('SELECT max(seq) FROM journal').pluck().get();
    this.#seq = Math.max(last ?? 0, this.#compacted.get());
    for (const batch of this.#read.iterate()) this.#points += readBatch(batch).length;
  }

  /** One transaction: on disk when this returns. */
  append(batch: Uint8Array, points: number, { series, metrics }: CatalogueRows): void {
    if (this.#points === 0) this.#since = performance.now();
    this.db.transaction(() => {
      for (const row of series) this.#series.run(row);
      for (const row of metrics) this.#metric.run(row);
      this.#append.run(this.#seq + 1, batch);
    })();
    this.#seq++;
    this.#points += points;
  }

  get due(): boolean {
    return this.#points >= MOST_POINTS || (this.#points > 0 && performance.now() - this.#since >= LONGEST_MS);
  }

  /** Sorts everything into chunks. */
  compact(): void {
    if (this.#points === 0) return;
    this.db.transaction(() => {
      const bySeries = new Map<number, JournalRecord[]>();
      for (const batch of this.#read.all())
        for (const record of readBatch(batch)) {
          const records = bySeries.get(record.series);
          if (records) records.push(record);
          else bySeries.set(record.series, [record]);
        }
      // a stable sort: of equal times the last one stays last
      for (const [series, records] of bySeries)
        this.#chunks.merge(
          series,
          records.sort((a, b) => a.ts - b.ts),
        );
      this.#clear.run();
      this.#compacted.set(this.#seq);
    })();
    this.#points = 0;
  }
}

/** What a reader sees of the journal: kept in memory and brought up to the state of its transaction. */
export class JournalMirror {
  readonly #since: Database.Statement<[number], { seq: number; batch: Buffer }>;
  readonly #compacted: Mark;
  #bySeries = new Map<number, JournalRecord[]>();
  #seen = 0;
  #dropped = 0;

  constructor(db: Db) {
    this.#since = db.prepare('SELECT seq, batch FROM journal WHERE seq > ? ORDER BY seq');
    this.#compacted = new Mark(db, 'compacted');
  }

  /** Call it within the transaction that reads the chunks: a point is in one of the two, never in none. */
  refresh(): void {
    const compacted = this.#compacted.get();
    if (compacted > this.#dropped) {
      this.#bySeries.clear();
      this.#seen = this.#dropped = compacted;
    }
    for (const { seq, batch } of this.#since.all(this.#seen)) {
      for (const record of readBatch(batch)) {
        const records = this.#bySeries.get(record.series);
        if (records) records.push(record);
        else this.#bySeries.set(record.series, [record]);
      }
      this.#seen = seq;
    }
  }

  /** Records of a series in the order in which they came. */
  records(series: number): readonly JournalRecord[] {
    return this.#bySeries.get(series) ?? [];
  }
}
