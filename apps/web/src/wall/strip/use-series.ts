import type { Metric } from '#hub/contracts';
import { useEffect, useMemo, useState } from 'react';
import { keepFresh } from '../../live/resource.js';
import { getReadings } from '../../live/readings.js';
import { DAY_MS } from '../../format/clock.js';
import { useWall } from '../wall-context.js';
import type { WallData } from '../wall-data.js';
import { type Asked, failed, isUnread, NOT_ASKED, read } from './asked.js';
import { seriesUntil } from './series-until.js';
import type { Point } from './sparkline.js';

const REFRESH_MS = 5 * 60_000;
/** A replay asks once, and finely enough to leave out what had not happened yet. */
const FINE_MS = 60_000;
const NO_POINTS: readonly Point[] = [];

/** The last answers of each source: who comes back from a replay finds the lines as they were. */
const remembered = new WeakMap<WallData, Map<string, Asked<readonly Point[]>>>();
function memoryOf(data: WallData): Map<string, Asked<readonly Point[]>> {
  const memory = remembered.get(data) ?? new Map<string, Asked<readonly Point[]>>();
  remembered.set(data, memory);
  return memory;
}

export interface Series {
  points: readonly Point[];
  /** `unread`: history cannot be read just now, so what is missing in `points` says nothing. */
  state: 'loading' | 'read' | 'unread';
}

/** The last 24 h of a metric in bins, kept fresh; empty until the first answer. */
export function useSeries(
  device: string | undefined,
  metric: Metric,
  everyMs: number,
  aggregate: 'mean' | 'sum',
): Series {
  const { data } = useWall();
  const key = `${device} ${metric} ${everyMs} ${aggregate}`;
  const [, setAnswers] = useState(0);
  useEffect(() => {
    if (device === undefined) return;
    const tell = (change: (before: Asked<readonly Point[]>) => Asked<readonly Point[]>) => {
      memoryOf(data).set(key, change(memoryOf(data).get(key) ?? NOT_ASKED));
      setAnswers((n) => n + 1);
    };
    const series = keepFresh<readonly Point[]>(
      NO_POINTS,
      async (signal) => {
        await data.hub.timeKnown;
        const { from, to } = data.span();
        const every = `${data.replayed ? FINE_MS : everyMs}ms`;
        try {
          const points = await getReadings({ device, metric, from: from - DAY_MS, to, every, aggregate }, signal);
          if (!signal.aborted) tell(() => read(points, performance.now()));
          return points;
        } catch (error) {
          if (!signal.aborted) tell(failed);
          throw error;
        }
      },
      REFRESH_MS,
    );
    const stopReconnect = data.hub.onReconnect(series.refresh);
    return () => {
      stopReconnect();
      series.stop();
    };
  }, [data, key, device, metric, everyMs, aggregate]);
  const asked = memoryOf(data).get(key) ?? NOT_ASKED;
  const points = asked.answer ?? NO_POINTS;
  const state = isUnread(asked, performance.now()) ? 'unread' : asked.answer ? 'read' : 'loading';
  const until = data.replayed ? data.hub.now() : undefined;
  return useMemo(
    () => ({ points: until === undefined ? points : seriesUntil(points, FINE_MS, everyMs, aggregate, until), state }),
    [points, state, everyMs, aggregate, until],
  );
}
