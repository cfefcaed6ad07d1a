import { describe, expect, it } from '@jest/globals';
import type { SeriesQuery } from '../time-series.js';
import { HOUR_MS, sourcesOf } from './sources.js';

const at = (hours: number) => hours * HOUR_MS;
const query = (more: Partial<SeriesQuery>): SeriesQuery => ({
  kind: 'air',
  device: 'air-1',
  metric: 'pm25',
  from: at(0),
  to: at(48),
  ...more,
});
const isEmpty = ({ from, to }: { from: number; to: number }) => from >= to;

describe('where an answer comes from when raw points begin at ten o’clock', () => {
  const sources = (more: Partial<SeriesQuery>) => sourcesOf(query(more), at(10));

  it('raw queries: from what raw points there are', () => {
    const { hours, raw } = sources({});
    expect(isEmpty(hours)).toBe(true);
    expect(raw).toEqual({ from: at(0), to: at(48) });
  });

  it('bins after ten: from raw points', () => {
    const { hours, raw, pureFrom } = sources({ everyMs: HOUR_MS, from: at(10) });
    expect(isEmpty(hours)).toBe(true);
    expect({ raw, pureFrom }).toEqual({ raw: { from: at(10), to: at(48) }, pureFrom: at(10) });
  });

  it('bins across ten: rollups before, raw after, and both in the bin that holds ten', () => {
    expect(sources({ everyMs: 4 * HOUR_MS, aggregate: 'mean' })).toEqual({
      hours: { from: at(0), to: at(10) },
      raw: { from: at(10), to: at(48) },
      pureFrom: at(12),
    });
  });

  it('only whole hours between odd ends', () => {
    const { hours } = sources({ everyMs: HOUR_MS, from: at(1) + 1, to: at(8) - 1 });
    expect(hours).toEqual({ from: at(2), to: at(7) });
  });

  it.each([
    ['bins narrower than an hour', { everyMs: HOUR_MS / 4 }],
    ['bins of no whole hours', { everyMs: 1.5 * HOUR_MS }],
    ['medians over several hours', { everyMs: 2 * HOUR_MS, aggregate: 'median' as const }],
  ])('%s: only where raw points make the whole bin', (_, more) => {
    const { hours, raw, pureFrom } = sources(more);
    expect(isEmpty(hours)).toBe(true);
    expect(raw.from).toBe(pureFrom);
    expect(pureFrom).toBe(Math.ceil(at(10) / more.everyMs) * more.everyMs);
  });

  it('medians of single hours: from rollups', () => {
    expect(sources({ everyMs: HOUR_MS, aggregate: 'median' }).hours).toEqual({ from: at(0), to: at(10) });
  });
});
