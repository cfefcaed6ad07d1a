import type { IrrigationTable, Region } from './reference.js';

/** m³ that a depth of so many mm is on so many m². */
export const volumeOf = (mm: number, areaM2: number): number => (mm * areaM2) / 1000;

/** mm that so many m³ are on so many m²; undefined where there is no area. */
export const depthOf = (m3: number, areaM2: number): number | undefined =>
  areaM2 > 0 ? (m3 * 1000) / areaM2 : undefined;

/** A region's units of area with their m², the largest first: an area is said in as many of each as it has. */
export const areaUnitsOf = (
  { areaUnits }: Pick<IrrigationTable, 'areaUnits'>,
  region: Region,
): { vi: string; m2: number }[] =>
  Object.entries(areaUnits.regions[region])
    .map(([vi, m2]) => ({ vi, m2 }))
    .sort((a, b) => b.m2 - a.m2);
