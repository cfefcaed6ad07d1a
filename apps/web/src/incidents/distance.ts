import { figure } from '../format/figures.js';
import type { Lang } from '../i18n/lang.js';

interface Spot {
  lat?: number | undefined;
  lon?: number | undefined;
}
const EARTH_M = 6_371_000;
const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two places on the ground; undefined where one of them is not known. */
export function metresBetween(a: Spot | undefined, b: Spot | undefined): number | undefined {
  if (a?.lat === undefined || a.lon === undefined || b?.lat === undefined || b.lon === undefined) return undefined;
  const lat = rad(b.lat - a.lat);
  const lon = rad(b.lon - a.lon);
  const h = Math.sin(lat / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(lon / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Into which of the eight directions one looks from a to b: 0 north, 1 north-east, …; undefined where one is not known. */
export function directionTo(a: Spot | undefined, b: Spot | undefined): number | undefined {
  if (a?.lat === undefined || a.lon === undefined || b?.lat === undefined || b.lon === undefined) return undefined;
  const east = (b.lon - a.lon) * Math.cos(rad((a.lat + b.lat) / 2));
  return (Math.round(Math.atan2(east, b.lat - a.lat) / (Math.PI / 4)) + 8) % 8;
}

/** As somebody would say it: nobody's GPS knows of single metres. */
export const farWords = (metres: number, lang: Lang): string =>
  metres < 995 ? `${Math.round(metres / 10) * 10} m` : `${figure(metres / 1000, 1, lang)} km`;
