import type { Quality } from '#hub/contracts';
import { Binner, limited, seriesPoint } from '../bins/binner.js';
import { hourOf, sourcesOf } from '../bins/sources.js';
import { GOOD, type Grade, gradeOf } from '../points/grade.js';
import { screen } from '../points/screen.js';
import { type Point, type RejectedPoint, type SeriesPoint, type SeriesQuery, type TimeSeries } from '../time-series.js';
import { parseInfluxUrl } from './influx-address.js';
import { InfluxClient, InfluxRefusedError } from './influx-client.js';
import { deleteBefore, selectBad, selectBins, selectCounts, selectRaw, selectRollup } from './influx-ql.js';
import { readRollups, rollUpHours } from './influx-rollups.js';
import { gradeOfRow, PAGE_ROWS } from './influx-rows.js';
import { hourlyOf, PointLines } from './line-protocol.js';
import { writeAll } from './write-all.js';

export interface InfluxTimeSeriesOptions {
  /** "http://user:password@host:8086/database". */
  url: string;
}

/** What the hub notes of its own: `expired_before`, where raw points begin. */
const NOTES = 'hub';

interface Value {
  ts: number;
  value: number;
  grade: Grade;
}

/**
 * InfluxDB through its v1 API: line protocol and InfluxQL as 1.x and 3 share them. Measurement = kind, tags commune and
 * device, fields as `PointLines` writes them; rollups in `<kind>_1h`. The server may be away at any time.
 */
export class InfluxTimeSeries implements TimeSeries {
  readonly #client: InfluxClient;
  readonly #lines = new PointLines();
  #expired: number | undefined;

  constructor({ url }: InfluxTimeSeriesOptions) {
    this.#client = new InfluxClient(parseInfluxUrl(url));
  }

  async start(): Promise<void> {
    // a server that is away or says no must not keep the hub from starting: each call finds out for itself
    await this.#expiredBefore().catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#client.close();
  }

  async write(points: readonly Point[]): Promise<RejectedPoint[]> {
    const { taken, rejected } = screen(points);
    const send = (lines: string) => this.#client.send(lines);
    const refused = await writeAll(taken, (point) => this.#lines.line(point), send);
    for (const { item, reason } of refused) rejected.push({ point: item, reason: `InfluxDB từ chối: ${reason}` });
    return rejected;
  }

  async query(query: SeriesQuery): Promise<SeriesPoint[]> {
    const { everyMs } = query;
    if (everyMs !== undefined) return limited(await this.#binned({ ...query, everyMs }), query);
    const points: SeriesPoint[] = [];
    for await (const { ts, value, grade } of this.#raw(query)) points.push(seriesPoint(ts, value, grade));
    return query.newest ? points.reverse() : points;
  }

  async rollUp(hours: readonly { kind: string; commune: string; device: string; hour: number }[]): Promise<void> {
    await rollUpHours(this.#client, hours, await this.#expiredBefore());
  }

  async expire(before: number): Promise<void> {
    const hour = Math.max(hourOf(before), await this.#expiredBefore());
    const noted = await this.#client.send(`${NOTES} expired_before=${hour}i`);
    // without the note a hub that starts again would look for the points that are gone
    if (noted.result !== 'stored') throw new InfluxRefusedError(`${NOTES}: ${noted.reason}`);
    this.#expired = hour;
    const [measurements] = await this.#client.query('SHOW MEASUREMENTS');
    const names = measurements!.values.map(([name]) => String(name));
    // only what has rollups is ours, and can be missed
    const kinds = names.filter((name) => names.includes(hourlyOf(name)));
    try {
      for (const kind of kinds) await this.#client.query(deleteBefore(kind, hour));
    } catch (error) {
      // InfluxDB 3 deletes by the retention of its database alone
      if (!(error instanceof InfluxRefusedError)) throw error;
    }
  }

  async #binned(query: SeriesQuery & { everyMs: number }): Promise<SeriesPoint[]> {
    const { from, to, everyMs, aggregate = 'mean', metric } = query;
    const { hours, raw, pureFrom } = sourcesOf({ ...query, aggregate }, await this.#expiredBefore());
    const bins = new Binner(everyMs, aggregate);
    if (hours.from < hours.to) {
      const [rows] = await this.#client.query(selectRollup({ ...query, ...hours }));
      for (const rollup of readRollups(rows!, metric)) bins.addHour(rollup);
    }
    // the bin in which raw points begin has hours of both
    const mixed = { ...query, from: raw.from, to: Math.min(pureFrom, to), limit: undefined, newest: undefined };
    for await (const { ts, value, grade } of this.#raw(mixed)) bins.add(ts, value, grade);
    const pure = { ...query, from: Math.max(from, pureFrom) };
    if (pure.from >= to) return bins.end();
    return [...bins.end(), ...(aggregate === 'count' ? await this.#counts(pure) : await this.#bins(pure, aggregate))];
  }

  async #bins(query: SeriesQuery & { everyMs: number }, aggregate: string): Promise<SeriesPoint[]> {
    const [rows] = await this.#client.query(selectBins(query, aggregate));
    return rows!.values.map(([time, value]) => seriesPoint(time as number, value as number, GOOD));
  }

  async #counts(query: SeriesQuery & { everyMs: number }): Promise<SeriesPoint[]> {
    const [counts, bad] = await this.#client.query(selectCounts(query), selectBad(query));
    const worst = new Map<number, Grade>();
    for (const [time, q] of bad!.values) {
      const bin = Math.floor((time as number) / query.everyMs) * query.everyMs;
      worst.set(bin, Math.max(worst.get(bin) ?? GOOD, gradeOf(q as Quality)));
    }
    return counts!.values.map(([time, count]) =>
      seriesPoint(time as number, count as number, worst.get(time as number) ?? GOOD),
    );
  }

  /** Values as they came, page by page; the newest first where those are asked for. */
  async *#raw(query: SeriesQuery): AsyncGenerator<Value> {
    let { from, to } = query;
    for (let left = query.limit ?? Number.POSITIVE_INFINITY; left > 0 && from < to; ) {
      const limit = Math.min(left, PAGE_ROWS);
      const [page] = await this.#client.query(selectRaw({ ...query, from, to }, query.newest ? 'DESC' : 'ASC', limit));
      for (const [ts, value, ok, q] of page!.values) {
        const grade = gradeOfRow(ok, q);
        if (value === null || grade === undefined) continue;
        left--;
        yield { ts: ts as number, value: value as number, grade };
      }
      if (page!.values.length < limit) return;
      const last = page!.values.at(-1)![0] as number;
      if (query.newest) to = last;
      else from = last + 1;
    }
  }

  async #expiredBefore(): Promise<number> {
    if (this.#expired === undefined) {
      const [rows] = await this.#client.query(`SELECT last("expired_before") FROM "${NOTES}"`);
      this.#expired = (rows!.values[0]?.[1] as number | undefined) ?? 0;
    }
    return this.#expired;
  }
}
