import type { Device, LonLat, Plot, SmokeSource } from '#hub/contracts';
import { areaM2, planeAt } from '#hub/geodesy';
import type { DeviceDirectory } from '#hub/registry';
import {
  burnableLand,
  type CameraView,
  type KnownSource,
  type SeasonId,
  type SmokeRules,
  type SmokeSite,
  type Xy,
} from '#hub/smoke';

/** The commune's air stations and masts on a plane. */
export interface Ground {
  site: SmokeSite;
  /** Where the plane touches the earth. */
  origin: LonLat;
  /** Devices whose wind counts. */
  masts: ReadonlySet<string>;
  simulated: boolean;
  /** In which a station stands. */
  communeOf(station: string): string;
  /** Of a place on earth. */
  toPlane(at: LonLat): Xy;
}

/** What cameras see, as the registry has it. */
export interface RegisteredView {
  id: string;
  bearing: number;
  fieldOfView: number;
}

/** What the registry knows around the stations: views of cameras, fields, and what smokes and is no fire. */
interface Registered {
  views: readonly RegisteredView[];
  plots?: readonly Pick<Plot, 'area'>[];
  smokeSources?: readonly SmokeSource[];
}

const standing = (directory: DeviceDirectory, simulated: boolean): Device[] =>
  [...directory.devices()].filter(
    (device) =>
      device.state === 'installed' &&
      device.simulated === simulated &&
      device.lat !== undefined &&
      device.lon !== undefined,
  );

/** Of a station that was taken away meanwhile. */
const NOWHERE = '00000';
/** Fields are registered by and by: below such a share of the land among the stations most of what burns is in no list. */
const REGISTERED_SHARE = 0.3;
/** A side of that land is at least so long, metres. */
const LEAST_SIDE_M = 1000;

function isRegistered(plots: readonly Pick<Plot, 'area'>[], stations: readonly Xy[]): boolean {
  const side = (of: (at: Xy) => number) =>
    Math.max(LEAST_SIDE_M, Math.max(...stations.map(of)) - Math.min(...stations.map(of)));
  const land = side(({ x }) => x) * side(({ y }) => y);
  return plots.reduce((sum, { area }) => sum + areaM2(area), 0) >= REGISTERED_SHARE * land;
}

/**
 * Stations that measure dust and stand somewhere. What is simulated is looked at alone, and only where nothing is real:
 * the two never vouch for each other. Undefined without a station.
 */
export function groundOf(
  directory: DeviceDirectory,
  { views, plots = [], smokeSources = [] }: Registered,
  { season, rules }: { season: SeasonId; rules: SmokeRules },
): Ground | undefined {
  const dusty = (device: Device) => 'pm25' in (directory.profile(device.profile)?.metrics ?? {});
  const real = standing(directory, false);
  const simulated = !real.some(dusty);
  const devices = simulated ? standing(directory, true) : real;
  const stations = devices.filter(dusty);
  if (stations.length === 0) return undefined;
  const onPlane = ({ area }: Pick<Plot, 'area'>) => ({
    rings: area.coordinates.map((ring) => ring.slice(1).map(toPlane)),
  });
  const mean = (of: (device: Device) => number) => stations.reduce((sum, one) => sum + of(one), 0) / stations.length;
  // coarse: a station more does not move what is known already
  const coarse = (degrees: number) => Math.round(degrees * 50) / 50;
  const origin: LonLat = [coarse(mean(({ lon }) => lon!)), coarse(mean(({ lat }) => lat!))];
  const plane = planeAt(origin);
  const toPlane = (at: LonLat): Xy => {
    const [x, y] = plane(at);
    return { x, y };
  };
  const placed = (list: readonly Device[]) => list.map((one) => [one.id, toPlane([one.lon!, one.lat!])] as const);
  const at = new Map(placed(devices));
  const cameras = views.flatMap(({ id, bearing, fieldOfView }): [string, CameraView][] => {
    const place = at.get(id);
    return place ? [[id, { at: place, bearing, fov: fieldOfView, range: rules.score.camera.rangeM }]] : [];
  });
  const known = smokeSources.map(({ id, name, lat, lon, radiusM, usualPm25 }): KnownSource => {
    return { id, name, at: toPlane([lon, lat]), radiusM, usual: usualPm25 };
  });
  const windy = (device: Device) => {
    const metrics = directory.profile(device.profile)?.metrics ?? {};
    return 'wind_speed' in metrics && 'wind_direction' in metrics;
  };
  return {
    site: {
      ...{ stations: Object.fromEntries(placed(stations)), season, cameras: Object.fromEntries(cameras), known },
      ...(isRegistered(
        plots,
        placed(stations).map(([, place]) => place),
      ) && { mayBurn: burnableLand(plots.map(onPlane), rules.locate.cellM) }),
    },
    ...{ origin, simulated, toPlane, communeOf: (station) => directory.device(station)?.commune ?? NOWHERE },
    masts: new Set(devices.filter(windy).map(({ id }) => id)),
  };
}
