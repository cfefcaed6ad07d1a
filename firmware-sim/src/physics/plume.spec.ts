import { describe, expect, it } from '@jest/globals';
import { away, bearingOf, downwind, plume, spread } from './plume.js';
import { burnRate, hectaresFor, isOut, isSmoking, smokeAt, type StrawFire, strawOf } from './straw-fire.js';

/** g/s: half a hectare, 5 t/ha of which 80 % burns, 8.3 g/kg, in an hour. */
const RATE = (0.5 * 5000 * 0.8 * 8.3) / 3600;

describe('a Gaussian plume, class D, wind 2 m/s, 4.611 g/s at 10 m, breathed at 2 m', () => {
  it.each([
    [200, 0, 2797],
    [500, 0, 749.9],
    [1000, 0, 244.6],
    [2000, 0, 82.5],
    [3000, 0, 45.0],
    [1000, 100, 103.6],
    [1000, -100, 103.6],
  ])('%i m downwind and %i m beside it: %d µg/m³', (x, y, expected) => {
    expect(Math.abs(plume(RATE, 2, x, y) * 1e6 - expected)).toBeLessThanOrEqual(expected > 1000 ? 0.5 : 0.05);
  });

  it('carries all it is given: what crosses a plane is the source', () => {
    const [x, wind, rate] = [800, 3, 1];
    const [across, up] = spread(x);
    let carried = 0;
    const [dy, dz] = [across / 20, up / 20];
    for (let y = -5 * across; y < 5 * across; y += dy)
      for (let z = dz / 2; z < 6 * up + 10; z += dz)
        carried += plume(rate, wind, x, y, { source: 10, receptor: z }) * wind * dy * dz;
    expect(carried).toBeCloseTo(rate, 2);
  });

  it('reaches nobody upwind', () => {
    expect(plume(5, 2, -300, 0)).toBe(0);
    expect(plume(5, 2, 0, 0)).toBe(0);
  });
});

describe('directions', () => {
  it('a south-easterly wind carries to the north-west', () => {
    const { along, across } = downwind({ x: 0, y: 0 }, { x: -100, y: 100 }, 135);
    expect(along).toBeCloseTo(Math.SQRT2 * 100, 6);
    expect(across).toBeCloseTo(0, 6);
  });
  it('there and back', () => {
    const to = away({ x: 10, y: 20 }, 118, 400);
    expect(bearingOf({ x: 10, y: 20 }, to)).toBeCloseTo(118, 6);
    expect(Math.hypot(to.x - 10, to.y - 20)).toBeCloseTo(400, 6);
  });
});

describe('a straw fire', () => {
  const fire: StrawFire = { at: { x: 0, y: 0 }, litAt: 1000, hectares: 0.5, burning: 3600 };

  it('burns what lay on the field, no more and no less', () => {
    let burnt = 0;
    for (let age = 0; age < 40_000; age += 10) burnt += burnRate(fire, age + 5) * 10;
    expect(burnt).toBeCloseTo(0.5 * 5000 * 0.8, 0);
    expect(burnt).toBeCloseTo(strawOf(fire), 0);
  });

  it('gives 4.6 g/s of PM2.5 from half a hectare within an hour, less while it spreads and smoulders', () => {
    const whole = { ...fire, burning: 3600 };
    expect(burnRate(whole, 2000) * 8.3).toBeGreaterThan(4);
    expect(burnRate(whole, 2000) * 8.3).toBeLessThan(4.611);
    expect(burnRate(whole, 100)).toBeLessThan(burnRate(whole, 200));
    expect(burnRate(whole, 4500)).toBeLessThan(burnRate(whole, 2000) / 5);
  });

  it('is smelt downwind after the time the wind needs, and never upwind', () => {
    const station = { x: -400, y: 400 };
    const travel = Math.hypot(400, 400) / 2.5;
    const early = smokeAt([fire], station, 1000 + travel - 1, 2.5, 135);
    const later = smokeAt([fire], station, 1000 + travel + 300, 2.5, 135);
    expect(early).toEqual({ pm25: 0, co: 0 });
    expect(later.pm25).toBeGreaterThan(200);
    expect(smokeAt([fire], { x: 400, y: -400 }, 4000, 2.5, 135)).toEqual({ pm25: 0, co: 0 });
  });

  it('smells of straw: PM2.5 to CO is 8.3 to 102 by mass', () => {
    const { pm25, co } = smokeAt([fire], { x: -400, y: 400 }, 3000, 2.5, 135);
    expect(pm25 / (co * 1000)).toBeCloseTo(8.3 / 102, 6);
  });

  it('two fires give what both give', () => {
    const other = { ...fire, at: { x: 50, y: -30 } };
    const at = { x: -400, y: 380 };
    const sum = smokeAt([fire], at, 3000, 2.5, 135).pm25 + smokeAt([other], at, 3000, 2.5, 135).pm25;
    expect(smokeAt([fire, other], at, 3000, 2.5, 135).pm25).toBeCloseTo(sum, 9);
  });

  it('can be chosen by what a station shall breathe of it', () => {
    const station = { x: -400, y: 400 };
    const hectares = hectaresFor(60, Math.hypot(400, 400), 2.5, 3600);
    expect(hectares).toBeGreaterThan(0.02);
    expect(hectares).toBeLessThan(0.1);
    expect(smokeAt([{ ...fire, hectares }], station, 3000, 2.5, 135).pm25).toBeCloseTo(60, 6);
  });

  it('is seen while it burns and forgotten when it is out', () => {
    expect(isSmoking(fire, 999)).toBe(false);
    expect(isSmoking(fire, 2000)).toBe(true);
    expect(isSmoking(fire, 1000 + 300 + 3600 + 3600)).toBe(false);
    expect(isOut(fire, 2000)).toBe(false);
    expect(isOut(fire, 20_000)).toBe(true);
  });
});
