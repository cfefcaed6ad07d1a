import { z } from 'zod';
import { communeCodeSchema, versionSchema } from './devices.js';

const position = z.tuple([z.number(), z.number()]).rest(z.number());
const geometry = z.union([
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(position).min(2) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(position).min(2)) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position).min(4)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position).min(4))) }),
]);

/** What a feature of the commune's map is; the wall draws bottom up in this order. */
export const MAP_LAYERS = [
  'parcel',
  'ditch',
  'hamlet',
  'house',
  'canal',
  'road',
  'sluice',
  'river',
  'dyke',
  'boundary',
  'place',
  'label',
] as const;

export const mapFeatureSchema = z.object({
  type: z.literal('Feature'),
  geometry,
  properties: z.object({
    layer: z.enum(MAP_LAYERS),
    name: z.string().optional(),
    /** Canals: 1 main, 2 branch, 3 field. Roads: 1 provincial … 3 village. */
    rank: z.number().int().optional(),
    /** Parcels: what grows there. */
    crop: z.string().optional(),
    /** Direction a camera looks, degrees from north. */
    bearing: z.number().optional(),
  }),
});

/** A commune as the hub knows it: WGS84, RFC 7946 (longitude first). */
export const communeSchema = z.object({
  code: communeCodeSchema,
  name: z.string(),
  province: z.string(),
  /** Whom to call when the wall itself fails. */
  support: z.string().optional(),
  simulated: z.boolean().default(false),
  map: z.object({ type: z.literal('FeatureCollection'), features: z.array(mapFeatureSchema) }),
  version: versionSchema.optional(),
});
export type Commune = z.infer<typeof communeSchema>;

/** A unit that people say areas in, "sào", and its m². */
export const areaUnitSchema = z.object({ vi: z.string(), m2: z.number().positive() });
export type AreaUnit = z.infer<typeof areaUnitSchema>;
/** Answer of GET /api/commune/area-units: in what areas are said there, the largest first. */
export const areaUnitsAnswerSchema = z.object({ areaUnits: z.array(areaUnitSchema) });
export type AreaUnitsAnswer = z.infer<typeof areaUnitsAnswerSchema>;
export type MapFeature = z.infer<typeof mapFeatureSchema>;
