import { METRIC_NAMES, METRICS, type Metric } from '#hub/contracts';
import { readTime, type TimeUnit } from '#hub/field-map';
import { fold } from '../data/fold.js';

/** What boxes like to call our metrics. A guess only: whoever taps the value decides. */
const NICKNAMES: Readonly<Record<string, Metric>> = {
  temp: 'temperature',
  t: 'temperature',
  hum: 'humidity',
  rh: 'humidity',
  moisture: 'soil_moisture',
  soil: 'soil_moisture',
  level: 'water_level',
  lvl: 'water_level',
  muc_nuoc: 'water_level',
  sal: 'salinity',
  do_man: 'salinity',
  cond: 'ec',
  conductivity: 'ec',
  oxygen: 'do',
  turb: 'turbidity',
  bat: 'battery',
  batt: 'battery',
  vbat: 'battery_voltage',
  volt: 'battery_voltage',
  voltage: 'battery_voltage',
  pressure: 'pressure',
  press: 'pressure',
  ws: 'wind_speed',
  wd: 'wind_direction',
  rainfall: 'rain',
  pump: 'pump_on',
  signal: 'rssi',
  csq: 'rssi',
};
const plain = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
const BY_NAME = new Map<string, Metric>([
  ...METRIC_NAMES.flatMap((metric): [string, Metric][] => [
    [plain(METRICS[metric].en), metric],
    [plain(METRICS[metric].vi), metric],
    [metric, metric],
    [metric.replaceAll('_', ''), metric],
  ]),
  ...Object.entries(NICKNAMES),
]);

/** The metric that a key most likely means. */
export function guessMetric(key: string): Metric | undefined {
  const name = plain(key);
  return BY_NAME.get(name) ?? BY_NAME.get(name.replace(/_?\d+$/, '')) ?? BY_NAME.get(name.replaceAll('_', ''));
}

export const TIME_UNITS = ['s', 'ms', 'iso', 'local'] as const satisfies readonly TimeUnit[];
export type MapTimeUnit = (typeof TIME_UNITS)[number];

const WEEK_MS = 7 * 86_400_000;

/** How a value can be read as a time that is near to when the packet came. */
export function guessTime(value: unknown, received: number): MapTimeUnit | undefined {
  const near = (unit: MapTimeUnit) => {
    const at = readTime(value, unit);
    return at !== undefined && Math.abs(at - received) < WEEK_MS;
  };
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)))
    return near('s') ? 's' : near('ms') ? 'ms' : undefined;
  if (typeof value !== 'string' || !near('iso')) return undefined;
  return /(Z|[+-]\d\d:?\d\d)\s*$/i.test(value) ? 'iso' : 'local';
}

export type Role = 'metric' | 'device' | 'time';

/** What a tapped value most likely is. */
export function guessRole(key: string, value: unknown, received: number): Role {
  if (/^(ts|time|timestamp|date|datetime|thoi_gian|t)$/.test(plain(key)) && guessTime(value, received)) return 'time';
  if (/^(id|sn|dev|imei|mac|name|ten|ma|device(_?(id|name|eui))?|serial(_?no)?|addr(ess)?)$/.test(plain(key)))
    return 'device';
  return guessTime(value, received) && guessMetric(key) === undefined ? 'time' : 'metric';
}
