import { expect, it } from '@jest/globals';
import type { FindingCase } from '#hub/contracts';
import { aBurning } from '#hub/testkit';
import { hasCurves } from './curves.js';

const withBins = (...counts: number[]): FindingCase =>
  ({
    finding: aBurning('smoke-1', {
      stations: counts.map((count, i) => ({
        device: `air-${i}`,
        curve: Array.from({ length: count }, (_, bin) => ({ at: bin * 600_000, value: 30 + bin })),
      })),
    }),
  }) as FindingCase;

it('shows curves from an hour of bins on: fewer are a straight line, and what was measured says more', () => {
  expect(hasCurves(undefined)).toBe(false);
  expect(hasCurves(withBins())).toBe(false);
  expect(hasCurves(withBins(2, 5))).toBe(false);
  expect(hasCurves(withBins(2, 6))).toBe(true);
});
