import type { Metric } from '#hub/contracts';
import type { Point, SeriesQuery } from '../time-series.js';

export interface SeriesRow {
  id: number;
  kind: string;
  device: string;
  /** Where the device spoke from last. */
  commune: string;
}
export interface MetricRow {
  id: number;
  name: string;
}
export interface CatalogueRows {
  series: SeriesRow[];
  metrics: MetricRow[];
}

const keyOf = ({ kind, device }: Pick<Point, 'kind' | 'device'>) => `${kind} ${device}`;

/**
 * Numbers for series and metrics, so that neither the journal nor the threads carry their names. New numbers are given
 * here and reach the disk in the transaction of the first points that need them.
 */
export class Catalogue {
  #series = new Map<string, SeriesRow>();
  #metrics = new Map<string, number>();
  #unsaved: CatalogueRows = { series: [], metrics: [] };

  restore({ series, metrics }: CatalogueRows): void {
    this.#series = new Map(series.map((row) => [keyOf(row), row]));
    this.#metrics = new Map(metrics.map((row) => [row.name, row.id]));
    this.#unsaved = { series: [], metrics: [] };
  }

  ids(): number[] {
    return [...this.#series.values()].map((row) => row.id);
  }
  find(series: Pick<SeriesQuery, 'kind' | 'device'>): number | undefined {
    return this.#series.get(keyOf(series))?.id;
  }
  findMetric(metric: Metric): number | undefined {
    return this.#metrics.get(metric);
  }

  series({ kind, device, commune }: Point): number {
    const known = this.#series.get(keyOf({ kind, device }));
    if (known?.commune === commune) return known.id;
    const row = { id: known?.id ?? this.#series.size + 1, kind, device, commune };
    this.#series.set(keyOf(row), row);
    this.#unsaved.series.push(row);
    return row.id;
  }
  metric(name: string): number {
    let id = this.#metrics.get(name);
    if (id === undefined) {
      id = this.#metrics.size + 1;
      this.#metrics.set(name, id);
      this.#unsaved.metrics.push({ id, name });
    }
    return id;
  }

  /** What has to go with the next points. */
  unsaved(): CatalogueRows {
    return { series: [...this.#unsaved.series], metrics: [...this.#unsaved.metrics] };
  }
  saved({ series, metrics }: CatalogueRows): void {
    this.#unsaved.series = this.#unsaved.series.filter((row) => !series.includes(row));
    this.#unsaved.metrics = this.#unsaved.metrics.filter((row) => !metrics.includes(row));
  }
}
