import type { Area, AreaUnit, CanalNode } from '#hub/contracts';
import { areaM2 } from '#hub/geodesy';
import type { Lang } from '../../../i18n/lang.js';
import { surveyedArea } from '../../../format/measures.js';
import type { LandWords } from '../words.js';

/** An outline in a line: how large, of how many corners. */
export function showArea(value: unknown, units: readonly AreaUnit[], lang: Lang, t: LandWords): string {
  const area = value as Area;
  const rings = area.type === 'Polygon' ? [area.coordinates[0]!] : area.coordinates.map(([outer]) => outer!);
  const corners = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  return [
    surveyedArea(areaM2(area), units, lang),
    t.cornersOf(corners),
    ...(rings.length > 1 ? [t.pieces(rings.length)] : []),
  ].join(' · ');
}

export const showGraph = (value: unknown, t: LandWords): string => t.cornersOf((value as readonly CanalNode[]).length);
