import { type Measured, put } from './decoded.js';
import { convert, readNumber } from './number.js';
import { valueAt } from './path.js';
import type { CompiledFieldMap } from './plan.js';
import { readRegister } from './registers.js';

/** Reads what the field map names out of a packet. Sentinels are seen before the scale makes them look like values. */
export function applyFieldMap(map: CompiledFieldMap, packet: unknown, into: Measured): void {
  for (const { path, metric, register, scale, offset } of map.fields) {
    const raw = valueAt(packet, path);
    if (raw === undefined) continue;
    if (register) {
      const value = readRegister(raw, register);
      if (value === 'fault') put(into, metric, NaN, 'fault');
      else put(into, metric, value === undefined ? NaN : convert(value, scale, offset));
    } else put(into, metric, convert(readNumber(raw, metric), scale, offset));
  }
}
