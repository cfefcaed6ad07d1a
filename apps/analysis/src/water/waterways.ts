import {
  type Canal,
  type Device,
  effluentDevices,
  type Plot,
  type Source,
  type SourceRecord,
  type Structure,
} from '#hub/contracts';
import type { DeviceDirectory, Registry } from '#hub/registry';
import { readReference } from '#hub/service-kit';
import {
  type Outlet,
  outletsOf,
  type Place,
  placeOn,
  type Taker,
  takersOf,
  type WaterSource,
  type WaterStandards,
  withAllEntered,
  type Work,
} from '#hub/water';

/** The release's table: the hub's own file, so its shape is trusted. */
const STANDARDS = readReference('qcvn-water.json') as WaterStandards;

/** What the registry has of canals and of what stands at them. */
export interface Waterways {
  canals: readonly Canal[];
  works: readonly Work[];
  takers: readonly Taker[];
  sources: readonly WaterSource[];
  /** Devices that stand in the water of a source, before any canal. */
  effluent: readonly string[];
}
export const NO_WATERWAYS: Waterways = { canals: [], works: [], takers: [], sources: [], effluent: [] };

/** Farther from any canal something does not stand at one. Metres. */
const AT_A_CANAL_M = 80;

const placeOf = ({ canal, node, reach }: Pick<Structure, 'canal' | 'node' | 'reach'>): Place | undefined => {
  if (canal === undefined) return undefined;
  if (node !== undefined) return { canal, node };
  return reach === undefined ? undefined : { canal, reach };
};

/** Canals with what stands at them, the fields, and the outlets that devices watch. @throws RegistryUnavailableError */
export async function readRegistered({
  things,
  sourceRecords,
  waterColumns,
}: Pick<Registry, 'things' | 'sourceRecords' | 'waterColumns'>): Promise<Registered & { outlets: readonly Outlet[] }> {
  const [canals, structures, plots, sources] = [
    await things.all('canal'),
    await things.all('structure'),
    await things.all('plot'),
    await things.all('source'),
  ];
  const records = sources.length === 0 ? [] : await sourceRecords.of(sources.map(({ id }) => id));
  const outlets = outletsOf(withAllEntered(STANDARDS, await waterColumns.all()), sources);
  return { canals, structures, plots, sources, records, outlets };
}

export interface Registered {
  canals: readonly Canal[];
  structures: readonly Structure[];
  plots: readonly Plot[];
  sources: readonly Source[];
  records: readonly SourceRecord[];
}
/** As they are on that day: permits end. */
export function waterwaysOf({ canals, structures, plots, sources, records }: Registered, now: number): Waterways {
  const at = (thing: Pick<Structure, 'canal' | 'node' | 'reach' | 'lat' | 'lon'>) =>
    placeOf(thing) ?? placeOn(canals, thing, AT_A_CANAL_M)?.at;
  const today = new Date(now).toISOString().slice(0, 10);
  return {
    canals,
    works: structures.map((work): Work => {
      const place = at(work);
      return { id: work.id, type: work.type, ...(place && { at: place }) };
    }),
    takers: takersOf(plots, structures),
    effluent: sources.flatMap(effluentDevices),
    sources: sources
      .filter(({ closed }) => !closed)
      .map((source): WaterSource => {
        const place = at(source);
        return {
          ...{ id: source.id, kind: source.waste ?? source.type, ...(place && { at: place }) },
          ...(source.flowM3Day !== undefined && { flow: source.flowM3Day }),
          permitted: source.permit !== undefined && (source.permitUntil === undefined || source.permitUntil >= today),
          checks: records.flatMap(({ source: of, at: when, deed }) =>
            of === source.id && deed.did === 'inspected' && deed.outcome !== 'could-not-enter'
              ? [{ at: when, passed: deed.outcome === 'in-order' }]
              : [],
          ),
        };
      }),
  };
}

/** Stations that measure what a discharge changes first, and where on a canal they stand; simulated ones apart. */
export function waterStations(
  directory: DeviceDirectory,
  { canals, effluent }: Pick<Waterways, 'canals' | 'effluent'>,
): Map<string, { device: Device; at?: Place }> {
  const found = new Map<string, { device: Device; at?: Place }>();
  for (const device of directory.devices()) {
    const metrics = directory.profile(device.profile)?.metrics ?? {};
    if (effluent.includes(device.id)) continue;
    if (device.state !== 'installed' || !('ec' in metrics) || !('ph' in metrics || 'do' in metrics)) continue;
    const { lat, lon } = device;
    const place = lat === undefined || lon === undefined ? undefined : placeOn(canals, { lat, lon }, AT_A_CANAL_M)?.at;
    found.set(device.id, { device, ...(place && { at: place }) });
  }
  return found;
}
