import { describe, expect, it } from '@jest/globals';
import type { Area, LonLat } from '#hub/contracts';
import { degreeM } from './metres.js';
import { areaM2, isInside, outlineM, polygonsOf } from './polygon.js';
import { smoothed } from './smooth.js';

const ORIGIN: LonLat = [106.33, 20.42];
const SIDE = 50;
const degree = degreeM(ORIGIN[1]);
/** Six decimals, as areas are kept. */
const on = (column: number, row: number): LonLat => [
  Math.round((ORIGIN[0] + (column * SIDE) / degree.lon) * 1e6) / 1e6,
  Math.round((ORIGIN[1] + (row * SIDE) / degree.lat) * 1e6) / 1e6,
];
const closed = (corners: readonly LonLat[]): LonLat[] => [...corners, corners[0]!];

/** Rows of squares on top of each other, each from one column to another: the outline up one side and down the other. */
const rows = (spans: readonly (readonly [number, number])[]): Area => ({
  type: 'Polygon',
  coordinates: [
    closed([
      ...spans.flatMap(([, to], row) => [on(to, row), on(to, row + 1)]),
      ...spans.flatMap(([from], row) => [on(from, row + 1), on(from, row)].reverse()).reverse(),
    ]),
  ],
});
/** The wedge upwind of a station, the lens of two of them, a lone square, and a strip that is one square wide. */
const SHAPES: Record<string, Area> = {
  wedge: rows(Array.from({ length: 40 }, (_, i) => [Math.floor(i / 3), 2 + Math.ceil(i * 0.9)] as const)),
  lens: rows(
    Array.from({ length: 14 }, (_, i) => [7 - Math.round(6 * Math.sin(((i + 1) / 15) * Math.PI)), 8] as const),
  ),
  square: rows([[0, 1]]),
  strip: rows(Array.from({ length: 12 }, (_, i) => [Math.floor(i / 2), Math.floor(i / 2) + 1] as const)),
};

describe('an area of squares as it is drawn', () => {
  describe.each(Object.entries(SHAPES))('the %s', (_, area) => {
    const drawn = smoothed(area);
    const box = polygonsOf(area).flat(2);
    const [west, east] = [Math.min(...box.map(([lon]) => lon)), Math.max(...box.map(([lon]) => lon))];
    const [south, north] = [Math.min(...box.map(([, lat]) => lat)), Math.max(...box.map(([, lat]) => lat))];
    const places = Array.from({ length: 60 }, (_x, i) =>
      Array.from(
        { length: 60 },
        (_y, j): LonLat => [
          west - 0.001 + ((i + 0.5) / 60) * (east - west + 0.002),
          south - 0.001 + ((j + 0.5) / 60) * (north - south + 0.002),
        ],
      ),
    ).flat();

    it('has no steps: only its two ends may be sharp', () => {
      const ring = polygonsOf(drawn)[0]![0]!.slice(1);
      const sharp = ring.filter((at, i) => {
        const [before, after] = [ring.at(i - 1)!, ring[(i + 1) % ring.length]!];
        const turn = (a: LonLat, b: LonLat) => Math.atan2((b[1] - a[1]) * degree.lat, (b[0] - a[0]) * degree.lon);
        const by = Math.abs(turn(before, at) - turn(at, after));
        return Math.min(by, 2 * Math.PI - by) > Math.PI / 3;
      });
      expect(sharp.length).toBeLessThanOrEqual(2);
    });

    it('keeps all that is deeper in it than half a square, and nothing that is farther off', () => {
      for (const at of places) {
        if (outlineM(area, at) <= SIDE / 2 + 1) continue;
        expect([at, isInside(drawn, at)]).toEqual([at, isInside(area, at)]);
      }
    });

    it('never moves its outline by more than half a square, and is about as large', () => {
      for (const at of polygonsOf(drawn)[0]![0]!) expect(outlineM(area, at)).toBeLessThanOrEqual(SIDE / 2 + 0.5);
      expect(areaM2(drawn) / areaM2(area)).toBeGreaterThan(0.5);
      expect(areaM2(drawn) / areaM2(area)).toBeLessThan(1.1);
    });
  });

  it('keeps holes and pieces', () => {
    const [outer] = polygonsOf(rows(Array.from({ length: 12 }, () => [0, 12] as const)))[0]!;
    const hole = closed([on(4, 4), on(4, 8), on(8, 8), on(8, 4)]);
    const area: Area = {
      type: 'MultiPolygon',
      coordinates: [[[...outer!], hole], [closed([on(20, 0), on(23, 0), on(23, 3), on(20, 3)])]],
    };
    const drawn = smoothed(area);
    expect(polygonsOf(drawn).map((rings) => rings.length)).toEqual([2, 1]);
    expect(isInside(drawn, on(6, 6))).toBe(false);
    expect(isInside(drawn, on(21.5, 1.5))).toBe(true);
  });

  it('leaves an outline that is not one of squares as it is', () => {
    const area: Area = { type: 'Polygon', coordinates: [closed([on(0, 0), on(4, 1), on(2, 5)])] };
    expect(smoothed(area)).toBe(area);
  });
});
