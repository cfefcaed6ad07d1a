import { type AqiBand, type AqiTable, hourlyAqi } from '#hub/air-quality';
import type { Device, Metric } from '#hub/contracts';
import table from '../../../../reference/vn-aqi.json';
import { getReadings, type ReadPoint } from '../live/readings.js';
import { HOUR_MS, hoursBack } from '../wall/strip/hourly-means.js';
import type { Span } from './span.js';

/** What was measured in the fields in a stretch of time. A station without a value has no line. */
export interface Field {
  air: readonly { device: Device; highest: number; band: AqiBand; at: number }[];
  /** mm. */
  rain: readonly { device: Device; sum: number }[];
  /** Metres, the last against the first. */
  level: readonly { device: Device; last: number; change: number }[];
  /** ‰. */
  salinity: readonly { device: Device; highest: number }[];
}

const aqiTable: AqiTable = table;
/** A commune has a handful of each; a page is no archive. */
const MOST = 12;

export async function readField(
  devices: readonly Device[],
  metricsOf: (device: Device) => readonly string[],
  { from, to }: Span,
  signal: AbortSignal,
): Promise<Field> {
  const with_ = (metric: Metric) => devices.filter((device) => metricsOf(device).includes(metric)).slice(0, MOST);
  const read = async <T>(
    metric: Metric,
    aggregate: 'mean' | 'sum' | 'max' | 'last',
    begin: number,
    make: (device: Device, points: ReadPoint[]) => T | undefined,
  ): Promise<T[]> => {
    const lines: T[] = [];
    for (const device of with_(metric)) {
      const points = await getReadings({ device: device.id, metric, from: begin, to, every: '1h', aggregate }, signal);
      const line = points.length > 0 ? make(device, points) : undefined;
      if (line) lines.push(line);
    }
    return lines;
  };
  return {
    air: (
      await read('pm25', 'mean', from - aqiTable.nowcast.hours * HOUR_MS, (device, points) =>
        worstHour(device, points, { from, to }),
      )
    ).sort((a, b) => b.highest - a.highest),
    rain: (
      await read('rain', 'sum', from, (device, points) => ({
        device,
        sum: points.reduce((sum, { value }) => sum + value, 0),
      }))
    ).sort((a, b) => b.sum - a.sum),
    level: await read('water_level', 'last', from, (device, points) => ({
      device,
      last: points.at(-1)!.value,
      change: points.at(-1)!.value - points[0]!.value,
    })),
    salinity: (
      await read('salinity', 'max', from, (device, points) => ({
        device,
        highest: Math.max(...points.map(({ value }) => value)),
      }))
    ).sort((a, b) => b.highest - a.highest),
  };
}

/** The hour in which a station's index was highest; hours of which too little is known have none. */
function worstHour(device: Device, means: readonly ReadPoint[], { from, to }: Span): Field['air'][number] | undefined {
  let worst: Field['air'][number] | undefined;
  for (let hour = Math.ceil(from / HOUR_MS) * HOUR_MS; hour <= to; hour += HOUR_MS) {
    const aqi = hourlyAqi(aqiTable, { pm25: hoursBack(means, hour, aqiTable.nowcast.hours) });
    if (!aqi || (worst && worst.highest >= aqi.index)) continue;
    worst = { device, highest: aqi.index, band: aqi.band, at: hour };
  }
  return worst;
}
