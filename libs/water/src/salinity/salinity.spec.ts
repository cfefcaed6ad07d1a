import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ecAt25, salinityFromEc, salinityFromEc25, type SaltRules, saltVerdict } from '../index.js';

const { salinity: rules, temperature } = JSON.parse(readFileSync('reference/water.json', 'utf8')) as {
  salinity: SaltRules;
  temperature: { ecPerKelvin: number };
};

describe('salinity by conductivity, WAT-O3 among it', () => {
  it.each([
    [1, 0.492],
    [2, 1.017],
    [3, 1.559],
    [5, 2.68],
    [8, 4.428],
    [10, 5.627],
  ])('%d mS/cm at 25 °C is %d g/l', (ec, expected) => {
    expect(salinityFromEc25(ec)).toBeCloseTo(expected, 3);
  });
  it('is 35 for standard sea water at 15 °C, and nothing for pure water', () => {
    expect(salinityFromEc(42.914, 15)).toBeCloseTo(35, 6);
    expect(salinityFromEc25(0)).toBeCloseTo(0, 9);
    expect(salinityFromEc25(-1)).toBeCloseTo(0, 9);
  });
  it('grows with conductivity, falls with temperature, and lies below the common rule of thumb', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 10, noNaN: true }),
        fc.double({ min: 5, max: 35, noNaN: true }),
        (ec, celsius) => {
          expect(salinityFromEc(ec * 1.01, celsius)).toBeGreaterThan(salinityFromEc(ec, celsius));
          expect(salinityFromEc(ec, celsius + 1)).toBeLessThan(salinityFromEc(ec, celsius));
          expect(salinityFromEc25(ec)).toBeLessThan(0.64 * ec);
        },
      ),
    );
  });
  it('joins where the term for low salinity begins', () => {
    const around = [3.77, 3.78, 3.79, 3.8].map(salinityFromEc25);
    for (const [i, s] of around.slice(1).entries()) expect(s - around[i]!).toBeLessThan(0.01);
  });
});

describe('conductivity at 25 °C', () => {
  it('is what was measured there, and more than that in cooler water', () => {
    expect(ecAt25(2, 25, temperature.ecPerKelvin)).toBe(2);
    expect(ecAt25(2, 15, temperature.ecPerKelvin)).toBeCloseTo(2 / 0.809, 6);
  });
  it('agrees with the scale at brackish strength', () => {
    const warm = salinityFromEc(6, 30);
    expect(salinityFromEc25(ecAt25(6, 30, temperature.ecPerKelvin))).toBeCloseTo(warm, 0);
  });
});

describe('salt on a crop', () => {
  it.each([
    [{ crop: 'rice', stage: 'flowering' }, 1.4, 'careful'],
    [{ crop: 'rice', stage: 'tillering' }, 1.4, 'fine'],
    [{ crop: 'rice', stage: 'tillering' }, 3, 'stop'],
    [{ crop: 'rice', tolerant: true }, 3.5, 'careful'],
    // nobody knows the stage: it may be the most sensitive one
    [{ crop: 'rice' }, 2, 'stop'],
    [{ crop: 'vegetable' }, 0.49, 'fine'],
    [{ crop: 'fruit' }, 1, 'stop'],
  ] as const)('%j with %d g/l: %s', (on, salinity, verdict) => {
    expect(saltVerdict(rules, on, salinity)?.verdict).toBe(verdict);
  });
  it('is unknown for a crop without a threshold', () => {
    expect(saltVerdict(rules, { crop: 'peanut' }, 1)).toBeUndefined();
  });
});
