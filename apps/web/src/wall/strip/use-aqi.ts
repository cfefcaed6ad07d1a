import { type AqiTable, hourlyAqi, type HourlyAqi } from '#hub/air-quality';
import { useEffect, useState } from 'react';
import table from '../../../../../reference/vn-aqi.json';
import { keepFresh } from '../../live/resource.js';
import { getReadings } from '../../live/readings.js';
import { useWall } from '../wall-context.js';
import { HOUR_MS, hoursBack } from './hourly-means.js';

export interface StationAqi {
  device: string;
  aqi: HourlyAqi;
}
const REFRESH_MS = 5 * 60_000;
/** More stations than this are not asked: a commune has a handful that measure particles. */
const MOST_STATIONS = 24;
const aqiTable: AqiTable = table;

/** VN_AQI of each station that has enough hours, highest first. Never a mean over stations. */
export function useAqi(devices: readonly string[]): readonly StationAqi[] {
  const { data } = useWall();
  const [result, setResult] = useState<readonly StationAqi[]>([]);
  const key = devices.slice(0, MOST_STATIONS).join(' ');
  useEffect(() => {
    setResult([]);
    if (!key) return;
    const load = async (signal: AbortSignal): Promise<readonly StationAqi[]> => {
      await data.hub.timeKnown;
      const now = data.hub.now();
      const found: StationAqi[] = [];
      for (const device of key.split(' ')) {
        const from = Math.floor(now / HOUR_MS) * HOUR_MS - aqiTable.nowcast.hours * HOUR_MS;
        const to = Math.floor(now / HOUR_MS) * HOUR_MS;
        const points = await getReadings({ device, metric: 'pm25', from, to, every: '1h', aggregate: 'mean' }, signal);
        const aqi = hourlyAqi(aqiTable, { pm25: hoursBack(points, now, aqiTable.nowcast.hours) });
        if (aqi) found.push({ device, aqi });
      }
      return found.sort((a, b) => b.aqi.index - a.aqi.index);
    };
    const resource = keepFresh<readonly StationAqi[]>([], load, REFRESH_MS);
    const stop = resource.store.subscribe(() => setResult(resource.store.get()));
    const stopReconnect = data.hub.onReconnect(resource.refresh);
    return () => {
      stop();
      stopReconnect();
      resource.stop();
    };
  }, [data, key]);
  return result;
}
