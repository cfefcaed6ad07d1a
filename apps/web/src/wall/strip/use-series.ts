import type { Metric } from '#hub/contracts';
import { useEffect, useMemo, useState } from 'react';
import { keepFresh } from '../../live/resource.js';
import { getReadings } from '../../live/readings.js';
import { DAY_MS } from '../../format/clock.js';
import { useWall } from '../wall-context.js';
import type { WallData } from '../wall-data.js';
import { seriesUntil } from './series-until.js';
import type { Point } from './sparkline.js';

const REFRESH_MS = 5 * 60_000;
/** A replay asks once, and finely enough to leave out what had not happened yet. */
const FINE_MS = 60_000;
const NO_POINTS: readonly Point[] = [];

/** The last answers of each source: who comes back from a replay finds the lines as they were. */
const remembered = new WeakMap<WallData, Map<string, readonly Point[]>>();
function memoryOf(data: WallData): Map<string, readonly Point[]> {
  const memory = remembered.get(data) ?? new Map<string, readonly Point[]>();
  remembered.set(data, memory);
  return memory;
}

/** The last 24 h of a metric in bins, kept fresh; empty until the first answer. */
export function useSeries(
  device: string | undefined,
  metric: Metric,
  everyMs: number,
  aggregate: 'mean' | 'sum',
): readonly Point[] {
  const { data } = useWall();
  const key = `${device} ${metric} ${everyMs} ${aggregate}`;
  const [, setAnswers] = useState(0);
  useEffect(() => {
    if (device === undefined) return;
    const series = keepFresh<readonly Point[]>(
      NO_POINTS,
      async (signal) => {
        await data.hub.timeKnown;
        const { from, to } = data.span();
        const every = `${data.replayed ? FINE_MS : everyMs}ms`;
        return getReadings({ device, metric, from: from - DAY_MS, to, every, aggregate }, signal);
      },
      REFRESH_MS,
    );
    const stop = series.store.subscribe(() => {
      memoryOf(data).set(key, series.store.get());
      setAnswers((n) => n + 1);
    });
    const stopReconnect = data.hub.onReconnect(series.refresh);
    return () => {
      stop();
      stopReconnect();
      series.stop();
    };
  }, [data, key, device, metric, everyMs, aggregate]);
  const points = memoryOf(data).get(key) ?? NO_POINTS;
  const until = data.replayed ? data.hub.now() : undefined;
  return useMemo(
    () => (until === undefined ? points : seriesUntil(points, FINE_MS, everyMs, aggregate, until)),
    [points, everyMs, aggregate, until],
  );
}
