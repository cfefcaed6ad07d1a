import { type AqiTable, hourlyAqi, type HourlyAqi } from '#hub/air-quality';
import { useEffect, useMemo, useState } from 'react';
import table from '../../../../../reference/vn-aqi.json';
import { keepFresh } from '../../live/resource.js';
import { getReadings, type ReadPoint } from '../../live/readings.js';
import { useWall } from '../wall-context.js';
import type { WallData } from '../wall-data.js';
import { HOUR_MS, hoursBack } from './hourly-means.js';

export interface StationAqi {
  device: string;
  aqi: HourlyAqi;
}
const REFRESH_MS = 5 * 60_000;
/** More stations than this are not asked: a commune has a handful that measure particles. */
const MOST_STATIONS = 24;
const aqiTable: AqiTable = table;

interface Hours {
  device: string;
  means: readonly ReadPoint[];
}
const NONE: readonly Hours[] = [];
/** The last answers of each source: who comes back from a replay does not wait for them. */
const remembered = new WeakMap<WallData, { key: string; hours: readonly Hours[] }>();

/** VN_AQI of each station that has enough hours before `now`, highest first. Never a mean over stations. */
export function useAqi(devices: readonly string[], now: number): readonly StationAqi[] {
  const { data } = useWall();
  const [, setAnswers] = useState(0);
  const key = devices.slice(0, MOST_STATIONS).join(' ');
  useEffect(() => {
    if (!key) return;
    const load = async (signal: AbortSignal): Promise<readonly Hours[]> => {
      await data.hub.timeKnown;
      const span = data.span();
      const from = wholeHour(span.from) - aqiTable.nowcast.hours * HOUR_MS;
      const to = wholeHour(span.to);
      const found: Hours[] = [];
      for (const device of key.split(' ')) {
        const query = { device, metric: 'pm25', from, to, every: '1h', aggregate: 'mean' } as const;
        found.push({ device, means: await getReadings(query, signal) });
      }
      return found;
    };
    const resource = keepFresh(NONE, load, REFRESH_MS);
    const stop = resource.store.subscribe(() => {
      remembered.set(data, { key, hours: resource.store.get() });
      setAnswers((n) => n + 1);
    });
    const stopReconnect = data.hub.onReconnect(resource.refresh);
    return () => {
      stop();
      stopReconnect();
      resource.stop();
    };
  }, [data, key]);
  const known = remembered.get(data);
  const hours = known?.key === key ? known.hours : NONE;
  const hour = wholeHour(now);
  return useMemo(() => indicesOf(hours, hour), [hours, hour]);
}

const wholeHour = (time: number) => Math.floor(time / HOUR_MS) * HOUR_MS;

function indicesOf(hours: readonly Hours[], now: number): StationAqi[] {
  return hours
    .flatMap(({ device, means }): StationAqi[] => {
      const aqi = hourlyAqi(aqiTable, { pm25: hoursBack(means, now, aqiTable.nowcast.hours) });
      return aqi ? [{ device, aqi }] : [];
    })
    .sort((a, b) => b.aqi.index - a.aqi.index);
}
