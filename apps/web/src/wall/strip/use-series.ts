import type { Metric } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { keepFresh } from '../../live/resource.js';
import { getReadings, type ReadingsQuery } from '../../live/readings.js';
import { DAY_MS } from '../../format/clock.js';
import { useWall } from '../wall-context.js';
import type { Point } from './sparkline.js';

const REFRESH_MS = 5 * 60_000;
const NO_POINTS: readonly Point[] = [];

/** The last 24 h of a metric in bins, kept fresh; empty until the first answer. */
export function useSeries(
  device: string | undefined,
  metric: Metric,
  every: string,
  aggregate: NonNullable<ReadingsQuery['aggregate']>,
): readonly Point[] {
  const { data } = useWall();
  const [points, setPoints] = useState<readonly Point[]>(NO_POINTS);
  useEffect(() => {
    setPoints(NO_POINTS);
    if (device === undefined) return;
    const series = keepFresh<readonly Point[]>(
      NO_POINTS,
      async (signal) => {
        await data.hub.timeKnown;
        const to = data.hub.now();
        return getReadings({ device, metric, from: to - DAY_MS, to, every, aggregate }, signal);
      },
      REFRESH_MS,
    );
    const stop = series.store.subscribe(() => setPoints(series.store.get()));
    const stopReconnect = data.hub.onReconnect(series.refresh);
    return () => {
      stop();
      stopReconnect();
      series.stop();
    };
  }, [data, device, metric, every, aggregate]);
  return points;
}
