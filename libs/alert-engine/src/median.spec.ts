import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { medianOf } from './median.js';

it('the median of any values is that of the sorted ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 }), (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      const half = sorted.length >> 1;
      const wanted = sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
      expect(medianOf(Float64Array.from([...values, 999]), values.length)).toBe(wanted);
    }),
    { numRuns: 500 },
  );
});
