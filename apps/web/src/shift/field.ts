import { type AqiBand, type AqiTable, bandOf } from '#hub/air-quality';
import type { Device, Metric } from '#hub/contracts';
import table from '../../../../reference/vn-aqi.json';
import { type AirOfStation, getAirHours } from '../live/air-hours.js';
import { getReadings, type ReadPoint } from '../live/readings.js';
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
    make: (device: Device, points: ReadPoint[]) => T | undefined,
  ): Promise<T[]> => {
    const lines: T[] = [];
    for (const device of with_(metric)) {
      const points = await getReadings({ device: device.id, metric, from, to, every: '1h', aggregate }, signal);
      const line = points.length > 0 ? make(device, points) : undefined;
      if (line) lines.push(line);
    }
    return lines;
  };
  return {
    air: (await getAirHours({ from, to }, signal))
      .flatMap((station) => worstHour(devices, station) ?? [])
      .sort((a, b) => b.highest - a.highest)
      .slice(0, MOST),
    rain: (
      await read('rain', 'sum', (device, points) => ({
        device,
        sum: points.reduce((sum, { value }) => sum + value, 0),
      }))
    ).sort((a, b) => b.sum - a.sum),
    level: await read('water_level', 'last', (device, points) => ({
      device,
      last: points.at(-1)!.value,
      change: points.at(-1)!.value - points[0]!.value,
    })),
    salinity: (
      await read('salinity', 'max', (device, points) => ({
        device,
        highest: Math.max(...points.map(({ value }) => value)),
      }))
    ).sort((a, b) => b.highest - a.highest),
  };
}

/** The hour in which a station's index was highest; hours of which too little is known have none. */
function worstHour(devices: readonly Device[], { device: id, hours }: AirOfStation): Field['air'][number] | undefined {
  const device = devices.find((one) => one.id === id);
  if (!device || hours.length === 0) return undefined;
  const { index, at } = hours.reduce((worst, hour) => (hour.index > worst.index ? hour : worst));
  return { device, highest: index, band: bandOf(aqiTable, index), at };
}
