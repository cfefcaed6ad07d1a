import { describe, expect, it } from '@jest/globals';
import { dryOut, FIELD_CAPACITY, soak, storedIn, WILTING } from './soil.js';

const dry = { evapotranspiration: 5, water: 0 };

describe('soil', () => {
  it('loses what the crop takes while water is easy to reach: 5 mm a day of 300 mm', () => {
    expect(dryOut(0.24, 0.1, dry)).toBeCloseTo(0.24 - (1.05 * 5 * 0.1) / 300, 9);
  });
  it('gives less and less towards the wilting point, and never passes it', () => {
    let moisture = 0.24;
    const losses: number[] = [];
    for (let i = 0; i < 600; i++) {
      const next = dryOut(moisture, 0.1, dry);
      losses.push(moisture - next);
      moisture = next;
    }
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 5);
    expect(moisture).toBeGreaterThan(WILTING);
  });
  it('takes rain up and lets the surplus seep', () => {
    const wet = dryOut(0.2, 0.01, { evapotranspiration: 0, water: 30 });
    expect(wet).toBeGreaterThan(0.29);
    let later = wet;
    for (let i = 0; i < 500; i++) later = dryOut(later, 0.01, { evapotranspiration: 0, water: 0 });
    expect(later).toBeCloseTo(FIELD_CAPACITY, 3);
  });
});

describe('a paddy', () => {
  it('falls by evapotranspiration and percolation above the surface', () => {
    expect(soak(5, 1, { evapotranspiration: 4, water: 0 })).toBeCloseTo(5 - (1.15 * 4 + 3) / 10, 9);
  });
  it('sinks faster below it, for only the pores empty', () => {
    const above = 5 - soak(5, 0.5, dry);
    const below = -5 - soak(-5, 0.5, dry);
    expect(below / above).toBeCloseTo(1 / 0.07, 6);
  });
  it('keeps its water: in is out and what is left, across the surface too', () => {
    let level = 3;
    let given = 0;
    let lost = 0;
    for (let i = 0; i < 180; i++) {
      const water = i % 50 === 0 ? 12 : 0;
      given += water;
      lost += (1.15 * 5 + 3) * 0.05;
      level = soak(level, 0.05, { evapotranspiration: 5, water });
    }
    expect(level).toBeLessThan(0);
    expect(storedIn(level)).toBeCloseTo(storedIn(3) + given - lost, 6);
  });
  it('keeps some water deep down, where no root reaches', () => {
    let level = 0;
    for (let i = 0; i < 2000; i++) level = soak(level, 0.05, dry);
    expect(level).toBeGreaterThan(-41);
    expect(level).toBeLessThan(-30);
  });
  it('runs over at the bund', () => {
    expect(soak(10, 0.01, { evapotranspiration: 4, water: 80 })).toBe(12);
  });
});
