import { escape } from 'influx';
import type { Metric } from '#hub/contracts';
import type { HourRollup } from '../bins/tally.js';
import { qualityOf } from '../points/grade.js';
import { AT_ONCE_MS, type Point } from '../time-series.js';
import type { LineBuffer } from './line-buffer.js';

/** Raw points of a kind stand under its name, its hourly rollups beside it. */
export const hourlyOf = (kind: string): string => `${kind}_1h`;

/** Fields of a metric in an hourly rollup, each named `<metric>_<field>`. */
export const ROLLUP_FIELDS = ['count', 'good', 'q', 'sum', 'min', 'max', 'last', 'median'] as const;

export interface SeriesName {
  kind: string;
  commune: string;
  device: string;
}

const seriesText = (measurement: string, { commune, device }: SeriesName) =>
  `${escape.measurement(measurement)},commune=${escape.tag(commune)},device=${escape.tag(device)} `;

/** What a value that is not good, or no longer bad, has beside it. */
export const markOf = (metric: string): string => `${metric}_q`;

/**
 * Writes points as lines. `received` stands there where it was more than a minute after the event time. A value has
 * `<metric>_q` beside it where it is not good, or was not and is now.
 */
export class PointLines {
  #prefixes = new Map<string, { series: SeriesName; text: Buffer }>();

  /** Of a point that has a value; `marked` says which of its values stand as not good. */
  line(point: Point, marked: (point: Point, metric: string) => boolean, out: LineBuffer): void {
    const { values, quality, ts, received } = point;
    out.bytes(this.#prefix(point));
    for (const name in values) {
      out.piece(name);
      out.byte(EQUALS);
      out.number(values[name as Metric]!);
      out.byte(COMMA);
      const grade = quality?.[name as Metric];
      if (grade || marked(point, name)) out.piece(`${markOf(name)}="${grade ?? 'good'}",`);
    }
    if (point.simulated) out.piece('simulated=t,');
    if (received - ts > AT_ONCE_MS) {
      out.piece('received=');
      out.natural(received);
      out.piece('i,');
    }
    this.#end(ts, out);
  }

  /** The marks alone, of a point that has some. */
  marks(point: Point, out: LineBuffer): void {
    out.bytes(this.#prefix(point));
    for (const [name, grade] of Object.entries(point.quality ?? {}))
      if (name in point.values) out.piece(`${markOf(name)}="${grade}",`);
    this.#end(point.ts, out);
  }

  /** In place of the last comma. */
  #end(ts: number, out: LineBuffer): void {
    out.replaceLast(SPACE);
    out.natural(ts);
  }

  #prefix(point: Point): Buffer {
    const known = this.#prefixes.get(point.device);
    if (known && known.series.kind === point.kind && known.series.commune === point.commune) return known.text;
    const series = { kind: point.kind, commune: point.commune, device: point.device };
    const text = Buffer.from(seriesText(point.kind, series));
    this.#prefixes.set(point.device, { series, text });
    return text;
  }
}

const EQUALS = 61;
const COMMA = 44;
const SPACE = 32;

/** The rollups of one hour of a series. What good values alone can tell is absent where there were none. */
export function rollupLine(series: SeriesName, hour: number, metrics: ReadonlyMap<string, HourRollup>): string {
  const fields = [...metrics].map(([metric, r]) => {
    const counts = `${metric}_count=${r.count}i,${metric}_good=${r.good}i,${metric}_q="${qualityOf(r.worst) ?? 'good'}"`;
    if (r.good === 0) return counts;
    const { sum, min, max, last, median } = r;
    return `${counts},${Object.entries({ sum, min, max, last, median })
      .map(([name, value]) => `${metric}_${name}=${value}`)
      .join(',')}`;
  });
  return `${seriesText(hourlyOf(series.kind), series)}${fields.join(',')} ${hour}`;
}
