import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineBuffer } from './line-buffer.js';

const written = (write: (out: LineBuffer) => void): string => {
  const out = new LineBuffer();
  write(out);
  return out.take().toString();
};

describe('numbers in lines', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [20.1, '20.1'],
    [20.05, '20.05'],
    [0.001, '0.001'],
    [-3.5, '-3.5'],
    [1_000_000, '1000000'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e21, '1e+21'],
  ])('%d', (value, text) => {
    expect(written((out) => out.number(value))).toBe(text);
  });

  it('say exactly what they were', () => {
    const figure = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer().map((n) => n / 1000),
      fc.maxSafeInteger(),
    );
    fc.assert(fc.property(figure, (value) => Number(written((out) => out.number(value))) === value));
    fc.assert(fc.property(fc.maxSafeNat(), (value) => written((out) => out.natural(value)) === String(value)));
  });
});

describe('lines', () => {
  it('stand one after the other, however long they get', () => {
    const out = new LineBuffer();
    for (let i = 0; i < 30_000; i++) {
      out.piece('pm25=');
      out.natural(i);
      out.text(' "ế"');
      out.byte(10);
    }
    const lines = out.take().toString().split('\n');
    expect(lines).toHaveLength(30_001);
    expect(lines[29_999]).toBe('pm25=29999 "ế"');
    out.clear();
    expect(out.take()).toHaveLength(0);
  });
});
