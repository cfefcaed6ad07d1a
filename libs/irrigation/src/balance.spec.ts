import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysUntil, easyShare, kcMid, levelAfter, paddyLoss, refill, stress, totalWater, uplandDay } from './index.js';

describe('the root zone', () => {
  it('holds what FAO-56 example 36 has', () => {
    const zone = (fieldCapacity: number, wiltingPoint: number, roots: number, depletion: number) => {
      const total = totalWater({ fieldCapacity, wiltingPoint, roots, depletion });
      return [total, depletion * total].map((mm) => Math.round(mm * 10) / 10);
    };
    expect(zone(0.32, 0.15, 1.2, 0.55)).toEqual([204, 112.2]);
    expect(zone(0.15, 0.06, 0.4, 0.3)).toEqual([36, 10.8]);
    expect(zone(0.35, 0.23, 0.8, 0.4)).toEqual([96, 38.4]);
    expect(easyShare(0.55, 6.9)).toBeCloseTo(0.474, 3);
    expect(kcMid(1.2, { wind: 1.5, rhMin: 65, height: 1 })).toBeCloseTo(1.128, 3);
  });

  it('dries day by day by equation 85', () => {
    const zone = { total: 160, easy: 64, kc: 1.15 };
    const series = [
      { et0: 5, rain: 0 },
      { et0: 5.5, rain: 0 },
      { et0: 4.8, rain: 12 },
    ];
    let depleted = 40;
    const ends = series.map((day) => (depleted = uplandDay(depleted, zone, { ...day, irrigation: 0 }).depleted));
    for (const [i, wanted] of [45.75, 52.075, 45.595].entries()) expect(ends[i]).toBeCloseTo(wanted, 3);
  });

  it('has a crop that is short of water use less, and none at the wilting point', () => {
    expect(stress(64, 160, 64)).toBe(1);
    expect(stress(112, 160, 64)).toBeCloseTo(0.5, 6);
    expect(stress(160, 160, 64)).toBe(0);
    expect(stress(200, 160, 160)).toBe(0);
  });

  it('lets rain that only wets the leaves count for nothing', () => {
    const zone = { total: 160, easy: 64, kc: 1 };
    const after = (rain: number) => uplandDay(40, zone, { et0: 5, rain, irrigation: 0 }).depleted;
    expect(after(0.9)).toBe(after(0));
    expect(after(1.1)).toBeCloseTo(after(0) - 1.1, 9);
  });

  it('loses and makes no water, whatever comes and goes', () => {
    const mm = (max: number) => fc.double({ min: 0, max, noNaN: true });
    fc.assert(
      fc.property(mm(160), mm(12), mm(200), mm(100), mm(5), (depleted, et0, rain, irrigation, capillary) => {
        const day = uplandDay(depleted, { total: 160, easy: 64, kc: 1.15 }, { et0, rain, irrigation, capillary });
        const fallen = rain < 0.2 * et0 ? 0 : rain;
        expect(depleted - day.depleted).toBeCloseTo(fallen + irrigation + capillary - day.used - day.drained, 6);
        expect(day.depleted).toBeGreaterThanOrEqual(0);
        expect(day.depleted).toBeLessThanOrEqual(160);
        expect(day.used).toBeLessThanOrEqual(1.15 * et0 + 1e-9);
        expect(day.drained).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('a paddy', () => {
  it('is filled up again from 16 cm below with 1,530 m³ on 2.5 hectares', () => {
    const need = refill({ level: -16, target: 5, area: 2.5 }, { drainable: 0.07 }, { efficiency: 0.8, discharge: 450 });
    expect(need.net).toBeCloseTo(1530, 6);
    expect(need.gross).toBeCloseTo(1912.5, 6);
    expect(need.hours).toBeCloseTo(4.25, 6);
  });
  it('falls to the surface in 2.35 days, and to 15 cm below in 3.58', () => {
    const soil = { drainable: 0.07, percolation: 3 };
    const loss = paddyLoss(4.6, 1.2, soil);
    expect(loss).toBeCloseTo(8.52, 6);
    expect(daysUntil(2, 0, loss, soil)).toBeCloseTo(2.347, 3);
    expect(daysUntil(2, -15, loss, soil)).toBeCloseTo(3.58, 2);
    expect(daysUntil(-16, -15, loss, soil)).toBe(0);
    expect(daysUntil(2, -15, 0, soil)).toBe(Number.POSITIVE_INFINITY);
  });
  it('spills what its bund does not hold', () => {
    expect(levelAfter(8, 50, { drainable: 0.07 }, 10)).toEqual({ level: 10, spilled: 30 });
  });
  it('takes what it lost to be where it was', () => {
    const level = fc.double({ min: -30, max: 12, noNaN: true });
    const soils = fc.record({ drainable: fc.constantFrom(0.05, 0.07, 0.1, 0.15) });
    fc.assert(
      fc.property(level, fc.double({ min: 0, max: 80, noNaN: true }), soils, (from, loss, soil) => {
        const low = levelAfter(from, -loss, soil).level;
        expect(low).toBeLessThanOrEqual(from + 1e-9);
        expect(levelAfter(low, loss, soil).level).toBeCloseTo(from, 6);
        const { net } = refill({ level: low, target: from, area: 1 }, soil, { efficiency: 1, discharge: 1 });
        expect(net).toBeCloseTo(10 * loss, 6);
        if (loss > 0.01) expect(daysUntil(from, low, loss, soil)).toBeCloseTo(1, 6);
      }),
    );
  });
});
