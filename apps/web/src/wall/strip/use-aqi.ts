import { type AqiBand, type AqiTable, bandOf } from '#hub/air-quality';
import { useEffect, useMemo, useState } from 'react';
import table from '../../../../../reference/vn-aqi.json';
import { type AirOfStation, getAirHours } from '../../live/air-hours.js';
import { keepFresh } from '../../live/resource.js';
import { useWall } from '../wall-context.js';
import type { WallData } from '../wall-data.js';
import { type Asked, failed, isUnread, NOT_ASKED, read } from './asked.js';
import { HOUR_MS, hourAt } from './hour-at.js';

export interface StationAqi {
  device: string;
  aqi: { index: number; band: AqiBand };
  /** End of the newest hour that is in it, server time: the index knows nothing of what came later. */
  until: number;
}
export interface Indices {
  /** Highest first. */
  indices: readonly StationAqi[];
  /** The hub cannot be asked for them just now. */
  unread: boolean;
}
const REFRESH_MS = 5 * 60_000;
const aqiTable: AqiTable = table;

const NONE: readonly AirOfStation[] = [];
/** The last answers of each source: who comes back from a replay does not wait for them. */
const remembered = new WeakMap<WallData, Asked<readonly AirOfStation[]>>();
const memoryOf = (data: WallData): Asked<readonly AirOfStation[]> => remembered.get(data) ?? NOT_ASKED;

/** VN_AQI of each station that has enough hours before `now`, as everybody is told it. Never a mean over stations. */
export function useAqi(devices: readonly string[], now: number): Indices {
  const { data } = useWall();
  const [, setAnswers] = useState(0);
  const key = devices.join(' ');
  const asks = key !== '';
  useEffect(() => {
    if (!asks) return;
    const tell = (hours: Asked<readonly AirOfStation[]>) => {
      remembered.set(data, hours);
      setAnswers((n) => n + 1);
    };
    const load = async (signal: AbortSignal): Promise<readonly AirOfStation[]> => {
      await data.hub.timeKnown;
      const { from, to } = data.span();
      try {
        const found = await getAirHours({ from: from - 2 * HOUR_MS, to }, signal);
        if (!signal.aborted) tell(read(found, performance.now()));
        return found;
      } catch (error) {
        if (!signal.aborted) tell(failed(memoryOf(data)));
        throw error;
      }
    };
    const resource = keepFresh(NONE, load, REFRESH_MS);
    const stopReconnect = data.hub.onReconnect(resource.refresh);
    return () => {
      stopReconnect();
      resource.stop();
    };
  }, [data, asks]);
  const asked = memoryOf(data);
  const stations = asked.answer ?? NONE;
  const hour = Math.floor(now / HOUR_MS);
  const indices = useMemo(() => indicesOf(stations, key.split(' '), hour * HOUR_MS), [stations, key, hour]);
  return { indices, unread: isUnread(asked, performance.now()) };
}

function indicesOf(stations: readonly AirOfStation[], wanted: readonly string[], now: number): StationAqi[] {
  return stations
    .flatMap(({ device, hours }): StationAqi[] => {
      const found = wanted.includes(device) ? hourAt(hours, now) : undefined;
      if (!found) return [];
      const { index, until } = found;
      return [{ device, aqi: { index, band: bandOf(aqiTable, index) }, until }];
    })
    .sort((a, b) => b.aqi.index - a.aqi.index);
}
