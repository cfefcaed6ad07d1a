import { setTimeout as delay } from 'node:timers/promises';
import { seriesPoint } from '../bins/binner.js';
import { screen } from '../points/screen.js';
import type { Point, RejectedPoint, SeriesPoint, SeriesQuery, TimeSeries } from '../time-series.js';
import { Catalogue } from './catalogue.js';
import { encodePoints } from './journal.codec.js';
import type { SeriesReader } from './series-reader.js';
import type { SeriesWriter } from './series-writer.js';
import { Thread } from './thread.js';

export interface SqliteTimeSeriesOptions {
  /** Folder of the store, made when it is missing. */
  dir: string;
  /** Few points wait until this long after the last commit, so that a quiet hub does not write pages for single ones. */
  commitMs?: number;
}

/** A commit of this many is worth its pages. */
const CROWD = 256;
/** So is one of points that come this fast, per millisecond. */
const BRISK = 1;

/**
 * The embedded store: one SQLite file, a thread that writes and one that reads. Points go into a journal and from there
 * into chunks by series and time; bins are made in the reading thread. See docs/decisions/0006-embedded-series.md.
 */
export class SqliteTimeSeries implements TimeSeries {
  readonly #writer: Thread<SeriesWriter>;
  readonly #reader: Thread<SeriesReader>;
  readonly #catalogue = new Catalogue();
  readonly #commitMs: number;
  #lastCommit = Number.NEGATIVE_INFINITY;
  #lastCall = Number.NEGATIVE_INFINITY;
  #stopping = new AbortController();

  constructor({ dir, commitMs = 500 }: SqliteTimeSeriesOptions) {
    this.#writer = new Thread({ role: 'writer', dir });
    this.#reader = new Thread({ role: 'reader', dir });
    this.#commitMs = commitMs;
  }

  async start(): Promise<void> {
    this.#stopping = new AbortController();
    this.#catalogue.restore(await this.#writer.call('catalogue', []));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    // the last connection to close leaves one tidy file
    await this.#reader.stop();
    await this.#writer.stop();
  }

  async write(points: readonly Point[]): Promise<RejectedPoint[]> {
    const { taken, rejected } = screen(points);
    if (taken.length === 0) return rejected;
    await this.#pause(taken.length);
    const batch = encodePoints(taken, this.#catalogue);
    const news = this.#catalogue.unsaved();
    await this.#writer.call('write', [batch, taken.length, news], [batch.buffer]);
    this.#catalogue.saved(news);
    this.#lastCommit = performance.now();
    return rejected;
  }

  async query(query: SeriesQuery): Promise<SeriesPoint[]> {
    const seriesId = this.#catalogue.find(query);
    const metricId = this.#catalogue.findMetric(query.metric);
    if (seriesId === undefined || metricId === undefined) return [];
    const { times, values, grades, received } = await this.#reader.call('query', [{ ...query, seriesId, metricId }]);
    return Array.from(times, (time, i) => seriesPoint(time, values[i]!, grades[i]!, received?.[i]));
  }

  async rollUp(hours: readonly { kind: string; commune: string; device: string; hour: number }[]): Promise<void> {
    const known = hours.flatMap(({ kind, device, hour }) => {
      const series = this.#catalogue.find({ kind, device });
      return series === undefined ? [] : [{ series, hour }];
    });
    for (const some of slices(known)) await this.#writer.call('rollUp', [some]);
  }

  async expire(before: number): Promise<void> {
    await this.#writer.call('expire', [before]);
    for (const some of slices(this.#catalogue.ids())) await this.#writer.call('forget', [some]);
  }

  /** A writer that is behind brings as much as it can carry, and waits for nothing. */
  async #pause(points: number): Promise<void> {
    const now = performance.now();
    const brisk = points >= BRISK * (now - this.#lastCall);
    this.#lastCall = now;
    const waitMs = this.#lastCommit + this.#commitMs - now;
    if (points >= CROWD || brisk || waitMs <= 0) return;
    await delay(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

/** Upkeep goes in steps, so that writes come in between. */
const STEP = 50;
function* slices<T>(list: readonly T[]): Iterable<T[]> {
  for (let at = 0; at < list.length; at += STEP) yield list.slice(at, at + STEP);
}
