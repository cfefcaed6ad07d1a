import type { Device, FindingCase, Incident } from '#hub/contracts';
import { metresBetween } from '../../incidents/distance.js';

/** A camera farther away shows another place. */
const FARTHEST_M = 1500;

type Spot = Pick<Device, 'id' | 'name' | 'lat' | 'lon'>;
interface Shown {
  camera: Spot;
  /** Of a suspected area: whether it looks there, or may not see it. */
  area?: 'looks' | 'may-not-see';
}

/**
 * Whose picture stands over an incident: the camera's own that tells of it; of a suspected area the nearest one that looks
 * there; else the nearest one to where it was measured. `broken`: whose pictures did not come. Undefined: there is none.
 */
export function whichCamera(
  { target }: Pick<Incident, 'target'>,
  of: FindingCase | undefined,
  known: { devices: readonly Spot[]; cameras: readonly string[] },
  broken: ReadonlySet<string>,
): Shown | undefined {
  const cameras = known.devices.filter(({ id }) => known.cameras.includes(id) && !broken.has(id));
  const own = cameras.find(({ id }) => id === target);
  if (own) return { camera: own };
  const suspected = of?.finding.kind === 'burning' && of.finding.where !== undefined;
  const looks = of?.cameras.flatMap(({ camera }) => cameras.find(({ id }) => id === camera) ?? [])[0];
  if (suspected && looks) return { camera: looks, area: 'looks' };
  const at = known.devices.find(({ id }) => id === target);
  const [nearest] = cameras
    .map((camera) => ({ camera, metres: metresBetween(at, camera) ?? Number.POSITIVE_INFINITY }))
    .filter(({ metres }) => metres <= FARTHEST_M)
    .sort((a, b) => a.metres - b.metres);
  return nearest && { camera: nearest.camera, ...(suspected && { area: 'may-not-see' }) };
}
