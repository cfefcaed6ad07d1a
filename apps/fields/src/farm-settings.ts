import { areaUnitsOf, areaFrom, type IrrigationTable } from '#hub/irrigation';
import { readReference } from '#hub/service-kit';
import type { FieldsConfig } from './fields.config.js';

/** What farm pages show that stands fixed: whom to call, and what a sào or công is here. */
export function farmSettings({ FARM_COOPERATIVE, FARM_REGION: region }: FieldsConfig) {
  const table = readReference('irrigation.json') as IrrigationTable;
  const unit = areaUnitsOf(table, region)[0]!;
  const [name, phone] = FARM_COOPERATIVE?.split(/,\s*(?=[+\d])/) ?? [];
  return {
    unit: { vi: unit, m2: areaFrom(table, 1, { region, unit })! },
    ...(name !== undefined && { cooperative: { name, ...(phone !== undefined && { phone }) } }),
  };
}
