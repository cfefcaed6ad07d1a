import type { MapFeature } from '#hub/contracts';

export interface Pixel {
  x: number;
  y: number;
}
export type LonLat = readonly [lon: number, lat: number, ...rest: number[]];

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}
export interface Frame {
  width: number;
  height: number;
  padding: { top: number; right: number; bottom: number; left: number };
}
/** Equirectangular about the commune's middle: within a commune it differs from any other by less than a pixel. */
export interface Projection {
  project(at: LonLat): Pixel;
  /** Pixels per metre on the ground. */
  pxPerMetre: number;
}

const METRES_PER_DEGREE = 111_320;

export function* positionsOf(feature: Pick<MapFeature, 'geometry'>): Generator<LonLat> {
  const walk = function* (value: unknown): Generator<LonLat> {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === 'number') yield value as unknown as LonLat;
    else for (const item of value) yield* walk(item);
  };
  yield* walk(feature.geometry.coordinates);
}

export function boundsOf(positions: Iterable<LonLat>): Bounds | undefined {
  let bounds: Bounds | undefined;
  for (const [lon, lat] of positions) {
    bounds ??= { west: lon, east: lon, south: lat, north: lat };
    bounds.west = Math.min(bounds.west, lon);
    bounds.east = Math.max(bounds.east, lon);
    bounds.south = Math.min(bounds.south, lat);
    bounds.north = Math.max(bounds.north, lat);
  }
  return bounds;
}

/** Smallest span that is drawn: a single station does not become a map of its doorstep. */
const LEAST_METRES = 1500;

/** Fits `bounds` into the frame; `focus` centres on a place instead and magnifies. */
export function fit(bounds: Bounds, frame: Frame, focus?: { at: LonLat; zoom: number; height: number }): Projection {
  const midLat = (bounds.south + bounds.north) / 2;
  const midLon = (bounds.west + bounds.east) / 2;
  const perLon = METRES_PER_DEGREE * Math.cos((midLat * Math.PI) / 180);
  const width = Math.max(LEAST_METRES, (bounds.east - bounds.west) * perLon);
  const height = Math.max(LEAST_METRES, (bounds.north - bounds.south) * METRES_PER_DEGREE);
  const { padding } = frame;
  const roomX = Math.max(1, frame.width - padding.left - padding.right);
  const roomY = Math.max(1, (focus?.height ?? frame.height) - padding.top - padding.bottom);
  const pxPerMetre = Math.min(roomX / width, roomY / height) * (focus?.zoom ?? 1);
  const centre = focus?.at ?? [midLon, midLat];
  const middle = focus
    ? { x: frame.width / 2, y: frame.height / 2 }
    : { x: padding.left + roomX / 2, y: padding.top + roomY / 2 };
  return {
    pxPerMetre,
    project: ([lon, lat]) => ({
      x: middle.x + (lon - centre[0]) * perLon * pxPerMetre,
      y: middle.y - (lat - centre[1]) * METRES_PER_DEGREE * pxPerMetre,
    }),
  };
}

/** The pixel `metres` away in a compass direction (0 = north, 90 = east). */
export function away(from: Pixel, bearing: number, metres: number, pxPerMetre: number): Pixel {
  const angle = (bearing * Math.PI) / 180;
  return { x: from.x + Math.sin(angle) * metres * pxPerMetre, y: from.y - Math.cos(angle) * metres * pxPerMetre };
}
