import type { MapFeature } from '#hub/contracts';
import type { Fix } from '../draft/draft.js';
import { distanceTo, isInside, linesOf, metresFrom } from './ground.js';

/**
 * How far outside of the commune a position surely is, metres; undefined within it, where its accuracy leaves that open, and
 * where the map has no boundary that is closed.
 */
export function metresOutside(fix: Fix, features: readonly MapFeature[]): number | undefined {
  const toMetres = metresFrom(fix);
  const rings = features
    .filter(({ properties: { layer } }) => layer === 'boundary')
    .flatMap(({ geometry }) => linesOf(geometry))
    .filter((line) => line.length > 3 && line[0]!.slice(0, 2).join() === line.at(-1)!.slice(0, 2).join())
    .map((ring) => ring.map(toMetres));
  // an enclave is a ring within a ring
  if (rings.length === 0 || rings.filter(isInside).length % 2 === 1) return undefined;
  const metres = Math.min(...rings.map(distanceTo));
  return metres > fix.accuracyM ? metres : undefined;
}
