import type { CameraEvent, Device, MapFeature } from '#hub/contracts';
import { rank, type Station } from '../stations/station-state.js';
import type { LonLat } from './projection.js';
import type { Matter } from '../alerts/matters.js';
import { isSmelt, isSmoky } from './smelt.js';
import { type Area, isSmoke, suspectedArea, type Wind } from './smoke.js';

export interface Incident {
  /** What the hub concluded of it stands before `area`: its area, or that there is none. */
  alert: Matter;
  station: Station;
  at: LonLat;
  /** As far as this one station can tell. */
  area: Area;
  /** Smoke is drawn only where the wind has a direction, and while somebody smells or sees it. */
  wind?: Wind;
  /** Directions in which cameras see smoke now. */
  sectors: readonly { device: string; at: LonLat; bearing: number }[];
}

/** A camera's report counts as present for this long. */
const SEEN_MS = 10 * 60_000;

export const seesSmokeNow = ({ event, ts }: Pick<CameraEvent, 'event' | 'ts'>, now: number): boolean =>
  (event === 'smoke' || event === 'fire') && now - ts < SEEN_MS;

export const locationOf = (device: Device): LonLat | undefined =>
  device.lat === undefined || device.lon === undefined ? undefined : [device.lon, device.lat];

const excess = ({ facts, pm25 = { value: facts.value ?? 0, background: facts.background } }: Matter) =>
  pm25.value - (pm25.background ?? 0);

/**
 * The smoke incident the map shows, the worst: of several as bad one that the hub has a conclusion of, which the desk has
 * too, before a guess upwind; then of several stations in the same smoke the one that has most of it.
 */
export function incidentOf(
  stations: readonly Station[],
  alerts: readonly Matter[],
  wind: Wind | undefined,
  bearings: ReadonlyMap<string, number>,
  cameras: readonly CameraEvent[],
  now: number,
): Incident | undefined {
  const byId = new Map(stations.map((s) => [s.device.id, s]));
  const smoke = alerts
    .filter(isSmoke)
    .filter((a) => byId.has(a.target) && locationOf(byId.get(a.target)!.device))
    .sort(
      (a, b) =>
        rank(b.severity) - rank(a.severity) ||
        Number(b.finding !== undefined) - Number(a.finding !== undefined) ||
        excess(b) - excess(a),
    );
  const alert = smoke[0];
  if (!alert) return undefined;
  const station = byId.get(alert.target)!;
  const bearing = station.isCamera ? bearings.get(station.device.id) : undefined;
  const camera = bearing === undefined ? undefined : { bearing };
  return {
    alert,
    station,
    at: locationOf(station.device)!,
    area: suspectedArea(wind, camera),
    wind: wind && wind.speed >= 0.7 && smokesNow(alert, byId, cameras, now) ? wind : undefined,
    sectors: stations.flatMap((s) => {
      const at = locationOf(s.device);
      const looking = bearings.get(s.device.id);
      const sees = cameras.some((c) => c.camera === s.device.id && seesSmokeNow(c, now));
      return at && looking !== undefined && sees ? [{ device: s.device.id, at, bearing: looking }] : [];
    }),
  };
}

/** Somebody sees or smells smoke now; so it is taken to be where nobody can say. An alert outlasts its fire. */
function smokesNow(
  { facts, finding, pm25 }: Matter,
  stations: ReadonlyMap<string, Station>,
  cameras: readonly CameraEvent[],
  now: number,
): boolean {
  if (cameras.some((c) => stations.has(c.camera) && seesSmokeNow(c, now))) return true;
  if (finding) return isSmelt(finding, (device) => stations.get(device)?.values, now);
  if (facts.event === 'smoke' || facts.event === 'fire') return false;
  return !pm25 || isSmoky(pm25);
}

/** Where cameras look: the commune's map says it, by the camera's name or at its place. */
export function cameraBearings(devices: readonly Device[], features: readonly MapFeature[]): Map<string, number> {
  const known = features.filter((f) => f.properties.bearing !== undefined);
  const found = new Map<string, number>();
  for (const device of devices) {
    const own =
      known.find((f) => f.properties.name === device.name || f.properties.name === device.id) ??
      known.find((f) => near(f, device));
    if (own) found.set(device.id, own.properties.bearing!);
  }
  return found;
}

/** About forty metres. */
const NEAR_DEGREES = 0.0004;
function near(feature: MapFeature, device: Device): boolean {
  if (feature.geometry.type !== 'Point' || device.lat === undefined || device.lon === undefined) return false;
  const [lon, lat] = feature.geometry.coordinates;
  return Math.abs(lon - device.lon) < NEAR_DEGREES && Math.abs(lat - device.lat) < NEAR_DEGREES;
}
