import type { Metric } from '#hub/contracts';
import { rank, type Station, valueState } from '../stations/station-state.js';

export interface Chosen {
  station: Station;
  metric: Metric;
}

/**
 * Which station speaks for the commune in a tile: one in alarm about this metric, else the highest fresh value
 * (`highest`), else the first that reports, else the first there is. Undefined: nobody measures it.
 */
export function chooseStation(
  stations: readonly Station[],
  metric: Metric,
  now: number,
  highest = false,
): Chosen | undefined {
  const able = stations
    .filter(
      (s) => s.values[metric] !== undefined || (s.profile !== undefined && Object.hasOwn(s.profile.metrics, metric)),
    )
    .sort((a, b) => (a.device.id < b.device.id ? -1 : 1));
  if (able.length === 0) return undefined;
  const alarmed = able
    .filter((s) => s.alert?.facts.metric === metric)
    .sort((a, b) => rank(b.alert!.severity) - rank(a.alert!.severity));
  const fresh = able.filter((s) => valueState(s, metric, now).state !== 'absent');
  const ranked = highest ? [...fresh].sort((a, b) => b.values[metric]!.value - a.values[metric]!.value) : fresh;
  const station = alarmed[0] ?? ranked[0] ?? able.find((s) => s.values[metric]) ?? able[0]!;
  return { station, metric };
}
