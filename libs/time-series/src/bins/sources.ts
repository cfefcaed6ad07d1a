import type { SeriesQuery } from '../time-series.js';

export const HOUR_MS = 3_600_000;
export const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;

interface Span {
  from: number;
  to: number;
}
export interface Sources {
  /** Whole hours to be had from rollups. Empty when `from` ≥ `to`. */
  hours: Span;
  /** What raw points answer. */
  raw: Span;
  /** The first bin that raw points alone make up. */
  pureFrom: number;
}

/**
 * Where the answer to a query comes from, when the raw points before `expiredBefore` (a whole hour) are gone. A bin that
 * rollups cannot make is left out, rather than made of what happens to be left: bins narrower than an hour or not of
 * whole hours, and medians over more than one hour. Of the hours at the ends only those asked for in full are used.
 */
export function sourcesOf(query: SeriesQuery, expiredBefore: number): Sources {
  const { from, to, everyMs, aggregate } = query;
  const none = { from, to: from };
  if (everyMs === undefined || from >= expiredBefore) return { hours: none, raw: { from, to }, pureFrom: from };
  const pureFrom = Math.ceil(expiredBefore / everyMs) * everyMs;
  const fits = everyMs % HOUR_MS === 0 && (aggregate !== 'median' || everyMs === HOUR_MS);
  if (!fits) return { hours: none, raw: { from: pureFrom, to }, pureFrom };
  const hours = { from: hourOf(from + HOUR_MS - 1), to: Math.min(expiredBefore, hourOf(to)) };
  return { hours, raw: { from: expiredBefore, to }, pureFrom };
}
