import { describe, expect, it } from '@jest/globals';
import { drawnOutline, isWithin, outlineOf, type Ring, type Xy } from './index.js';

const SIDE = 50;
/** Rows of squares on top of each other, each from one column to another. */
const rows = (spans: readonly (readonly [number, number])[]): Xy[] =>
  spans.flatMap(([from, to], row) =>
    Array.from({ length: to - from }, (_, i) => ({ x: (from + i) * SIDE, y: row * SIDE })),
  );
/** The wedge upwind of a station, the lens of two, crumbs at a tip, a lone square, and a strip that is one square wide. */
const SHAPES: Record<string, Xy[]> = {
  wedge: rows(Array.from({ length: 40 }, (_, i) => [Math.floor(i / 3), 2 + Math.ceil(i * 0.9)] as const)),
  lens: rows(
    Array.from({ length: 14 }, (_, i) => [7 - Math.round(6 * Math.sin(((i + 1) / 15) * Math.PI)), 8] as const),
  ),
  crumbs: [
    ...rows(Array.from({ length: 9 }, (_, i) => [i, 12] as const)),
    ...[
      { x: -SIDE, y: -SIDE },
      { x: -2 * SIDE, y: -2 * SIDE },
      { x: -4 * SIDE, y: -2 * SIDE },
    ],
  ],
  square: rows([[0, 1]]),
  strip: rows(Array.from({ length: 12 }, (_, i) => [Math.floor(i / 2), Math.floor(i / 2) + 1] as const)),
};

function toEdge(rings: readonly Ring[], { x, y }: Xy): number {
  let least = Infinity;
  for (const ring of rings)
    ring.forEach((b, i) => {
      const a = ring.at(i - 1)!;
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const along = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / Math.max(1e-9, dx * dx + dy * dy)));
      least = Math.min(least, Math.hypot(a.x + along * dx - x, a.y + along * dy - y));
    });
  return least;
}

describe('an outline of squares as it is drawn', () => {
  describe.each(Object.entries(SHAPES))('of the %s', (_, squares) => {
    const outline = outlineOf(squares, SIDE);
    const drawn = drawnOutline(outline);
    const places = Array.from({ length: 70 }, (_x, i) =>
      Array.from({ length: 70 }, (_y, j): Xy => ({ x: -400 + i * 37, y: -300 + j * 37 })),
    ).flat();

    it('has no steps: only its ends may be sharp', () => {
      const sharp = drawn[0]!.filter((at, i, ring) => {
        const [before, after] = [ring.at(i - 1)!, ring[(i + 1) % ring.length]!];
        const turn = (a: Xy, b: Xy) => Math.atan2(b.y - a.y, b.x - a.x);
        const by = Math.abs(turn(before, at) - turn(at, after));
        return Math.min(by, 2 * Math.PI - by) > Math.PI / 3;
      });
      expect(sharp.length).toBeLessThanOrEqual(2);
    });

    it('leaves out no place that is a square or more inside, and takes in none that is far outside', () => {
      const inside = places.filter((at) => isWithin(outline, at) && toEdge(outline, at) >= SIDE);
      expect(inside.filter((at) => !isWithin(drawn, at))).toEqual([]);
      const outside = places.filter((at) => !isWithin(outline, at) && toEdge(outline, at) > 2 * SIDE);
      expect(outside.filter((at) => isWithin(drawn, at))).toEqual([]);
    });

    it('comes within a square of every square of the area', () => {
      for (const square of squares) expect(isWithin(drawn, square) || toEdge(drawn, square) <= SIDE).toBe(true);
    });
  });

  it('is one piece where only crumbs lie beside it', () => {
    expect(outlineOf(SHAPES.crumbs!, SIDE).length).toBeGreaterThan(1);
    expect(drawnOutline(outlineOf(SHAPES.crumbs!, SIDE))).toHaveLength(1);
  });

  it('keeps holes and pieces that are farther apart', () => {
    const block = rows(Array.from({ length: 12 }, () => [0, 12] as const)).filter(
      ({ x, y }) => Math.hypot(x - 6 * SIDE, y - 6 * SIDE) > 3 * SIDE,
    );
    const drawn = drawnOutline(
      outlineOf(
        [
          ...block,
          ...rows([
            [20, 23],
            [20, 23],
          ]),
        ],
        SIDE,
      ),
    );
    expect(drawn).toHaveLength(3);
    expect(isWithin(drawn, { x: 6 * SIDE, y: 6 * SIDE })).toBe(false);
    expect(isWithin(drawn, { x: 21 * SIDE, y: SIDE / 2 })).toBe(true);
  });

  it('is the same in degrees, kept to the sixth decimal, as in metres', () => {
    const six = (value: number) => Math.round(value * 1e6) / 1e6;
    const outline = outlineOf(SHAPES.wedge!, SIDE);
    const degrees = drawnOutline(
      outline.map((ring) => ring.map(({ x, y }) => ({ x: six(106.3 + x / 104_400), y: six(20.4 + y / 110_700) }))),
    );
    const metres = drawnOutline(outline);
    expect(degrees.map(({ length }) => length)).toEqual(metres.map(({ length }) => length));
    degrees[0]!.forEach(({ x, y }, i) => {
      expect(Math.abs((x - 106.3) * 104_400 - metres[0]![i]!.x)).toBeLessThan(1);
      expect(Math.abs((y - 20.4) * 110_700 - metres[0]![i]!.y)).toBeLessThan(1);
    });
  });

  it('leaves an outline that is not one of squares as it is', () => {
    const other = [
      [
        { x: 0, y: 0 },
        { x: 200, y: 50 },
        { x: 100, y: 250 },
      ],
    ];
    expect(drawnOutline(other)).toBe(other);
  });
});
