import { type CompiledFieldMap, readField } from '#hub/field-map';
import { type Measured, put } from './decoded.js';

/** Reads what the field map names out of a packet. */
export function applyFieldMap(map: CompiledFieldMap, packet: unknown, into: Measured): void {
  for (const field of map.fields) {
    const value = readField(field, packet);
    if (value === undefined) continue;
    if (value === 'fault') put(into, field.metric, NaN, 'fault');
    else put(into, field.metric, value);
  }
}
