import { addExtension } from 'msgpackr';
import { ByteReader, ByteWriter } from './bytes.js';

/** On disk for ever. */
const COLUMN = 0x63;

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
      const step = whole - last;
      writer.natural(2 * (step < 0 ? -2 * step - 1 : 2 * step));
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
      const half = said / 2;
      last += half % 2 === 0 ? half / 2 : -(half + 1) / 2;
      column[i] = last / scale;
    }
  }
  return column;
}

// from here on the general encoder knows columns: a group may keep them anywhere in its state
addExtension({ Class: Float64Array, type: COLUMN, pack: encodeColumn, unpack: decodeColumn });
