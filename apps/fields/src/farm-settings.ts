import { areaUnitsOf, type IrrigationTable } from '#hub/irrigation';
import { readReference } from '#hub/service-kit';
import type { FieldsConfig } from './fields.config.js';

/** What farm pages show that stands fixed: whom to call, and in what areas are said here. */
export function farmSettings({ FARM_COOPERATIVE, FARM_REGION: region }: FieldsConfig) {
  const [name, phone] = FARM_COOPERATIVE?.split(/,\s*(?=[+\d])/) ?? [];
  return {
    areaUnits: areaUnitsOf(readReference('irrigation.json') as IrrigationTable, region),
    ...(name !== undefined && { cooperative: { name, ...(phone !== undefined && { phone }) } }),
  };
}
