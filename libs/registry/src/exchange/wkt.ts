import type { Area } from '#hub/contracts';

/** Two numbers as they stand in a file, in whatever system. */
export type Pair = readonly [first: number, second: number];
/** A polygon, or several, in the numbers of the file. */
export type RawArea = Pair[][][];

/** "POLYGON((106.1 20.4, …))" or "MULTIPOLYGON(…)", with or without "SRID=…;" before; undefined where it is none. */
export function areaInWkt(text: string): RawArea | undefined {
  const match = /^(?:SRID=\d+;)?\s*(MULTI)?POLYGON\s*(?:Z\s*)?(\(.*\))$/is.exec(text.trim());
  if (!match) return undefined;
  // brackets nest as lists do
  const json = match[2]!
    .replace(
      /-?\d[\d.eE+-]*(?:\s+-?\d[\d.eE+-]*)+/g,
      (position) => `[${position.trim().split(/\s+/).slice(0, 2).join()}]`,
    )
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  try {
    const lists = JSON.parse(json) as unknown;
    const polygons = match[1] ? lists : [lists];
    return isRaw(polygons) ? polygons : undefined;
  } catch {
    return undefined;
  }
}

/** "2312000,5 580000,1; 2312010 580050; …": the corners of one polygon, a pair each; undefined where they are none. */
export function areaInPairs(text: string): RawArea | undefined {
  const corners = text
    .split(/[;|\n]/)
    .map((corner) => corner.trim())
    .filter(Boolean)
    .map(pairIn);
  return corners.length >= 3 && corners.every((corner) => corner !== undefined) ? [[corners]] : undefined;
}

function pairIn(text: string): Pair | undefined {
  const parts = /\s/.test(text)
    ? text.split(/\s+/).map((part) => part.replace(/,$/, '').replace(',', '.'))
    : text.split(',');
  const numbers = parts.map(Number);
  return numbers.length >= 2 && numbers.every(Number.isFinite) ? [numbers[0]!, numbers[1]!] : undefined;
}

/** The coordinates of a GeoJSON polygon, heights left out; undefined where it is none. */
export function areaInGeoJson(geometry: unknown): RawArea | undefined {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : undefined;
  return isRaw(polygons)
    ? polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y] as const)))
    : undefined;
}

const isRaw = (value: unknown): value is RawArea =>
  isList(value) && value.every((rings) => isList(rings) && rings.every((ring) => isList(ring) && ring.every(isPair)));
const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;
export const isPair = (value: unknown): value is Pair =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1]);

const ring = (corners: readonly Pair[]) => `(${corners.map(([x, y]) => `${x} ${y}`).join(', ')})`;
const rings = (polygon: readonly (readonly Pair[])[]) => `(${polygon.map(ring).join(', ')})`;

export const wktOf = (area: Area): string =>
  area.type === 'Polygon'
    ? `POLYGON${rings(area.coordinates)}`
    : `MULTIPOLYGON(${area.coordinates.map(rings).join(', ')})`;
