import { type Device, isGone, type LonLat } from '#hub/contracts';
import { planeAt } from '#hub/geodesy';
import type { DeviceDirectory } from '#hub/registry';
import type { CameraView, SeasonId, SmokeRules, SmokeSite, Xy } from '#hub/smoke';

/** The commune's air stations and masts on a plane. */
export interface Ground {
  site: SmokeSite;
  /** Where the plane touches the earth. */
  origin: LonLat;
  /** Devices whose wind counts. */
  masts: ReadonlySet<string>;
  simulated: boolean;
  /** Of a place on earth. */
  toPlane(at: LonLat): Xy;
}

/** What cameras see, as the registry has it. */
export interface RegisteredView {
  id: string;
  bearing: number;
  fieldOfView: number;
}

const standing = (directory: DeviceDirectory, simulated: boolean): Device[] =>
  [...directory.devices()].filter(
    (device) =>
      device.state === 'installed' &&
      !isGone(device.state) &&
      device.simulated === simulated &&
      device.lat !== undefined &&
      device.lon !== undefined,
  );

/**
 * Stations that measure dust and stand somewhere. What is simulated is looked at alone, and only where nothing is real:
 * the two never vouch for each other. Undefined without a station.
 */
export function groundOf(
  directory: DeviceDirectory,
  views: readonly RegisteredView[],
  { season, rules }: { season: SeasonId; rules: SmokeRules },
): Ground | undefined {
  const dusty = (device: Device) => 'pm25' in (directory.profile(device.profile)?.metrics ?? {});
  const real = standing(directory, false);
  const simulated = !real.some(dusty);
  const devices = simulated ? standing(directory, true) : real;
  const stations = devices.filter(dusty);
  if (stations.length === 0) return undefined;
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
  const windy = (device: Device) => {
    const metrics = directory.profile(device.profile)?.metrics ?? {};
    return 'wind_speed' in metrics && 'wind_direction' in metrics;
  };
  return {
    site: { stations: Object.fromEntries(placed(stations)), season, cameras: Object.fromEntries(cameras) },
    ...{ origin, simulated, toPlane },
    masts: new Set(devices.filter(windy).map(({ id }) => id)),
  };
}
