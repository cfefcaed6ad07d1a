import type { MapFeature } from '#hub/contracts';
import {
  around,
  type Box,
  type LabelWish,
  type LineLabel,
  middleLine,
  placeAlong,
  placeLabels,
  type PlacedLabel,
} from './labels.js';
import { type LonLat, type Pixel, positionsOf, type Projection } from './projection.js';

export interface MapLabels {
  hamlets: PlacedLabel[];
  places: PlacedLabel[];
  waters: (LineLabel & { key: string; text: string; river: boolean })[];
}
/** Width of a text in pixels: the map's lettering is measured, not guessed. */
export type Measure = (text: string, style: 'hamlet' | 'water' | 'river' | 'place') => number;

const HAMLET_HEIGHT = 38;
const PLACE_HEIGHT = 38;

/** All names of the map, set around the marks: hamlets first, then water, then other places. */
export function mapLabels(
  features: readonly MapFeature[],
  projection: Projection,
  measure: Measure,
  taken: Box[],
  frame: Box,
  u: number,
): MapLabels {
  const named = (layer: MapFeature['properties']['layer']) =>
    features.filter((f) => f.properties.layer === layer && f.properties.name);
  const hamletWishes = named('hamlet').map((f): LabelWish => {
    const text = f.properties.name!;
    const middle = middleOf(f, projection);
    return {
      key: text,
      text,
      width: measure(text, 'hamlet') + 8 * u,
      height: HAMLET_HEIGHT * u,
      at: around(middle, 48 * u, 34 * u),
    };
  });
  const hamlets = placeLabels(hamletWishes, taken, frame);

  const waters: MapLabels['waters'] = [];
  const seen = new Set<string>();
  for (const f of [
    ...named('river'),
    ...named('canal').sort((a, b) => (a.properties.rank ?? 2) - (b.properties.rank ?? 2)),
  ]) {
    const text = f.properties.name!;
    const river = f.properties.layer === 'river';
    if (seen.has(text) || (!river && (f.properties.rank ?? 2) > 2)) continue;
    const line = lineOf(f, projection);
    // on a canal the name stands above the line, in a river in its middle
    const lift = (river ? -9 : 14) * u;
    const label = placeAlong(line, measure(text, river ? 'river' : 'water') + 12 * u, 24 * u, lift, taken, frame);
    if (!label) continue;
    seen.add(text);
    waters.push({ ...label, key: text, text, river });
  }
  const placeWishes = [...named('place'), ...named('label')].map((f): LabelWish => {
    const text = f.properties.name!;
    const at = middleOf(f, projection);
    return {
      key: `${text} ${at.x}`,
      text,
      width: measure(text, 'place') + 8 * u,
      height: PLACE_HEIGHT * u,
      at: around({ x: at.x, y: at.y - 26 * u }, 60 * u, 34 * u),
    };
  });
  return { hamlets, waters, places: placeLabels(placeWishes, taken, frame) };
}

function middleOf(feature: MapFeature, projection: Projection): Pixel {
  const points = [...positionsOf(feature)].map((at) => projection.project(at));
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
}

function lineOf(feature: MapFeature, projection: Projection): Pixel[] {
  const g = feature.geometry;
  const px = (line: readonly LonLat[]) => line.map((at) => projection.project(at));
  const longest = (lines: readonly (readonly LonLat[])[]) => [...lines].sort((a, b) => b.length - a.length)[0] ?? [];
  if (g.type === 'LineString') return px(g.coordinates);
  if (g.type === 'MultiLineString') return px(longest(g.coordinates));
  if (g.type === 'Polygon') return middleLine(px(g.coordinates[0]!));
  if (g.type === 'MultiPolygon') return middleLine(px(longest(g.coordinates.map((p) => p[0]!))));
  return [];
}
