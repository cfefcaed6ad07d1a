import type { Area, LonLat } from '#hub/contracts';
import { degreeM } from '#hub/geodesy';
import { isWithin, type Ring, type Xy } from '#hub/smoke';

type Rings = Ring[];
/** As many pieces as an area may have, the largest. */
const MOST_PIECES = 50;
const MOST_HOLES = 19;

/** A place on the plane, on earth. */
export function toEarth({ x, y }: Xy, [lon, lat]: LonLat): LonLat {
  const degree = degreeM(lat);
  const six = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return [six(lon + x / degree.lon), six(lat + y / degree.lat)];
}

const twice = (ring: Ring): number =>
  ring.reduce((sum, a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    return sum + a.x * b.y - b.x * a.y;
  }, 0);

/** Outlines on the plane as an area on earth; holes lie in the piece that they are cut out of. Undefined: there is none. */
export function areaOnEarth(outline: readonly Ring[], origin: LonLat): Area | undefined {
  const pieces: Rings[] = outline.filter((ring) => twice(ring) > 0).map((ring) => [ring]);
  for (const hole of outline.filter((ring) => twice(ring) < 0))
    pieces.find(([outer]) => isWithin([outer!], hole[0]!))?.push(hole);
  const closed = (ring: Ring): LonLat[] => [...ring, ring[0]!].map((corner) => toEarth(corner, origin));
  const coordinates = pieces
    .sort(([a], [b]) => twice(b!) - twice(a!))
    .slice(0, MOST_PIECES)
    .map((rings) => rings.slice(0, MOST_HOLES + 1).map(closed));
  if (coordinates.length === 0) return undefined;
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0]! }
    : { type: 'MultiPolygon', coordinates };
}
