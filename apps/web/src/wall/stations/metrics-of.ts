import { type Metric, METRICS } from '#hub/contracts';
import { type Station, valueState } from './station-state.js';

const TECHNICAL = new Set<Metric>(['battery', 'battery_voltage', 'rssi', 'snr']);

/** Metrics people ask for, in the order of the profile; link and battery last. */
export function metricsOf(station: Station): Metric[] {
  const named = Object.keys({ ...station.profile?.metrics, ...station.values }) as Metric[];
  return named
    .filter((m) => Object.hasOwn(METRICS, m))
    .sort((a, b) => Number(TECHNICAL.has(a)) - Number(TECHNICAL.has(b)))
    .slice(0, 8);
}

/** The one metric a line has room for: what the alert is about, else the first that is there; undefined where it has none. */
export function mainMetric(station: Station, now: number): Metric | undefined {
  const metrics = metricsOf(station);
  const alarmed = station.mark === 'alarm' ? metrics.find((m) => m === station.alert?.facts.metric) : undefined;
  return alarmed ?? metrics.find((m) => valueState(station, m, now).state !== 'absent') ?? metrics[0];
}
