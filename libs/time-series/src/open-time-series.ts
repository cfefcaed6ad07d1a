import { InfluxTimeSeries } from './influx/influx-time-series.js';
import { SqliteTimeSeries } from './sqlite/sqlite-time-series.js';
import type { TimeSeries } from './time-series.js';

export interface TimeSeriesOptions {
  /** "http://user:password@host:8086/database". Absent: the embedded store. */
  url?: string;
  /** Folder of the embedded store. */
  dir: string;
}

/** The engine that the settings ask for, not yet started. */
export const openTimeSeries = ({ url, dir }: TimeSeriesOptions): TimeSeries =>
  url ? new InfluxTimeSeries({ url }) : new SqliteTimeSeries({ dir });
