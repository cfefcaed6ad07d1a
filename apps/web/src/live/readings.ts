import type { Metric, Quality } from '#hub/contracts';
import { getJson } from './rest.js';

export interface ReadPoint {
  time: number;
  value: number;
  quality?: Quality;
}
export interface ReadingsQuery {
  device: string;
  metric: Metric;
  from: number;
  to: number;
  /** Width of a bin: "15m", "1h"; absent = every reading. */
  every?: string;
  aggregate?: 'mean' | 'sum' | 'max' | 'min' | 'last';
}

/** History of one metric in time order; bins without data are left out. */
export async function getReadings(query: ReadingsQuery, signal?: AbortSignal): Promise<ReadPoint[]> {
  const search = new URLSearchParams({
    device: query.device,
    metric: query.metric,
    from: String(Math.round(query.from)),
    to: String(Math.round(query.to)),
  });
  if (query.every) search.set('every', query.every);
  if (query.aggregate) search.set('aggregate', query.aggregate);
  const { points } = await getJson<{
    points: { time: number | string; value: number | null; quality?: Quality | 'good' | null }[];
  }>(`/api/readings?${search}`, signal);
  return points.flatMap((p) => {
    const time = typeof p.time === 'number' ? p.time : Date.parse(p.time);
    return p.value === null || !Number.isFinite(p.value)
      ? []
      : [{ time, value: p.value, quality: p.quality && p.quality !== 'good' ? p.quality : undefined }];
  });
}
