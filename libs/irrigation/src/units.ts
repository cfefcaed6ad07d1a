import type { IrrigationTable, Region } from './reference.js';

/** m³ that a depth of so many mm is on so many m². */
export const volumeOf = (mm: number, areaM2: number): number => (mm * areaM2) / 1000;

/** mm that so many m³ are on so many m²; undefined where there is no area. */
export const depthOf = (m3: number, areaM2: number): number | undefined =>
  areaM2 > 0 ? (m3 * 1000) / areaM2 : undefined;

/** Names of a region's units of area, the smallest first. */
export const areaUnitsOf = ({ areaUnits }: Pick<IrrigationTable, 'areaUnits'>, region: Region): readonly string[] =>
  Object.entries(areaUnits.regions[region])
    .sort(([, a], [, b]) => a - b)
    .map(([name]) => name);

/** m² in units of a region; undefined where the region has no such unit. */
export function areaIn(
  { areaUnits }: Pick<IrrigationTable, 'areaUnits'>,
  areaM2: number,
  { region, unit }: { region: Region; unit: string },
): number | undefined {
  const size = sizeOf(areaUnits, region, unit);
  return size === undefined ? undefined : areaM2 / size;
}

/** … and back, m². */
export function areaFrom(
  { areaUnits }: Pick<IrrigationTable, 'areaUnits'>,
  amount: number,
  { region, unit }: { region: Region; unit: string },
): number | undefined {
  const size = sizeOf(areaUnits, region, unit);
  return size === undefined ? undefined : amount * size;
}

const sizeOf = ({ regions }: IrrigationTable['areaUnits'], region: Region, unit: string): number | undefined =>
  Object.hasOwn(regions[region], unit) ? regions[region][unit] : undefined;
