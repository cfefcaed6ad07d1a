import { isFloat64Array } from 'node:util/types';
import { ByteReader, ByteWriter, signed, unsigned } from './bytes.js';

/** Name of the one field that stands for a column. On disk for ever. */
const COLUMN = '#column';

/** Sensors give three decimals. */
const SCALE = 1000;
const LARGEST = 2 ** 50;
/** Even: the step from the number before, as a whole number. */
const FLOAT_FOLLOWS = 1;
const NOT_A_NUMBER = 3;

const writer = new ByteWriter();

/**
 * Numbers that follow each other closely, in a byte or two each: whole ones, or such of up to three decimals. Any other
 * number stays exact.
 */
export function encodeColumn(column: Float64Array): Uint8Array {
  const scale = isWhole(column) ? 1 : SCALE;
  writer.begin(0);
  writer.natural(column.length);
  writer.natural(scale);
  let last = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    const whole = Math.round(value * scale);
    if (whole / scale === value && whole < LARGEST && whole > -LARGEST && !Object.is(value, -0)) {
      writer.natural(2 * unsigned(whole - last));
      last = whole;
    } else if (Number.isNaN(value)) writer.natural(NOT_A_NUMBER);
    else {
      writer.natural(FLOAT_FOLLOWS);
      writer.float64(value);
    }
  }
  return writer.copy();
}

// a callback would get each number boxed
function isWhole(column: Float64Array): boolean {
  for (let i = 0; i < column.length; i++) if (!Number.isSafeInteger(column[i])) return false;
  return true;
}

export function decodeColumn(bytes: Uint8Array): Float64Array {
  const reader = new ByteReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const column = new Float64Array(reader.natural());
  const scale = reader.natural();
  let last = 0;
  for (let i = 0; i < column.length; i++) {
    const said = reader.natural();
    if (said === FLOAT_FOLLOWS) column[i] = reader.float64();
    else if (said === NOT_A_NUMBER) column[i] = NaN;
    else {
      last += signed(said / 2);
      column[i] = last / scale;
    }
  }
  return column;
}

/** The value with its columns as bytes, wherever they stand in it, for an encoder that knows no columns. */
export function packColumns(value: unknown): unknown {
  if (isFloat64Array(value)) return { [COLUMN]: encodeColumn(value) };
  return mapFields(value, packColumns);
}

/** The same back again. */
export function unpackColumns(value: unknown): unknown {
  const column = (value as { [COLUMN]?: Uint8Array } | null | undefined)?.[COLUMN];
  return column ? decodeColumn(column) : mapFields(value, unpackColumns);
}

/** The value itself where no field changes, as in most of what is kept. */
function mapFields(value: unknown, change: (field: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    const fields = value.map(change);
    return fields.some((field, i) => field !== value[i]) ? fields : value;
  }
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  const changed = Object.entries(value).map(([name, field]) => [name, field, change(field)] as const);
  if (changed.every(([, field, after]) => field === after)) return value;
  return Object.fromEntries(changed.map(([name, , after]) => [name, after]));
}
