import {
  type Area,
  type CanalNode,
  type CanalReach,
  type LonLat,
  readCoordinate,
  type ThingKind,
} from '#hub/contracts';
import type { Fields } from '../../form/spec.js';
import { KIND_INFO } from '../kinds.js';

/** A corner of an outline, a spot: longitude first, as everywhere. */
export type Ring = readonly LonLat[];

/** A stretch as it is drawn; its length may be left to the hub. */
export type DrawnReach = Omit<CanalReach, 'lengthM'> & { lengthM?: number };

/** What of a thing lies on the map, in the form in which it is drawn. */
export type Shape =
  /** Outlines without the closing corner. Holes are kept as they are: nobody draws them here. */
  | { is: 'areas'; rings: readonly Ring[]; holes: readonly (readonly Ring[])[] }
  | { is: 'point'; at: LonLat | undefined }
  | { is: 'graph'; nodes: readonly CanalNode[]; reaches: readonly DrawnReach[] };

/** Coordinates are kept to the centimetre. */
export const round7 = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
export const spot = (lon: number, lat: number): LonLat => [round7(lon), round7(lat)];

const open = (ring: Ring): Ring => ring.slice(0, -1);
const closed = (ring: Ring): LonLat[] => [...ring, ring[0]!];

/** The shape in a form's fields. */
export function shapeIn(kind: ThingKind, inputs: Fields): Shape | undefined {
  switch (KIND_INFO[kind].shape) {
    case 'areas':
    case 'polygon': {
      const area = inputs['area'] as Area | undefined;
      const polygons = !area ? [] : area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
      return {
        is: 'areas',
        rings: polygons.map(([outer]) => open(outer!)),
        holes: polygons.map(([, ...holes]) => holes),
      };
    }
    case 'point': {
      const lon = readCoordinate(String(inputs['lon'] ?? ''));
      const lat = readCoordinate(String(inputs['lat'] ?? ''));
      return { is: 'point', at: lon === undefined || lat === undefined ? undefined : [lon, lat] };
    }
    case 'graph':
      return {
        is: 'graph',
        nodes: (inputs['nodes'] as CanalNode[] | undefined) ?? [],
        reaches: (inputs['reaches'] as DrawnReach[] | undefined) ?? [],
      };
    case 'none':
      return undefined;
  }
}

/** The fields that a shape fills. */
export function fieldsOf(shape: Shape): Fields {
  if (shape.is === 'point') {
    const text = (degrees: number | undefined) => (degrees === undefined ? '' : String(degrees).replace('.', ','));
    return { lon: text(shape.at?.[0]), lat: text(shape.at?.[1]) };
  }
  if (shape.is === 'graph') return { nodes: shape.nodes, reaches: shape.reaches };
  return { area: areaOf(shape) };
}

/** Outlines of fewer than three corners are no land yet. */
export function areaOf({ rings, holes }: Extract<Shape, { is: 'areas' }>): Area | undefined {
  const polygons = rings.flatMap((ring, i) =>
    ring.length >= 3 ? [[closed(ring), ...(holes[i] ?? []).map((h) => [...h])]] : [],
  );
  if (polygons.length === 0) return undefined;
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}
