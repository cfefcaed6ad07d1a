import { type Device, type DeviceProfile, isGone, type Metric } from '#hub/contracts';
import type { Mast, WeatherRecord } from '#hub/irrigation';
import type { DeviceDirectory } from '#hub/registry';
import { HOUR_MS, type Hours, type Wanted } from './hours.js';

/** Metres above the ground, where neither device nor profile says it: as weather services measure wind (WMO-No. 8). */
const USUAL_WIND_HEIGHT_M = 10;
const TAKEN = {
  temperature: 'temperature',
  humidity: 'humidity',
  wind: 'wind_speed',
  radiation: 'solar_radiation',
  rain: 'rain',
} as const satisfies Record<Exclude<keyof WeatherRecord, 'at'>, Metric>;
type Element = keyof typeof TAKEN;

interface Station {
  device: Device;
  profile: DeviceProfile;
}

/** Weather masts and rain gauges that stand somewhere, simulated ones apart from real ones. */
export function weatherStations(directory: DeviceDirectory, simulated: boolean): Station[] {
  return [...directory.devices()].flatMap((device) => {
    const profile = directory.profile(device.profile);
    const counts = profile?.kind === 'weather' && !isGone(device.state) && device.simulated === simulated;
    return counts && device.lat !== undefined && device.lon !== undefined ? [{ device, profile }] : [];
  });
}

export const wantedOf = ({ device, profile }: Station): (Wanted & { element: Element })[] =>
  (Object.entries(TAKEN) as [Element, Metric][]).flatMap(([element, metric]) =>
    metric in profile.metrics
      ? [{ kind: profile.kind, device: device.id, metric, aggregate: element === 'rain' ? 'sum' : 'mean', element }]
      : [],
  );

/** What each has measured by the hour. @throws StoreUnavailableError */
export async function readMasts(
  stations: readonly Station[],
  hours: Hours,
  { from, now }: { from: number; now: number },
): Promise<Mast[]> {
  const masts: Mast[] = [];
  for (const station of stations) {
    const records = new Map<number, { at: number } & Partial<Record<Element, number>>>();
    for (const { element, ...wanted } of wantedOf(station))
      for (const [at, value] of await hours.of(wanted, from, now)) {
        // an hour that is not over has not all of its rain yet, and its mean is of its beginning
        if (at < from || at + HOUR_MS > now) continue;
        const record = records.get(at) ?? { at };
        record[element] = value;
        records.set(at, record);
      }
    const { id, lat, lon, windHeightM } = station.device;
    const windHeight = windHeightM ?? station.profile.windHeightM ?? USUAL_WIND_HEIGHT_M;
    masts.push({ id, latitude: lat!, longitude: lon!, windHeight, records: inOrder(records) });
  }
  return masts;
}

const inOrder = (records: ReadonlyMap<number, WeatherRecord>): WeatherRecord[] =>
  [...records.values()].sort((a, b) => a.at - b.at);
