import { describe, expect, it } from '@jest/globals';
import { drawAt, random, seedOf, wander } from './random.js';

const take = (seed: number, count: number) => {
  const next = random(seed);
  return Array.from({ length: count }, next);
};

describe('random', () => {
  it('repeats itself for the same seed and not for another', () => {
    expect(take(7, 50)).toEqual(take(7, 50));
    expect(take(7, 50)).not.toEqual(take(8, 50));
  });

  it('is spread evenly', () => {
    const values = take(seedOf('even'), 20_000);
    const tenths = Array.from({ length: 10 }, (_, i) => values.filter((v) => Math.floor(v * 10) === i).length);
    expect(Math.min(...tenths)).toBeGreaterThan(1800);
    expect(Math.max(...tenths)).toBeLessThan(2200);
  });

  it('gives each name a stream of its own', () => {
    expect(seedOf('wind', 1)).not.toBe(seedOf('wind', 2));
    expect(seedOf('wind', 1)).not.toBe(seedOf('rain', 1));
    expect(seedOf('wind', 1)).toBe(seedOf('wind', 1));
  });

  it('can be entered at any index', () => {
    const mean = Array.from({ length: 5000 }, (_, i) => drawAt(3, i - 2500)).reduce((a, b) => a + b) / 5000;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(drawAt(3, 1_700_000)).toBe(drawAt(3, 1_700_000));
  });
});

describe('wander', () => {
  it('stays within its bounds and moves without jumps', () => {
    for (let t = 0; t < 3000; t++) {
      expect(Math.abs(wander(5, t, 60))).toBeLessThanOrEqual(1);
      // the steepest a smooth step of height 2 can be: 2 · 1.5 / period
      expect(Math.abs(wander(5, t + 1, 60) - wander(5, t, 60))).toBeLessThanOrEqual(3 / 60 + 1e-9);
    }
  });

  it('is no constant', () => {
    const values = Array.from({ length: 200 }, (_, i) => wander(9, i * 60, 60));
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(1.5);
  });
});
