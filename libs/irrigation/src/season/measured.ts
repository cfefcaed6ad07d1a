import { waterOf } from '../paddy.js';
import type { IrrigationTable } from '../reference.js';
import type { Field } from './field.js';
import type { Measurement, RefusedMeasurement } from './plot.js';

/** What a measurement says is stored, mm; or why it says nothing of this field. */
export function storedBy(
  field: Field,
  { metric, value }: Measurement,
  { measured }: Pick<IrrigationTable, 'measured'>,
): number | RefusedMeasurement['reason'] {
  const paddy = field.kind === 'paddy';
  if ((metric === 'field_level') !== paddy) return 'not-for-this-crop';
  const [least, most] = paddy ? measured.levelCm : measured.moisturePercent;
  if (!(value >= least && value <= most)) return 'outside';
  if (paddy) return waterOf(value, field.soil.drainable);
  const { fieldCapacity, wiltingPoint } = field.soil;
  // water above field capacity is on its way through
  const share = Math.min(1, Math.max(0, (fieldCapacity - value / 100) / (fieldCapacity - wiltingPoint)));
  return -share * field.total || 0;
}
