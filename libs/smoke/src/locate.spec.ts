import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bearingLine,
  type CameraView,
  crossOf,
  type Heights,
  invert,
  type InversionRow,
  isWithin,
  locate,
  type LocateInput,
  plume,
  type SmokeRules,
  type WindStep,
} from './index.js';
import { bearingTo, downwind, type Xy } from './plane.js';

const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
const HEIGHTS: Heights = { source: 10, receptor: 2 };
const S: Record<string, Xy> = {
  S1: { x: 0, y: 0 },
  S2: { x: 900, y: 100 },
  S3: { x: 250, y: 800 },
  S4: { x: -600, y: 400 },
  S5: { x: -300, y: -700 },
};
/** Wind-from and what the stations read that read anything, µg/m³. */
const SWINGING: readonly [from: number, read: Record<string, number>][] = [
  [138, { S1: 344.1, S4: 51.8 }],
  [146, { S1: 361.8, S4: 0.6 }],
  [221, { S2: 211.6 }],
  [229, { S2: 211.6 }],
  [171, { S3: 87.8 }],
  [179, { S3: 105.3 }],
  [128, { S1: 3, S4: 97.7 }],
  [136, { S1: 205.4, S4: 90.4 }],
  [65, { S5: 255.9 }],
  [73, { S5: 252 }],
];
const zeros = { S1: 0, S2: 0, S3: 0, S4: 0, S5: 0 };
const rows: InversionRow[] = SWINGING.map(([from, read]) => ({
  moments: [[{ from, speed: 2.5 }]],
  excess: { ...zeros, ...read },
  stability: 'D',
}));
const line = (x: number, y: number, from: number, weight = 1) => {
  const drawn = bearingLine({ x, y }, { from, speed: 3 }, weight, rules);
  if (drawn === 'calm') throw new Error('there is wind');
  return drawn;
};

describe('bearing lines', () => {
  it('LOC-O1: two of them cross at (−600, −800)', () => {
    const point = crossOf([line(0, 0, 216.8699), line(400, -1000, 281.3099)], rules) as Xy;
    expect(point.x).toBeCloseTo(-600, 0);
    expect(point.y).toBeCloseTo(-800, 0);
  });
  it('are not drawn in a calm, and are wider in a light wind', () => {
    expect(bearingLine(S.S1!, { from: 90, speed: 0.69 }, 1, rules)).toBe('calm');
    expect(bearingLine(S.S1!, { from: 90, speed: 1.9 }, 1, rules)).toMatchObject({ spread: 30 });
    expect(bearingLine(S.S1!, { from: 90, speed: 2 }, 1, rules)).toMatchObject({ spread: 15 });
  });
  it('are refused one alone, nearly parallel, or meeting on the lee side', () => {
    expect(crossOf([line(0, 0, 90)], rules)).toBe('tooFewLines');
    expect(crossOf([line(0, 0, 90), line(0, 100, 109)], rules)).toBe('linesCrossFlat');
    expect(crossOf([line(0, 0, 270), line(500, 800, 181)], rules)).toBe('downwindOfStation');
  });
  it('shift with the origin and do not mind the order or the unit of the weights', () => {
    const coordinate = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(coordinate, coordinate, fc.integer({ min: 1, max: 900 }), (dx, dy, unit) => {
        const [a, b, c] = [line(0, 0, 216.9, 2), line(400, -1000, 281.3, 3), line(-900, 0, 160, 5)];
        const here = crossOf([a!, b!, c!], rules) as Xy;
        const moved = [c!, a!, b!].map((l) => ({
          ...l,
          at: { x: l.at.x + dx, y: l.at.y + dy },
          weight: l.weight * unit,
        }));
        const there = crossOf(moved, rules) as Xy;
        expect(there.x - dx).toBeCloseTo(here.x, 4);
        expect(there.y - dy).toBeCloseTo(here.y, 4);
      }),
    );
  });
});

describe('LOC-O2: a plume of class D, 2 m/s, 4.6111 g/s at 10 m, breathed at 2 m', () => {
  it.each([
    [200, 2797.4],
    [500, 749.9],
    [1000, 244.6],
    [2000, 82.5],
    [3000, 45],
  ])('at %i m: %d µg/m³', (x, wanted) => {
    expect(Math.abs(plume(4.6111, 2, x, 0, 'D', HEIGHTS) / wanted - 1)).toBeLessThan(0.005);
  });
  it('is 103.6 µg/m³ a hundred metres beside its line at 1 km, on either side', () => {
    for (const y of [-100, 100]) expect(plume(4.6111, 2, 1000, y, 'D', HEIGHTS)).toBeCloseTo(103.6, 1);
  });
  it('is nothing upwind and in a calm, grows with the fire and thins with the wind', () => {
    expect(plume(5, 2, -100, 0, 'D', HEIGHTS)).toBe(0);
    expect(plume(5, 0, 100, 0, 'D', HEIGHTS)).toBe(0);
    const figure = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(figure(1, 30), figure(0.7, 9), figure(100, 3000), figure(-300, 300), (rate, speed, x, y) => {
        const here = plume(rate, speed, x, y, 'C', HEIGHTS);
        expect(plume(2 * rate, speed, x, y, 'C', HEIGHTS)).toBeCloseTo(2 * here, 6);
        expect(plume(rate, 2 * speed, x, y, 'C', HEIGHTS)).toBeCloseTo(here / 2, 6);
        expect(plume(rate, speed, x, Math.abs(y) + 50, 'C', HEIGHTS)).toBeLessThanOrEqual(here);
      }),
    );
  });
});

describe('the search for a source', () => {
  it('LOC-O3: finds it at (350, −450) with 5 g/s', () => {
    const area = invert(S, rows, rules);
    if (typeof area === 'string') throw new Error(area);
    expect(Math.abs(area.best.x - 350)).toBeLessThanOrEqual(50);
    expect(Math.abs(area.best.y + 450)).toBeLessThanOrEqual(50);
    expect(Math.abs(area.rate! / 5 - 1)).toBeLessThan(0.02);
    expect(isWithin(area.outline, { x: 350, y: -450 })).toBe(true);
    expect(area.cells.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(area.km2).toBeCloseTo((area.cells.length * 50 * 50) / 1e6, 9);
  });
  it('finds it again wherever the origin lies, in whatever order, and twice the smoke is twice the fire', () => {
    const moved = Object.fromEntries(
      Object.entries(S)
        .reverse()
        .map(([id, { x, y }]) => [id, { x: x - 40_200, y: y + 8000 }]),
    );
    const doubled = [...rows].reverse().map((row) => ({
      ...row,
      excess: Object.fromEntries(Object.entries(row.excess).map(([id, c]) => [id, 2 * c])),
    }));
    const area = invert(moved, doubled, rules);
    if (typeof area === 'string') throw new Error(area);
    expect(area.best).toEqual({ x: 350 - 40_200, y: -450 + 8000 });
    expect(Math.abs(area.rate! / 10 - 1)).toBeLessThan(0.02);
  });
  it('finds it among fields that roads run between, wherever the roads lie', () => {
    const within = ({ x, y }: Xy) => x % 200 !== 0 && y % 200 !== 0;
    const area = invert(S, rows, rules, { within });
    if (typeof area === 'string') throw new Error(area);
    expect(area.best).toEqual({ x: 350, y: -450 });
    expect(area.cells.every(within)).toBe(true);
  });
  it('says how probable it is that the area holds it, and needs more room to be surer', () => {
    const sizeOf = (mass: number, repeats: number) => {
      const locateRules = { ...rules.locate, mass, repeats };
      const area = invert(S, rows.slice(0, 2), { ...rules, locate: locateRules }, { directionError: 3 });
      if (typeof area === 'string') throw new Error(area);
      expect(area.mass).toBe(mass);
      return area.km2;
    };
    expect(sizeOf(0.9, 0.6)).toBeGreaterThan(sizeOf(0.6, 0.6));
    // what a station repeats makes it surer, but not as much as as many stations would
    expect(sizeOf(0.9, 0.6)).toBeGreaterThan(sizeOf(0.9, 1));
  });
  it('claims no small area from two stations', () => {
    const two = Array.from({ length: 12 }, (_, i) => ({ ...rows[i % 2]! }));
    const few = { ...rules.locate.few, leastKm2: 0.4 };
    const area = invert(S, two, { ...rules, locate: { ...rules.locate, few, mass: 0.1 } });
    if (typeof area === 'string') throw new Error(area);
    expect(area.km2).toBeCloseTo(0.4, 9);
  });
  it('says so when nobody smells anything', () => {
    expect(invert(S, [{ ...rows[0]!, excess: zeros }], rules, {})).toBe('noSmoke');
  });
});

describe('an incident is located', () => {
  const start = Date.parse('2026-06-02T16:00:00+07:00');
  const steady = (from: number, speed: number, minutes = 120): WindStep[] =>
    Array.from({ length: minutes / 2 }, (_, i) => ({ start: start - 2_400_000 + i * 120_000, from, speed }));
  /** What stations read of a fire of 5 g/s. */
  const readings = (fire: Xy, from: number, speed: number) =>
    Object.fromEntries(
      Object.entries(S).map(([id, at]) => {
        const { along, across } = downwind(fire, at, from);
        return [id, plume(5, speed, along, across, 'D', HEIGHTS)];
      }),
    );
  const input = (fire: Xy, from: number, speed: number): LocateInput => ({
    stations: S,
    parts: [0, 1, 2, 3, 4, 5].map((i) => ({ start: start + i * 300_000, excess: readings(fire, from, speed) })),
    winds: steady(from, speed),
    stability: 'D',
  });

  it('without wind: no area, and it says why', () => {
    expect(locate({ ...input({ x: 350, y: -450 }, 138, 2.5), winds: [] }, rules)).toEqual({
      how: 'none',
      because: ['noWind'],
      lines: [],
    });
  });
  it('in a calm: a disc round the station that smells it most', () => {
    const found = locate({ ...input({ x: 350, y: -450 }, 138, 2.5), winds: steady(138, 0.4) }, rules);
    expect(found).toMatchObject({ how: 'disc', because: ['calm'], area: { best: S.S1 } });
    expect(Math.abs(found.area!.km2 / (Math.PI * 0.4 ** 2) - 1)).toBeLessThan(0.05);
  });
  it('by one station: a sector upwind of it, no farther than smoke is smelt', () => {
    const found = locate(input({ x: 900, y: -600 }, 180, 3), rules);
    expect(found).toMatchObject({ how: 'sector', because: ['oneStation'] });
    expect(isWithin(found.area!.outline, { x: 900, y: -600 })).toBe(true);
    for (const { x, y } of found.area!.cells) {
      expect(Math.hypot(x - 900, y - 100)).toBeLessThanOrEqual(rules.locate.sectorReachM);
      const { along, across } = downwind({ x, y }, S.S2!, 180);
      expect(Math.abs(across)).toBeLessThanOrEqual(along * Math.tan((15.1 * Math.PI) / 180));
    }
  });
  it('by two stations in one wind: their lines do not cross, the search still holds the fire', () => {
    const fire = { x: 350, y: -450 };
    const found = locate(input(fire, 136, 2.5), rules);
    expect(found).toMatchObject({ how: 'inversion', because: ['linesCrossFlat'] });
    expect(isWithin(found.area!.outline, fire)).toBe(true);
  });
  describe('with a camera that saw the smoke', () => {
    const fire = { x: 900, y: -600 };
    const bySmell = locate(input(fire, 180, 3), rules);
    const looksAt = (place: Xy): CameraView => {
      const at = { x: 2400, y: -700 };
      return { at, bearing: bearingTo(at, place), fov: 20, range: 2500 };
    };
    it('looks where the camera looks: the strip upwind of the station is cut short', () => {
      const found = locate({ ...input(fire, 180, 3), filmed: [looksAt(fire)] }, rules);
      expect(found.because).toEqual(['oneStation', 'filmed']);
      expect(found.area!.km2).toBeLessThan(0.8 * bySmell.area!.km2);
      expect(isWithin(found.area!.outline, fire)).toBe(true);
    });
    it('does not believe a camera against what was smelt', () => {
      const fog = locate({ ...input(fire, 180, 3), filmed: [looksAt({ x: 900, y: -2500 })] }, rules);
      expect(isWithin(fog.area!.outline, fire)).toBe(true);
    });
  });
  it('by readings of two fires, which fit no place well: no area, and it says that it may be several', () => {
    const parts = [{ start, excess: { ...zeros, S2: 25, S4: 25 } }];
    const two = { ...input({ x: 0, y: 0 }, 180, 2), parts };
    const found = locate(two, rules);
    expect(found).toMatchObject({ how: 'none', because: ['linesCrossFlat', 'tooWide'] });
    expect(found.area).toBeUndefined();
    const all = { ...rules, locate: { ...rules.locate, mostKm2: Infinity } };
    expect(locate(two, all).area!.km2).toBeGreaterThan(rules.locate.mostKm2);
  });
  it('nobody smells anything: no area', () => {
    expect(locate(input({ x: 5000, y: 5000 }, 0, 3), rules)).toMatchObject({ how: 'none', because: ['noSmoke'] });
  });
});
