import type { Area, LonLat, MapFeature, NearZone } from '#hub/contracts';
import { isInside, planeAt, polygonsOf, type Xy } from '#hub/geodesy';
import { z } from 'zod';

export const zonesSchema = z.object({
  ...{ source: z.string(), sourceEn: z.string(), evidence: z.string() },
  zones: z.array(
    z.object({
      ...{ id: z.string(), vi: z.string(), en: z.string(), withinM: z.number().positive() },
      /** Layers of the commune's map that it is about. */
      layers: z.array(z.string()).min(1),
      /** Roads: only up to this rank. */
      mostRank: z.int().optional(),
    }),
  ),
});
export type ZoneRules = z.infer<typeof zonesSchema>;

type Line = readonly (readonly [number, number, ...number[]])[];

/** How near the area comes to each thing beside which burning is fined, as it is set up. */
export function nearZones(area: Area, features: readonly MapFeature[], { zones }: ZoneRules): NearZone[] {
  return zones.map(({ id, vi, en, withinM, layers, mostRank }): NearZone => {
    const said = { zone: id, vi, en, withinM };
    const mapped = features.filter(
      ({ properties: { layer, rank } }) =>
        layers.includes(layer) && (mostRank === undefined || (rank !== undefined && rank <= mostRank)),
    );
    const nearest = mapped
      .map((feature) => ({ feature, metres: metresTo(area, feature) }))
      .reduce<{ feature: MapFeature; metres: number } | undefined>(
        (best, one) => (best && best.metres <= one.metres ? best : one),
        undefined,
      );
    if (!nearest) return { ...said, state: 'unmapped' };
    const { name } = nearest.feature.properties;
    return {
      ...said,
      state: nearest.metres <= withinM ? 'touched' : 'clear',
      metres: Math.round(nearest.metres),
      ...(name !== undefined && { name }),
    };
  });
}

/** Metres from an area to a feature; 0 where they meet. */
export function metresTo(area: Area, { geometry }: Pick<MapFeature, 'geometry'>): number {
  const lines = linesOf(geometry);
  if (lines.flat().some(([lon, lat]) => isInside(area, [lon, lat]))) return 0;
  const corner = polygonsOf(area)[0]![0]![0]!;
  if ((geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') && isInside(geometry as Area, corner)) return 0;
  const plane = planeAt(corner);
  const own = polygonsOf(area)
    .flat()
    .map((ring) => ring.map(plane));
  let least = Infinity;
  for (const line of lines) {
    const points = line.map(([lon, lat]) => plane([lon, lat]));
    for (const ring of own) least = Math.min(least, linesApart(ring, points));
  }
  return least;
}

function linesOf({ type, coordinates }: MapFeature['geometry']): Line[] {
  if (type === 'Point') return [[coordinates as LonLat]];
  if (type === 'LineString') return [coordinates as Line];
  if (type === 'MultiPolygon') return (coordinates as Line[][]).flat();
  return coordinates as Line[];
}

/** Least distance of two lines of corners; a line of one corner is a point. */
function linesApart(a: readonly Xy[], b: readonly Xy[]): number {
  let least = Infinity;
  for (let i = Math.min(1, a.length - 1); i < a.length; i++)
    for (let j = Math.min(1, b.length - 1); j < b.length; j++) {
      const [p, q, r, s] = [a[Math.max(0, i - 1)]!, a[i]!, b[Math.max(0, j - 1)]!, b[j]!];
      if (cross(p, q, r, s)) return 0;
      least = Math.min(least, toSegment(p, r, s), toSegment(q, r, s), toSegment(r, p, q), toSegment(s, p, q));
    }
  return least;
}

const side = (a: Xy, b: Xy, c: Xy): number => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
const cross = (p: Xy, q: Xy, r: Xy, s: Xy): boolean =>
  side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0;

function toSegment(at: Xy, a: Xy, b: Xy): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length2;
  const on = Math.min(1, Math.max(0, along));
  return Math.hypot(at[0] - a[0] - on * dx, at[1] - a[1] - on * dy);
}
