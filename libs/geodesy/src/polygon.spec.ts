import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LonLat, Polygon } from '#hub/contracts';
import { planeAt } from './metres.js';
import { areaM2, boxOf, crossingOf, isInside, outlineKey, outlineM } from './polygon.js';
import { vn2000, type Vn2000Parameters } from './vn2000.js';

const polygon = (...rings: LonLat[][]): Polygon => ({ type: 'Polygon', coordinates: rings.map((r) => [...r, r[0]!]) });
/** Metres east and north of a corner near Hải Dương. */
const at = (x: number, y: number): LonLat => [106.3 + x / 104_500, 20.9 + y / 110_700];
const rectangle = (x: number, y: number, w: number, h: number) => [
  at(x, y),
  at(x + w, y),
  at(x + w, y + h),
  at(x, y + h),
];

describe('the size of a polygon', () => {
  it('is what the national grid has, scale taken out, to a part in a thousand', () => {
    const datum = vn2000(JSON.parse(readFileSync('reference/vn2000.json', 'utf8')) as Vn2000Parameters);
    const corner = (e: number, n: number) => datum.fromGrid({ northing: 2_312_000 + n, easting: 580_000 + e }, 105.5);
    const field = polygon([corner(0, 0), corner(120, 10), corner(110, 80), corner(-5, 60)]);
    // shoelace of the metres above, and the zone's scale there: 0.9999 on the meridian, 80 km away from it a little more
    const gridM2 = 7750;
    expect(areaM2(field) / gridM2).toBeCloseTo(1.0, 3);
  });

  it('leaves holes out, and does not mind which way it goes round', () => {
    const whole = areaM2(polygon(rectangle(0, 0, 100, 50)));
    expect(whole / 5000).toBeCloseTo(1, 2);
    const holed = polygon(rectangle(0, 0, 100, 50), rectangle(10, 10, 20, 10));
    expect(areaM2(holed) / whole).toBeCloseTo(0.96, 6);
    expect(areaM2(polygon(rectangle(0, 0, 100, 50).reverse())) / whole).toBeCloseTo(1, 4);
  });
});

describe('an outline that crosses itself', () => {
  it.each<[string, LonLat[], boolean]>([
    ['a rectangle', rectangle(0, 0, 80, 40), false],
    ['an L', [at(0, 0), at(50, 0), at(50, 20), at(20, 20), at(20, 60), at(0, 60)], false],
    ['corners in a line', [at(0, 0), at(30, 0), at(60, 0), at(60, 30), at(0, 30)], false],
    ['a corner given twice', [at(0, 0), at(60, 0), at(60, 0), at(60, 30), at(0, 30)], false],
    ['a bow tie', [at(0, 0), at(50, 40), at(50, 0), at(0, 40)], true],
    ['a spike that goes back on itself', [at(0, 0), at(80, 0), at(40, 0), at(40, 40), at(0, 40)], true],
    ['a corner on another edge', [at(0, 0), at(80, 0), at(80, 40), at(40, 0), at(0, 40)], true],
  ])('%s', (_what, ring, crosses) => {
    expect(crossingOf(polygon(ring)) !== undefined).toBe(crosses);
  });

  it('is never found in a star of corners round a middle', () => {
    const radii = fc.array(fc.double({ min: 5, max: 200, noNaN: true }), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(radii, (list) => {
        const ring = list.map((r, i) => {
          const angle = (2 * Math.PI * i) / list.length;
          return at(r * Math.cos(angle), r * Math.sin(angle));
        });
        expect(crossingOf(polygon(ring))).toBeUndefined();
      }),
    );
  });
});

describe('where a point is', () => {
  const field = polygon(rectangle(0, 0, 100, 50), rectangle(40, 20, 20, 10));

  it('inside, in a hole, outside, and how far from the edge', () => {
    expect([at(10, 10), at(50, 25), at(-1, 10)].map((p) => isInside(field, p))).toEqual([true, false, false]);
    expect(outlineM(field, at(-30, 25))).toBeCloseTo(30, 0);
    expect(outlineM(field, at(-30, -40))).toBeCloseTo(50, 0);
    expect(outlineM(field, at(10, 3))).toBeCloseTo(3, 0);
  });

  it('in a box and on a plane', () => {
    const [west, south, east, north] = boxOf(field.coordinates[0]!);
    expect([
      [west, south],
      [east, north],
    ]).toEqual([at(0, 0), at(100, 50)]);
    const [x, y] = planeAt(at(0, 0))(at(100, 50));
    expect([Math.round(x), Math.round(y)]).toEqual([100, 50]);
  });
});

describe('the same outline', () => {
  it('is known wherever it begins and whichever way it goes', () => {
    const ring = rectangle(0, 0, 100, 50);
    const key = outlineKey(polygon(ring));
    expect(outlineKey(polygon([...ring.slice(2), ...ring.slice(0, 2)]))).toBe(key);
    expect(outlineKey(polygon([...ring].reverse()))).toBe(key);
    expect(outlineKey(polygon(rectangle(0, 0, 100, 51)))).not.toBe(key);
  });
});
