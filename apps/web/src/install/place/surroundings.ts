import type { MapFeature } from '#hub/contracts';
import { type At, distanceTo, isInside, linesOf, metresFrom } from './ground.js';

/** What has a name near a box. */
export interface Surroundings {
  /** The hamlet it stands in, or the nearest one. */
  hamlet?: string;
  /** The nearest place with a name, as a sentence uses it: "gần cống Bến Mễ". */
  place?: string;
  /** A canal so near that the box must be at it. */
  canal?: string;
}

const NEAREST_PLACE_M = 800;
const AT_THE_CANAL_M = 40;
const NEAREST_HAMLET_M = 1500;

/** Reads the commune's map around a position. */
export function surroundingsOf(at: At, features: readonly MapFeature[]): Surroundings {
  const toMetres = metresFrom(at);
  const far = (feature: MapFeature) =>
    Math.min(...linesOf(feature.geometry).map((line) => distanceTo(line.map(toMetres))));
  const within = (feature: MapFeature) => linesOf(feature.geometry).some((ring) => isInside(ring.map(toMetres)));
  const nearest = (layers: readonly string[], metres: number) => {
    let found: { name: string; layer: string; metres: number } | undefined;
    for (const feature of features) {
      const { name, layer } = feature.properties;
      if (!name || !layers.includes(layer)) continue;
      const distance = layer === 'hamlet' && within(feature) ? 0 : far(feature);
      if (distance < (found?.metres ?? metres)) found = { name, layer, metres: distance };
    }
    return found;
  };
  const hamlet = nearest(['hamlet'], NEAREST_HAMLET_M);
  const place = nearest(['place', 'sluice'], NEAREST_PLACE_M);
  const canal = nearest(['canal', 'river'], AT_THE_CANAL_M);
  return {
    ...(hamlet && { hamlet: hamlet.name }),
    ...(place && { place: `gần ${inSentence(place.name)}` }),
    ...(canal && { canal: inSentence(canal.name) }),
  };
}

/** "Nhà văn hóa thôn Đông" within a sentence: words that are no names begin small. */
const COMMON =
  /^(Cống|Kênh|Mương|Sông|Trạm|Nhà|Trường|Chợ|Đình|Chùa|Cầu|Đê|Ao|Hồ|Đồng|Khu|Bến|Gò|Ủy|Hợp|Cánh|Máy|Điếm|Miếu)(?=\s)/u;
export const inSentence = (name: string): string => name.replace(COMMON, (word) => word.toLowerCase());

/** Hamlets by name, for choosing by hand. */
export const hamletsOn = (features: readonly MapFeature[]): string[] =>
  [...new Set(features.flatMap(({ properties: { layer, name } }) => (layer === 'hamlet' && name ? [name] : [])))].sort(
    (a, b) => a.localeCompare(b, 'vi'),
  );
