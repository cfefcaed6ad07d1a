import { type AqiTable, hourlyAqi, type HourlyAqi } from '#hub/air-quality';
import { useEffect, useMemo, useState } from 'react';
import table from '../../../../../reference/vn-aqi.json';
import { keepFresh } from '../../live/resource.js';
import { getReadings, type ReadPoint } from '../../live/readings.js';
import { useWall } from '../wall-context.js';
import type { WallData } from '../wall-data.js';
import { type Asked, failed, isUnread, NOT_ASKED, read } from './asked.js';
import { HOUR_MS, hoursBack, newestEnd } from './hourly-means.js';

export interface StationAqi {
  device: string;
  aqi: HourlyAqi;
  /** End of the newest hour that is in it, server time: the index knows nothing of what came later. */
  until: number;
}
export interface Indices {
  /** Highest first. */
  indices: readonly StationAqi[];
  /** History cannot be read just now. */
  unread: boolean;
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
const remembered = new WeakMap<WallData, { key: string; hours: Asked<readonly Hours[]> }>();
function memoryOf(data: WallData, key: string): Asked<readonly Hours[]> {
  const known = remembered.get(data);
  return known?.key === key ? known.hours : NOT_ASKED;
}

/** VN_AQI of each station that has enough hours before `now`. Never a mean over stations. */
export function useAqi(devices: readonly string[], now: number): Indices {
  const { data } = useWall();
  const [, setAnswers] = useState(0);
  const key = devices.slice(0, MOST_STATIONS).join(' ');
  useEffect(() => {
    if (!key) return;
    const tell = (hours: Asked<readonly Hours[]>) => {
      remembered.set(data, { key, hours });
      setAnswers((n) => n + 1);
    };
    const load = async (signal: AbortSignal): Promise<readonly Hours[]> => {
      await data.hub.timeKnown;
      const span = data.span();
      const from = wholeHour(span.from) - aqiTable.nowcast.hours * HOUR_MS;
      const to = wholeHour(span.to);
      const found: Hours[] = [];
      try {
        for (const device of key.split(' ')) {
          const query = { device, metric: 'pm25', from, to, every: '1h', aggregate: 'mean' } as const;
          found.push({ device, means: await getReadings(query, signal) });
        }
      } catch (error) {
        if (!signal.aborted) tell(failed(memoryOf(data, key)));
        throw error;
      }
      if (!signal.aborted) tell(read(found, performance.now()));
      return found;
    };
    const resource = keepFresh(NONE, load, REFRESH_MS);
    const stopReconnect = data.hub.onReconnect(resource.refresh);
    return () => {
      stopReconnect();
      resource.stop();
    };
  }, [data, key]);
  const asked = memoryOf(data, key);
  const hours = asked.answer ?? NONE;
  const hour = wholeHour(now);
  const indices = useMemo(() => indicesOf(hours, hour), [hours, hour]);
  return { indices, unread: isUnread(asked, performance.now()) };
}

const wholeHour = (time: number) => Math.floor(time / HOUR_MS) * HOUR_MS;

function indicesOf(hours: readonly Hours[], now: number): StationAqi[] {
  return hours
    .flatMap(({ device, means }): StationAqi[] => {
      const back = hoursBack(means, now, aqiTable.nowcast.hours);
      const aqi = hourlyAqi(aqiTable, { pm25: back });
      return aqi ? [{ device, aqi, until: newestEnd(back, now) }] : [];
    })
    .sort((a, b) => b.aqi.index - a.aqi.index);
}
