import type { Field } from '#hub/contracts';
import { isSentinel } from './number.js';

export type Register = NonNullable<Field['register']>;

/** Bytes of the value as they stand on the wire, first to last, for each order: where A, B, C and D are. */
const ORDER = { ABCD: [0, 1, 2, 3], CDAB: [2, 3, 0, 1], BADC: [1, 0, 3, 2], DCBA: [3, 2, 1, 0] } as const;
const FAULTS = new Set([0xffff, 0x7fff]);
/** A Modbus answer holds 125 registers at most; with blanks and "0x" between them it stays far below this. */
const LONGEST_HEX = 4096;

/**
 * One value out of a block of 16-bit registers (hex text, or a list of unsigned numbers). `fault` where the registers
 * hold 0xFFFF or 0x7FFF or no number, undefined where the block is too short or no block at all, or where a float says
 * "no value" (-999): a signed register may well hold -999 of its small units.
 * For 16-bit values only the order of the two bytes counts: AB (ABCD, CDAB) or BA (BADC, DCBA).
 */
export function readRegister(block: unknown, { offset, type, order }: Register): number | 'fault' | undefined {
  const wide = type === 'int32' || type === 'uint32' || type === 'float32';
  const bytes = bytesOf(block, offset, wide ? 2 : 1);
  if (!bytes) return undefined;
  if (!wide) {
    const swapped = order === 'BADC' || order === 'DCBA';
    const value = swapped ? (bytes[1]! << 8) | bytes[0]! : (bytes[0]! << 8) | bytes[1]!;
    if (FAULTS.has(value)) return 'fault';
    return type === 'int16' && value >= 0x8000 ? value - 0x10000 : value;
  }
  const view = new DataView(new ArrayBuffer(4));
  ORDER[order].forEach((from, to) => view.setUint8(to, bytes[from]!));
  if (FAULTS.has(view.getUint16(2)) && FAULTS.has(view.getUint16(0))) return 'fault';
  if (type === 'int32') return view.getInt32(0);
  if (type === 'uint32') return view.getUint32(0);
  const value = view.getFloat32(0);
  if (isSentinel(value)) return undefined;
  // a float32 has seven digits; the double's further ones were never measured
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : 'fault';
}

function bytesOf(block: unknown, offset: number, count: number): number[] | undefined {
  if (typeof block === 'string') return bytesOfHex(block, offset, count);
  if (!Array.isArray(block) || offset + count > block.length) return undefined;
  const bytes: number[] = [];
  for (const word of block.slice(offset, offset + count) as unknown[]) {
    const value = typeof word === 'string' && /^[0-9a-f]{4}$/i.test(word) ? parseInt(word, 16) : word;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 0xffff) return undefined;
    bytes.push(value >> 8, value & 0xff);
  }
  return bytes;
}

function bytesOfHex(text: string, offset: number, count: number): number[] | undefined {
  if (text.length > LONGEST_HEX) return undefined;
  const hex = text.replace(/0x|[\s:,-]/gi, '').slice(offset * 4, (offset + count) * 4);
  if (hex.length !== count * 4 || !/^[0-9a-f]+$/i.test(hex)) return undefined;
  return Array.from({ length: count * 2 }, (_, i) => parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}
