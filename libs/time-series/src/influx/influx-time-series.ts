import { Binner, limited, seriesPoint } from '../bins/binner.js';
import { hourOf, sourcesOf } from '../bins/sources.js';
import { GOOD, type Grade } from '../points/grade.js';
import { screen } from '../points/screen.js';
import type { Aggregate, Point, RejectedPoint, SeriesPoint, SeriesQuery, TimeSeries } from '../time-series.js';
import { BadMarks } from './bad-marks.js';
import { parseInfluxUrl } from './influx-address.js';
import { InfluxClient, InfluxRefusedError } from './influx-client.js';
import { deleteBefore, selectBins, selectMarks, selectRaw, selectRollup } from './influx-ql.js';
import { markSource } from './influx-marks.js';
import { readRollups, rollUpHours } from './influx-rollups.js';
import { gradeOfMark, PAGE_ROWS } from './influx-rows.js';
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
  received?: number | undefined;
}

/**
 * InfluxDB through its v1 API: line protocol and InfluxQL as 1.x and 3 share them. Measurement = kind, tags commune and
 * device, fields as `PointLines` writes them; rollups in `<kind>_1h`. The server may be away at any time.
 */
export class InfluxTimeSeries implements TimeSeries {
  readonly #client: InfluxClient;
  readonly #lines = new PointLines();
  readonly #marks: BadMarks;
  #expired: number | undefined;

  constructor({ url }: InfluxTimeSeriesOptions) {
    this.#client = new InfluxClient(parseInfluxUrl(url));
    this.#marks = new BadMarks(markSource(this.#client));
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
    await this.#marks.prepare(taken);
    const send = (lines: Buffer) => this.#client.send(lines);
    const marked = this.#marks.has.bind(this.#marks);
    // a write shows its fields one after the other: the marks are there before what they mark
    await writeAll(taken.filter(hasMarks), (point, out) => this.#lines.marks(point, out), send);
    const refused = await writeAll(taken, (point, out) => this.#lines.line(point, marked, out), send);
    this.#marks.stored(taken);
    for (const { item, reason } of refused) rejected.push({ point: item, reason: `InfluxDB từ chối: ${reason}` });
    return rejected;
  }

  async query(query: SeriesQuery): Promise<SeriesPoint[]> {
    const { everyMs } = query;
    if (everyMs !== undefined) return limited(await this.#binned({ ...query, everyMs }), query);
    const points: SeriesPoint[] = [];
    for await (const { ts, value, grade, received } of this.#raw(query))
      points.push(seriesPoint(ts, value, grade, received));
    return query.newest ? points.reverse() : points;
  }

  async rollUp(hours: readonly { kind: string; commune: string; device: string; hour: number }[]): Promise<void> {
    await rollUpHours(this.#client, hours, await this.#expiredBefore());
  }

  async expire(before: number): Promise<void> {
    const hour = Math.max(hourOf(before), await this.#expiredBefore());
    const noted = await this.#client.send(Buffer.from(`${NOTES} expired_before=${hour}i`));
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
    return [...bins.end(), ...(await this.#bins(pure, aggregate))];
  }

  /** The server's bins, and those with marked values from the values themselves. */
  async #bins(query: SeriesQuery & { everyMs: number }, aggregate: Aggregate): Promise<SeriesPoint[]> {
    const { everyMs, from, to } = query;
    const [rows, marks] = await this.#client.query(selectBins(query, aggregate), selectMarks(query));
    const points = new Map(rows!.values.map(([time, value]) => [time as number, value as number]));
    if (marks!.values.length === 0) return [...points].map(([time, value]) => seriesPoint(time, value, GOOD));
    const made: SeriesPoint[] = [];
    for (const [start, end] of runsOfBins(
      marks!.values.map(([time]) => time as number),
      everyMs,
    )) {
      for (let bin = start; bin < end; bin += everyMs) points.delete(bin);
      const bins = new Binner(everyMs, aggregate);
      const span = {
        ...query,
        from: Math.max(from, start),
        to: Math.min(to, end),
        limit: undefined,
        newest: undefined,
      };
      for await (const { ts, value, grade } of this.#raw(span)) bins.add(ts, value, grade);
      made.push(...bins.end());
    }
    for (const [time, value] of points) made.push(seriesPoint(time, value, GOOD));
    return made.sort((a, b) => a.time - b.time);
  }

  /** Values as they came, page by page; the newest first where those are asked for. */
  async *#raw(query: SeriesQuery): AsyncGenerator<Value> {
    let { from, to } = query;
    for (let left = query.limit ?? Number.POSITIVE_INFINITY; left > 0 && from < to; ) {
      const limit = Math.min(left, PAGE_ROWS);
      const [page] = await this.#client.query(selectRaw({ ...query, from, to }, query.newest ? 'DESC' : 'ASC', limit));
      for (const [ts, value, q, received] of page!.values) {
        if (value === null) continue;
        left--;
        const came = typeof received === 'number' ? received : undefined;
        yield { ts: ts as number, value: value as number, grade: gradeOfMark(q), received: came };
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

const hasMarks = ({ quality, values }: Point): boolean =>
  quality !== undefined && Object.keys(quality).some((metric) => metric in values);

/** Bins that hold these times, those that follow each other together. */
function runsOfBins(times: readonly number[], everyMs: number): [start: number, end: number][] {
  const runs: [number, number][] = [];
  for (const time of times) {
    const bin = Math.floor(time / everyMs) * everyMs;
    const last = runs.at(-1);
    if (last && bin <= last[1]) last[1] = Math.max(last[1], bin + everyMs);
    else runs.push([bin, bin + everyMs]);
  }
  return runs;
}
