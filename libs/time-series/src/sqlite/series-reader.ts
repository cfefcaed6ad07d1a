import { Binner, limited } from '../bins/binner.js';
import { sourcesOf } from '../bins/sources.js';
import { gradeOf } from '../points/grade.js';
import type { SeriesPoint, SeriesQuery } from '../time-series.js';
import { ChunkTable } from './chunk.table.js';
import { type Db, Mark, openForReading } from './database.js';
import { HourlyTable } from './hourly.table.js';
import { JournalMirror } from './journal.js';
import { readNewest, readValues } from './read-values.js';

/** A query whose names are numbers. */
export interface NumberedQuery extends SeriesQuery {
  seriesId: number;
  metricId: number;
}

/** Points by columns, as they travel between threads. */
export interface Answer {
  times: Float64Array<ArrayBuffer>;
  values: Float64Array<ArrayBuffer>;
  grades: Uint8Array<ArrayBuffer>;
  /** Where it is asked for. */
  received?: Float64Array<ArrayBuffer>;
}

/** Answers queries beside the writer, each from one state of the store. */
export class SeriesReader {
  readonly #db: Db;
  readonly #journal: JournalMirror;
  readonly #chunks: ChunkTable;
  readonly #hourly: HourlyTable;
  readonly #expired: Mark;

  constructor(dir: string) {
    this.#db = openForReading(dir);
    this.#journal = new JournalMirror(this.#db);
    this.#chunks = new ChunkTable(this.#db);
    this.#hourly = new HourlyTable(this.#db);
    this.#expired = new Mark(this.#db, 'expired');
  }

  query(query: NumberedQuery): Answer {
    return this.#db.transaction(() => {
      this.#journal.refresh();
      return query.everyMs === undefined ? this.#raw(query) : this.#binned(query, query.everyMs);
    })();
  }

  close(): void {
    this.#db.close();
  }

  #raw({ seriesId: series, metricId: metric, from, to, limit, newest, withReceived }: NumberedQuery): Answer {
    const times: number[] = [];
    const values: number[] = [];
    const grades: number[] = [];
    const arrivals: number[] = [];
    const most = newest || limit === undefined ? Number.POSITIVE_INFINITY : limit;
    const take = (ts: number, value: number, grade: number, received: number) => {
      if (times.length >= most) return false;
      times.push(ts);
      values.push(value);
      grades.push(grade);
      if (withReceived) arrivals.push(received);
      return true;
    };
    const range = { series, metric, from, to };
    const recent = this.#journal.records(series);
    if (newest && limit !== undefined) readNewest(this.#chunks, recent, range, limit, take);
    else readValues(this.#chunks, recent, range, take);
    const part = newest && limit !== undefined ? Math.max(0, times.length - limit) : 0;
    return {
      times: Float64Array.from(times.slice(part)),
      values: Float64Array.from(values.slice(part)),
      grades: Uint8Array.from(grades.slice(part)),
      ...(withReceived && { received: Float64Array.from(arrivals.slice(part)) }),
    };
  }

  #binned(query: NumberedQuery, everyMs: number): Answer {
    const { seriesId: series, metricId: metric, aggregate = 'mean' } = query;
    const expired = this.#expired.get();
    const { hours, raw } = sourcesOf({ ...query, aggregate }, expired);
    const bins = new Binner(everyMs, aggregate);
    for (const hour of this.#hourly.range(series, metric, hours.from, hours.to)) bins.addHour(hour);
    readValues(this.#chunks, this.#journal.records(series), { series, metric, ...raw }, (ts, value, grade) => {
      bins.add(ts, value, grade);
      return true;
    });
    return answerOf(limited(bins.end(), query));
  }
}

const answerOf = (points: SeriesPoint[]): Answer => ({
  times: Float64Array.from(points, (p) => p.time),
  values: Float64Array.from(points, (p) => p.value),
  grades: Uint8Array.from(points, (p) => gradeOf(p.quality)),
});
