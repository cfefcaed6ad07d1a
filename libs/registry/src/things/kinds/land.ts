import type { Area, Commune, LonLat } from '#hub/contracts';
import { areaM2, boxOf, type Box, crossingOf, degreeM, isInside, outlineM, polygonsOf } from '#hub/geodesy';
import type { Land, Problem } from './kind.js';

/** Of the mainland. west, south, east, north */
const COUNTRY: Box = [102, 8, 110, 23.5];
/** Fields end at the boundary; a map and a survey of it differ by some metres. */
const FIELD_OFF_M = 100;
/** Intakes and gauges stand a little way out on the river. */
const SPOT_OFF_M = 2000;
/** Smaller is a slip of the pen. */
const LEAST_M2 = 10;

/** What the commune's map says of its land. */
export function landOf(commune: Pick<Commune, 'map'> | undefined): Land {
  const features = commune?.map.features ?? [];
  const boundary = features.find(({ properties }) => properties.layer === 'boundary')?.geometry;
  if (boundary?.type === 'Polygon' || boundary?.type === 'MultiPolygon') return { boundary: boundary as Area };
  if (features.length === 0) return { boundary: COUNTRY };
  return { boundary: boxOf(features.flatMap(({ geometry }) => positionsOf(geometry.coordinates))) };
}

function positionsOf(coordinates: unknown): LonLat[] {
  const list = coordinates as unknown[];
  return typeof list[0] === 'number' ? [list as unknown as LonLat] : list.flatMap(positionsOf);
}

export function areaProblems(area: Area | undefined, { boundary }: Land, field = 'area'): Problem[] {
  if (!area) return [];
  const crossing = crossingOf(area);
  if (crossing) return [{ field, problem: `đường bao tự cắt ở gần ${shown(crossing)}` }];
  const size = areaM2(area);
  if (size < LEAST_M2) return [{ field, problem: `chỉ rộng ${size.toFixed(1).replace('.', ',')} m², quá nhỏ` }];
  const outside = polygonsOf(area)
    .flat(2)
    .find((corner) => offM(boundary, corner) > FIELD_OFF_M);
  return outside ? [{ field, problem: `${shown(outside)} ${outOf(boundary)}` }] : [];
}

/** Far from all that the map of the commune shows: a slip of the whole file, not of one field. */
export const isElsewhere = (at: LonLat, { boundary }: Land): boolean => offM(boundary, at) > SPOT_OFF_M;

export function spotProblems(at: { lat: number; lon: number }, { boundary }: Land, field = 'lat'): Problem[] {
  const spot: LonLat = [at.lon, at.lat];
  return offM(boundary, spot) > SPOT_OFF_M ? [{ field, problem: `${shown(spot)} ${outOf(boundary)}` }] : [];
}

/** Metres outside. */
function offM(boundary: Land['boundary'], at: LonLat): number {
  if ('type' in boundary) return isInside(boundary, at) ? 0 : outlineM(boundary, at);
  const [west, south, east, north] = boundary;
  const degree = degreeM(at[1]);
  const x = Math.max(west - at[0], at[0] - east, 0) * degree.lon;
  const y = Math.max(south - at[1], at[1] - north, 0) * degree.lat;
  return Math.hypot(x, y);
}

const outOf = (boundary: Land['boundary']): string =>
  boundary === COUNTRY ? 'nằm ngoài Việt Nam' : 'nằm ngoài địa giới xã';
const shown = ([lon, lat]: LonLat): string => `${decimals(lat)}; ${decimals(lon)}`;
const decimals = (degrees: number): string => degrees.toFixed(5).replace('.', ',');
