import type Database from 'better-sqlite3';
import { type HourRollup, Tally } from '../bins/tally.js';
import { HOUR_MS } from '../bins/sources.js';
import { ABSENT, decodeChunk } from './chunk.codec.js';
import type { ChunkTable } from './chunk.table.js';
import type { Db } from './database.js';

export interface RollUpHour {
  series: number;
  hour: number;
}

/** Hourly rollups: what remains when the raw points are gone. */
export class HourlyTable {
  readonly #range: Database.Statement<[number, number, number, number], HourRollup>;
  readonly #count: Database.Statement<[number, number, number], number>;
  readonly #put: Database.Statement<[{ series: number; metric: number } & HourRollup]>;

  constructor(db: Db) {
    this.#range = db.prepare(
      `SELECT hour, count, worst, good, sum, min, max, last, median FROM hourly
       WHERE series = ? AND metric = ? AND hour >= ? AND hour < ? ORDER BY hour`,
    );
    this.#count = db
      .prepare<[number, number, number], number>(
        'SELECT count FROM hourly WHERE series = ? AND metric = ? AND hour = ?',
      )
      .pluck();
    this.#put = db.prepare(
      `INSERT OR REPLACE INTO hourly (series, metric, hour, count, worst, good, sum, min, max, last, median)
       VALUES (@series, @metric, @hour, @count, @worst, @good, @sum, @min, @max, @last, @median)`,
    );
  }

  range(series: number, metric: number, from: number, to: number): Iterable<HourRollup> {
    return from < to ? this.#range.iterate(series, metric, from, to) : [];
  }

  /**
   * Makes the rollups of an hour from its raw points. Where those are gone already, a straggler must not replace what
   * was made of all of them: then the rollup of more values stays.
   */
  rollUp(chunks: ChunkTable, { series, hour }: RollUpHour, expired: boolean): void {
    for (const [metric, tally] of tallies(chunks, series, hour)) {
      const rollup = tally.rollup(hour);
      if (expired && (this.#count.get(series, metric, hour) ?? 0) > rollup.count) continue;
      this.#put.run({ series, metric, ...rollup });
    }
  }
}

function tallies(chunks: ChunkTable, series: number, hour: number): Map<number, Tally> {
  const byMetric = new Map<number, Tally>();
  for (const bytes of chunks.scan(series, hour, hour + HOUR_MS)) {
    const { times, columns } = decodeChunk(bytes);
    for (const [metric, { values, grades }] of columns)
      for (const [i, time] of times.entries()) {
        if (time < hour || time >= hour + HOUR_MS || grades[i] === ABSENT) continue;
        let tally = byMetric.get(metric);
        if (!tally) byMetric.set(metric, (tally = new Tally('all')));
        tally.add(values[i]!, grades[i]!);
      }
  }
  return byMetric;
}
