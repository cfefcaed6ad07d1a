import { describe, expect, it } from '@jest/globals';
import { conductivityOf, salinityOf } from './salinity.js';
import { moveFront, reachFor, saltAt, usualFront } from './salt-front.js';
import { DAY_MS, HOUR_MS } from './sun.js';
import { HIGHEST_TIDE, tideAt } from './tide.js';

const start = Date.parse('2026-06-02T00:00:00+07:00');

describe('salinity and conductivity', () => {
  it.each([
    [1, 25, 0.492],
    [5, 25, 2.68],
    [42.914, 15, 35],
  ])('%d mS/cm at %d °C is %d g/l', (conductivity, temperature, expected) => {
    expect(salinityOf(conductivity, temperature)).toBeCloseTo(expected, 3);
  });
  it('agree both ways', () => {
    for (const salinity of [0.05, 0.3, 1, 1.99, 2, 4, 12, 30])
      expect(salinityOf(conductivityOf(salinity))).toBeCloseTo(salinity, 3);
  });
});

describe('the tide', () => {
  it('comes about once a day and never stands higher than it can', () => {
    const days = 28;
    let highs = 0;
    for (let ms = start; ms < start + days * DAY_MS; ms += HOUR_MS / 6) {
      expect(Math.abs(tideAt(ms))).toBeLessThanOrEqual(HIGHEST_TIDE);
      if (tideAt(ms) > tideAt(ms - HOUR_MS / 6) && tideAt(ms) >= tideAt(ms + HOUR_MS / 6)) highs++;
    }
    expect(highs).toBeGreaterThanOrEqual(26);
    expect(highs).toBeLessThanOrEqual(28);
  });
  it('has springs and neaps', () => {
    const rangeOf = (day: number) => {
      const levels = Array.from({ length: 25 }, (_, h) => tideAt(start + day * DAY_MS + h * HOUR_MS));
      return Math.max(...levels) - Math.min(...levels);
    };
    const ranges = Array.from({ length: 28 }, (_, day) => rangeOf(day));
    expect(Math.max(...ranges)).toBeGreaterThan(4 * Math.min(...ranges));
  });
});

describe('the salt front', () => {
  it('stays below what rice bears in usual times, and moves with the tide', () => {
    const front = usualFront();
    const month = Array.from({ length: 24 * 28 }, (_, h) => saltAt(front, 22, start + h * HOUR_MS));
    expect(Math.max(...month)).toBeLessThan(0.85);
    expect(Math.min(...month)).toBeGreaterThan(0.1);
    expect(Math.max(...month)).toBeGreaterThan(2 * Math.min(...month));
    expect(saltAt(front, 22, start)).toBeGreaterThan(saltAt(front, 23, start));
  });
  it('creeps to where the river lets it, as fast at one go as in steps', () => {
    const [once, often] = [usualFront(), usualFront()];
    once.targetKm = often.targetKm = reachFor(5, 22, start);
    moveFront(once, 3 * 5400);
    for (let i = 0; i < 3 * 540; i++) moveFront(often, 10);
    expect(once.reachKm).toBeCloseTo(often.reachKm, 9);
    expect(saltAt(once, 22, start)).toBeGreaterThan(4);
    expect(saltAt(once, 22, start)).toBeLessThan(5);
    moveFront(once, 1e6);
    expect(saltAt(once, 22, start)).toBeCloseTo(5, 6);
  });
});
