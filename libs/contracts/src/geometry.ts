import { z } from 'zod';

/** WGS84, degrees, longitude first (RFC 7946). */
export const lonLatSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type LonLat = z.infer<typeof lonLatSchema>;

const isClosed = (ring: readonly LonLat[]) => ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1];
const ringSchema = z
  .array(lonLatSchema)
  .min(4)
  .max(2000)
  .refine(isClosed, 'đường bao chưa khép kín: điểm cuối phải trùng điểm đầu');

export const polygonSchema = z.object({
  type: z.literal('Polygon'),
  /** The outer ring, then holes. */
  coordinates: z.array(ringSchema).min(1).max(20),
});
export const areaSchema = z.discriminatedUnion('type', [
  polygonSchema,
  z.object({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(z.array(ringSchema).min(1).max(20)).min(1).max(50),
  }),
]);
export type Polygon = z.infer<typeof polygonSchema>;
/** One piece of land, or several that count as one. */
export type Area = z.infer<typeof areaSchema>;
