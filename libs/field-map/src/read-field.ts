import type { CompiledField } from './compile.js';
import { convert, readNumber } from './number.js';
import { valueAt } from './path.js';
import { readRegister } from './registers.js';

/**
 * What a field map's line makes of a packet, in the catalogue's unit: undefined where nothing stands there, `fault` where
 * the probe says that it is broken, NaN where what stands there is no number. Sentinels are seen before the scale makes
 * them look like values.
 */
export function readField(field: CompiledField, packet: unknown): number | 'fault' | undefined {
  const { path, metric, register, scale, offset } = field;
  const raw = valueAt(packet, path);
  if (raw === undefined) return undefined;
  if (!register) return convert(readNumber(raw, metric), scale, offset);
  const value = readRegister(raw, register);
  if (value === 'fault') return value;
  return value === undefined ? NaN : convert(value, scale, offset);
}
