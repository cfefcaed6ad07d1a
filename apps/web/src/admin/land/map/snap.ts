import type { LonLat } from '#hub/contracts';
import type L from 'leaflet';
import { flip } from './map-thing.js';

/** How near something must come to be taken for the same place. */
const NEAR_PX = 12;

/** The place among those known that something is near to, on the screen as it is; undefined where none is. */
export function nearest<T>(map: L.Map, at: LonLat, known: readonly T[], placeOf: (one: T) => LonLat): T | undefined {
  const here = map.latLngToContainerPoint(flip(at));
  // degrees of the same length, so that of thousands of places few are measured
  const corner = map.containerPointToLatLng(here.add([NEAR_PX, NEAR_PX]));
  const [dLon, dLat] = [Math.abs(corner.lng - at[0]), Math.abs(corner.lat - at[1])];
  let found: T | undefined;
  let least = NEAR_PX;
  for (const one of known) {
    const [lon, lat] = placeOf(one);
    if (Math.abs(lon - at[0]) > dLon || Math.abs(lat - at[1]) > dLat) continue;
    const distance = map.latLngToContainerPoint([lat, lon]).distanceTo(here);
    if (distance < least) [found, least] = [one, distance];
  }
  return found;
}
