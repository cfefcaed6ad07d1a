import type { Device, DeviceProfile, Metric } from '#hub/contracts';
import type { ValuesOfDevice } from '../../live/live-state.js';

export interface WantedSeries {
  device: string;
  metric: Metric;
}

/** What the wall shows of every station that measures it. */
const OF_ALL = new Set<Metric>(['pm25', 'salinity', 'water_level', 'field_level']);
/** What a few stations say for the whole commune. */
const OF_FEW = new Set<Metric>(['wind_speed', 'wind_direction', 'temperature', 'humidity', 'rain', 'co']);
const FEW = 3;
/** More requests than this would keep people waiting; farther stations are then without history. */
const MOST_SERIES = 240;

export interface WantedFor {
  devices: readonly Device[];
  profiles: readonly DeviceProfile[];
  /** What a station measures, which is not all that its model could; the profile where it has not spoken yet. */
  latest: ReadonlyMap<string, ValuesOfDevice>;
  /** Stations of the incident, worst first: what they measure is wanted whole, and near ones come before far ones. */
  concerned: readonly string[];
}

/** The histories a replay needs, most needed first. */
export function wantedSeries({ devices, profiles, latest, concerned }: WantedFor): WantedSeries[] {
  const byId = new Map(profiles.map((p) => [p.id, p]));
  const centre = devices.find((d) => d.id === concerned[0]);
  const first = (d: Device) => (concerned.includes(d.id) ? -1 : distance(d, centre));
  const told = new Map<Metric, number>();
  const wanted: (WantedSeries & { order: number })[] = [];
  for (const device of [...devices].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const metrics = Object.keys(latest.get(device.id) ?? byId.get(device.profile)?.metrics ?? {}) as Metric[];
    const whole = concerned.includes(device.id);
    const chosen = metrics.filter((metric) => {
      if (!OF_FEW.has(metric)) return OF_ALL.has(metric) || whole;
      told.set(metric, (told.get(metric) ?? 0) + 1);
      return whole || told.get(metric)! <= FEW;
    });
    // whether a station reported is seen by any one of its metrics
    const least = chosen.length > 0 ? chosen : metrics.slice(0, 1);
    wanted.push(...least.map((metric) => ({ device: device.id, metric, order: first(device) })));
  }
  return wanted
    .sort((a, b) => a.order - b.order)
    .slice(0, MOST_SERIES)
    .map(({ device, metric }) => ({ device, metric }));
}

/** In degrees and without regard to their shape: it only sorts. */
function distance(device: Device, from: Device | undefined): number {
  if (device.lat === undefined || device.lon === undefined) return 1000;
  return from?.lat === undefined || from.lon === undefined
    ? 0
    : Math.hypot(device.lat - from.lat, device.lon - from.lon);
}
