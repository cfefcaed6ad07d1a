import type { SeriesQuery } from '../time-series.js';
import { hourlyOf, ROLLUP_FIELDS } from './line-protocol.js';

/** Year 2262: the end of nanoseconds in 64 bits. */
const LAST_MS = 9_223_372_036_854;
const time = (ms: number) => `${Math.ceil(Math.min(Math.max(ms, 0), LAST_MS))}ms`;

export const name = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
const literal = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;

type Asked = Pick<SeriesQuery, 'kind' | 'device' | 'from' | 'to'>;

const where = ({ device, from, to }: Asked) =>
  `WHERE "device" = ${literal(device)} AND time >= ${time(from)} AND time < ${time(to)}`;
const ok = (metric: string, value: boolean) => `AND ${name(`${metric}_ok`)} = ${value}`;

/** Columns time, value, ok, q: values as they came. */
export function selectRaw(query: Asked & { metric: string }, order: 'ASC' | 'DESC', limit: number): string {
  const { kind, metric } = query;
  const columns = [metric, `${metric}_ok`, `${metric}_q`].map(name).join(', ');
  return `SELECT ${columns} FROM ${name(kind)} ${where(query)} ORDER BY time ${order} LIMIT ${limit}`;
}

/** Columns time, value: bins of good values. */
export function selectBins(query: Asked & { metric: string; everyMs: number }, aggregate: string): string {
  const { kind, metric, everyMs } = query;
  return `SELECT ${aggregate}(${name(metric)}) FROM ${name(kind)} ${where(query)} ${ok(metric, true)} GROUP BY time(${everyMs}ms) fill(none)`;
}

/** Columns time, value: how many values of any quality each bin has. */
export function selectCounts({ kind, metric, everyMs, ...span }: Asked & { metric: string; everyMs: number }): string {
  return `SELECT count(${name(`${metric}_ok`)}) FROM ${name(kind)} ${where({ kind, ...span })} GROUP BY time(${everyMs}ms) fill(none)`;
}

/** Columns time, q: the values that are not good. */
export function selectBad({ kind, metric, ...span }: Asked & { metric: string }): string {
  return `SELECT ${name(`${metric}_q`)} FROM ${name(kind)} ${where({ kind, ...span })} ${ok(metric, false)}`;
}

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
