export { InfluxTimeSeries, type InfluxTimeSeriesOptions } from './influx/influx-time-series.js';
export { openTimeSeries, type TimeSeriesOptions } from './open-time-series.js';
export { SqliteTimeSeries, type SqliteTimeSeriesOptions } from './sqlite/sqlite-time-series.js';
export * from './time-series.js';
