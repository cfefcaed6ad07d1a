import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeColumn, encodeColumn, packColumns, unpackColumns } from './columns.codec.js';

const T0 = Date.UTC(2026, 5, 2);
const number = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -5_000_000, max: 5_000_000 }).map((n) => n / 1000) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1e9 }).map((n) => T0 + n) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(NaN, -0, 0.1 + 0.2, 2 ** 53, -(2 ** 50), Infinity, -Infinity, 5e-324) },
);

describe('a column of numbers', () => {
  it('comes back exactly, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), (numbers) => {
        const column = Float64Array.from(numbers);
        expect([...decodeColumn(encodeColumn(column))]).toEqual([...column]);
      }),
    );
  });

  it('takes two bytes for what follows the one before closely, one for what stays', () => {
    const times = Float64Array.from({ length: 1000 }, (_, i) => T0 + i * 1000);
    const values = Float64Array.from({ length: 1000 }, (_, i) => 20 + (i % 30) / 10);
    const backgrounds = new Float64Array(1000).fill(21.25);
    expect(encodeColumn(times).length).toBeLessThan(2100);
    expect(encodeColumn(values).length).toBeLessThan(2200);
    expect(encodeColumn(backgrounds).length).toBeLessThan(1020);
  });

  it('may stand anywhere in a value; what has none is left as it is', () => {
    const late = Uint8Array.of(0, 2);
    const value = { heard: 5, series: [{ pm25: { ts: Float64Array.of(T0, T0 + 1), late } }, null, 'x'] };
    expect(unpackColumns(packColumns(value))).toEqual(value);
    const plain = { heard: 5, series: [{ late }, undefined] };
    expect(packColumns(plain)).toBe(plain);
    expect(unpackColumns(plain)).toBe(plain);
  });
});
