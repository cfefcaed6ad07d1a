import { describe, expect, it } from '@jest/globals';
import { away, bearingOf, downwind, type Xy } from './directions.js';
import { hectaresFor, mixingOf, Puffs, sizeOf, steadyBelow, type WindOverLand } from './puffs.js';
import { breathed, burnRate, isOut, isSmoking, type StrawFire, strawOf } from './straw-fire.js';

const fire: StrawFire = { at: { x: 0, y: 0 }, litAt: 1000, hectares: 0.5, burning: 3600 };
const southEast: WindOverLand = () => ({ speed: 2.5, from: 135 });
/** What is breathed at a place at `now` of fires in a steady wind. */
function smokeAt(fires: readonly StrawFire[], at: Xy, now: number, wind = southEast) {
  const puffs = new Puffs(1);
  puffs.advance(now, fires, wind);
  return breathed(puffs.at(at));
}

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

describe('puffs of smoke', () => {
  it('carry all that burnt: what passes a line in the air is what was given off', () => {
    // a wall across the wind, from the ground to where nothing is left; concentration at height z by the same shape
    const [along, speed, mixing] = [800, 3, 1];
    const [across] = sizeOf(along / speed, mixing);
    let ground = 0;
    for (let y = -6 * across; y < 6 * across; y += across / 20) {
      const straight = Math.exp(-(y * y) / (2 * across * across));
      ground += (steadyBelow(along, speed, mixing) * straight * across) / 20;
    }
    // of one per second, per metre of height near the ground: 2·exp(−H²/2σz²)/(√2π σz)/u
    const [, up] = sizeOf(along / speed, mixing);
    const expected = (2 * Math.exp(-(14 ** 2) / (2 * up * up))) / (Math.sqrt(2 * Math.PI) * up * speed);
    expect(ground / expected).toBeGreaterThan(0.95);
    expect(ground / expected).toBeLessThan(1.05);
  });
  it('grow and thin on their way, faster under the sun than in a still night', () => {
    const night = mixingOf({ radiation: 0, windSpeed: 1 });
    const noon = mixingOf({ radiation: 800, windSpeed: 3 });
    expect(noon / night).toBeGreaterThan(1.8);
    expect(steadyBelow(1500, 2, night)).toBeGreaterThan(steadyBelow(1500, 2, noon));
    expect(steadyBelow(500, 2, 1)).toBeGreaterThan(3 * steadyBelow(1500, 2, 1));
  });
  it('turn with the wind while they are under way', () => {
    const turning = (at: Xy, now: number) => ({ speed: 2, from: now < 1600 ? 180 : 270 });
    // six hundred seconds north, then east
    const there = smokeAt([fire], { x: 400, y: 1000 }, 1800, turning);
    const straight = smokeAt([fire], { x: 0, y: 1600 }, 1800, turning);
    expect(there.pm25).toBeGreaterThan(5);
    expect(straight.pm25).toBe(0);
  });
  it('are forgotten in the end', () => {
    const puffs = new Puffs(1);
    puffs.advance(30_000, [fire], southEast);
    expect(puffs.count).toBe(0);
  });
});

describe('a straw fire', () => {
  it('burns what lay on the field, no more and no less', () => {
    let burnt = 0;
    for (let age = 0; age < 40_000; age += 10) burnt += burnRate(fire, age + 5) * 10;
    expect(burnt).toBeCloseTo(0.5 * 5000 * 0.8, 0);
    expect(burnt).toBeCloseTo(strawOf(fire), 0);
  });

  it('gives 4.6 g/s of PM2.5 from half a hectare within an hour, less while it spreads and smoulders', () => {
    expect(burnRate(fire, 2000) * 8.3).toBeGreaterThan(4);
    expect(burnRate(fire, 2000) * 8.3).toBeLessThan(4.611);
    expect(burnRate(fire, 100)).toBeLessThan(burnRate(fire, 200));
    expect(burnRate(fire, 4500)).toBeLessThan(burnRate(fire, 2000) / 5);
  });

  it('is smelt downwind after the time the wind needs, and never upwind', () => {
    const station = { x: -400, y: 400 };
    const travel = Math.hypot(400, 400) / 2.5;
    expect(smokeAt([fire], station, 1000 + travel / 2).pm25).toBeLessThan(0.1);
    expect(smokeAt([fire], station, 1000 + travel + 400).pm25).toBeGreaterThan(200);
    expect(smokeAt([fire], { x: 400, y: -400 }, 4000)).toEqual({ pm25: 0, co: 0 });
  });

  it('smells of straw: PM2.5 to CO is 8.3 to 102 by mass', () => {
    const { pm25, co } = smokeAt([fire], { x: -400, y: 400 }, 3000);
    expect(pm25 / (co * 1000)).toBeCloseTo(8.3 / 102, 6);
  });

  it('two fires give what both give', () => {
    const other = { ...fire, at: { x: 50, y: -30 } };
    const at = { x: -400, y: 380 };
    const sum = smokeAt([fire], at, 3000).pm25 + smokeAt([other], at, 3000).pm25;
    expect(smokeAt([fire, other], at, 3000).pm25).toBeCloseTo(sum, 9);
  });

  it('can be chosen by what a station shall breathe of it', () => {
    const sky = { radiation: 200, windSpeed: 2.5 };
    const hectares = hectaresFor(60, Math.hypot(400, 400), sky, 3600);
    expect(hectares).toBeGreaterThan(0.02);
    expect(hectares).toBeLessThan(0.2);
    const puffs = new Puffs(1);
    puffs.mixing = mixingOf(sky);
    puffs.advance(3000, [{ ...fire, hectares }], southEast);
    expect(Math.abs(breathed(puffs.at({ x: -400, y: 400 })).pm25 / 60 - 1)).toBeLessThan(0.05);
  });

  it('is seen while it burns and forgotten when it is out', () => {
    expect(isSmoking(fire, 999)).toBe(false);
    expect(isSmoking(fire, 2000)).toBe(true);
    expect(isSmoking(fire, 1000 + 300 + 3600 + 3600)).toBe(false);
    expect(isOut(fire, 2000)).toBe(false);
    expect(isOut(fire, 20_000)).toBe(true);
  });
});
