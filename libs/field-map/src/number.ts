import type { Metric } from '#hub/contracts';

/** What boxes send when there is no value. 65535 is an unsigned register of ones, as raw or as JSON. */
export const isSentinel = (value: number): boolean =>
  value === 65535 || (value <= -999 && (value === -999 || value === -9999 || value === -999.9 || value === -99999));
const DECIMAL = /^\s*([-+]?\d+)(?:[.,](\d+))?(?:e([-+]?\d{1,3}))?\s*$/i;
const ON = new Set(['on', 'true', 'open', 'running']);
const OFF = new Set(['off', 'false', 'closed', 'stopped']);

/** A number from the wire ("23,4" too), or NaN where the sender had none: null, NaN, "--", -999, 65535. */
export function readNumber(raw: unknown, metric: Metric): number {
  if (typeof raw === 'number') return Number.isFinite(raw) && !isSentinel(raw) ? raw : NaN;
  if (typeof raw === 'string') return readText(raw, metric);
  if (typeof raw === 'boolean' && metric === 'pump_on') return raw ? 1 : 0;
  return NaN;
}

function readText(raw: string, metric: Metric): number {
  if (raw.length > 40) return NaN;
  const parts = DECIMAL.exec(raw);
  if (parts) {
    const value = Number(`${parts[1]}.${parts[2] ?? '0'}e${parts[3] ?? '0'}`);
    return Number.isFinite(value) && !isSentinel(value) ? value : NaN;
  }
  if (metric === 'pump_on') {
    const word = raw.trim().toLowerCase();
    if (ON.has(word)) return 1;
    if (OFF.has(word)) return 0;
  }
  return NaN;
}

/** value × scale + offset, without the binary dust of decimal factors. */
export function convert(value: number, scale: number, offset: number): number {
  if (scale === 1 && offset === 0) return value;
  return Number((value * scale + offset).toPrecision(12));
}
