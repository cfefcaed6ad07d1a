import type { SeriesQuery } from '../time-series.js';
import { hourlyOf, markOf, ROLLUP_FIELDS } from './line-protocol.js';

/** Year 2262: the end of nanoseconds in 64 bits. */
const LAST_MS = 9_223_372_036_854;
const time = (ms: number) => `${Math.ceil(Math.min(Math.max(ms, 0), LAST_MS))}ms`;

export const name = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
const literal = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;

type Asked = Pick<SeriesQuery, 'kind' | 'device' | 'from' | 'to'>;

const where = ({ device, from, to }: Asked) =>
  `WHERE "device" = ${literal(device)} AND time >= ${time(from)} AND time < ${time(to)}`;
const GOOD = literal('good');

/** Columns time, value, q, and received where it is asked for: values as they came. */
export function selectRaw(
  query: Asked & { metric: string; withReceived?: boolean },
  order: 'ASC' | 'DESC',
  limit: number,
): string {
  const { kind, metric, withReceived } = query;
  const columns = [metric, markOf(metric), ...(withReceived ? ['received'] : [])].map(name).join(', ');
  return `SELECT ${columns} FROM ${name(kind)} ${where(query)} ORDER BY time ${order} LIMIT ${limit}`;
}

/** Columns time, value: bins of all values; right where none of a bin is marked. */
export function selectBins(query: Asked & { metric: string; everyMs: number }, aggregate: string): string {
  const { kind, metric, everyMs } = query;
  return `SELECT ${aggregate}(${name(metric)}) FROM ${name(kind)} ${where(query)} GROUP BY time(${everyMs}ms) fill(none)`;
}

/** Columns time, q: the values that are not good. */
export function selectMarks({ kind, metric, ...span }: Asked & { metric: string }): string {
  const mark = name(markOf(metric));
  // true of those alone that have the field
  return `SELECT ${mark} FROM ${name(kind)} ${where({ kind, ...span })} AND ${mark} != ${GOOD}`;
}

/** One row with marks of any metric, where the series ever had one. */
export const selectAnyMark = ({ kind, device }: Pick<Asked, 'kind' | 'device'>): string =>
  `SELECT /_q$/ FROM ${name(kind)} WHERE "device" = ${literal(device)} LIMIT 1`;
/** Columns time, `<metric>_q` …: marks of all metrics. */
export const selectAllMarks = (asked: Asked): string => `SELECT /_q$/ FROM ${name(asked.kind)} ${where(asked)}`;

export const selectEverything = (asked: Asked, limit: number): string =>
  `SELECT * FROM ${name(asked.kind)} ${where(asked)} ORDER BY time LIMIT ${limit}`;
export const selectRollups = ({ kind, ...span }: Asked): string =>
  `SELECT * FROM ${name(hourlyOf(kind))} ${where({ kind, ...span })}`;
export function selectRollup({ kind, metric, ...span }: Asked & { metric: string }): string {
  const columns = ROLLUP_FIELDS.map((field) => name(`${metric}_${field}`)).join(', ');
  return `SELECT ${columns} FROM ${name(hourlyOf(kind))} ${where({ kind, ...span })}`;
}

export const deleteBefore = (measurement: string, ms: number): string =>
  `DELETE FROM ${name(measurement)} WHERE time < ${time(ms)}`;
