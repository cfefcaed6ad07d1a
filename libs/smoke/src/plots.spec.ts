import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaOf, outlineOf, type Plot, rankPlots, seenBy, type SmokeRules } from './index.js';
import { isWithin, ringArea, type Ring } from './plane.js';

const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
const square = (x: number, y: number, side: number): Ring => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side },
];

describe('the outline of an area', () => {
  it('goes round squares that touch, and round their hole the other way', () => {
    const ring = [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => ({ x: 50 * i, y: 50 * j })));
    const outline = outlineOf(
      ring.filter(({ x, y }) => x !== 50 || y !== 50),
      50,
    );
    expect(outline.map((line) => [line.length, ringArea(line)])).toEqual([
      [4, 22_500],
      [4, -2500],
    ]);
    expect(isWithin(outline, { x: 50, y: 50 })).toBe(false);
    expect(isWithin(outline, { x: 0, y: 100 })).toBe(true);
  });
  it('keeps squares apart that touch in a corner', () => {
    expect(
      outlineOf(
        [
          { x: 0, y: 0 },
          { x: 50, y: 50 },
        ],
        50,
      ),
    ).toHaveLength(2);
  });
  it('holds each of its cells, no other, and is as large as they are', () => {
    const cell = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }));
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: String, minLength: 1 }), (taken) => {
        const cells = taken.map(([i, j]) => ({ x: 25 + 50 * i, y: 10 + 50 * j, weight: 1 }));
        const area = areaOf(cells, 50, cells[0]!);
        expect(area.km2).toBeCloseTo((cells.length * 2500) / 1e6, 9);
        for (let i = -5; i <= 5; i++)
          for (let j = -5; j <= 5; j++)
            expect(isWithin(area.outline, { x: 25 + 50 * i, y: 10 + 50 * j })).toBe(
              taken.some(([a, b]) => a === i && b === j),
            );
      }),
    );
  });
});

describe('plots', () => {
  const cells = [
    { x: 25, y: 25, weight: 0.6 },
    { x: 75, y: 25, weight: 0.4 },
  ];
  const plot = (id: string, x: number, stage: Plot['stage']): Plot => ({ id, rings: [square(x, 0, 50)], stage });
  it('are ranked by the probability on them and by what stands there', () => {
    const ranked = rankPlots(cells, 50, [plot('b', 50, 'ripe'), plot('a', 0, 'other'), plot('c', 500, 'ripe')], rules);
    expect(ranked.map(({ id, mass }) => [id, mass])).toEqual([
      ['b', 0.4],
      ['a', 0.6],
    ]);
    expect(ranked[1]!.score).toBeCloseTo(0.6 * rules.plots.other, 9);
  });
  it('alike are in the order of their ids, whatever order they came in', () => {
    const alike = [plot('d', 0, 'ripe'), plot('a', 0, 'ripe'), plot('c', 0, 'ripe')];
    for (const order of [alike, [...alike].reverse()])
      expect(rankPlots(cells, 50, order, rules).map(({ id }) => id)).toEqual(['a', 'c', 'd']);
  });
  it('a pond in a plot is not of it', () => {
    const holed: Plot = { id: 'p', rings: [square(0, 0, 50), [...square(0, 0, 25)].reverse()], stage: 'ripe' };
    expect(rankPlots(cells, 50, [holed], rules)[0]!.mass).toBeCloseTo(0.6 * 0.75, 9);
  });
});

describe('a camera', () => {
  const view = { at: { x: 0, y: 0 }, bearing: 350, fov: 40, range: 1000 };
  it.each([
    [0, 900, true],
    [0, 1001, false],
    [-400, 600, false],
    [100, 600, true],
    [200, 600, false],
    [0, -10, false],
  ])('sees what lies at (%i, %i): %s', (x, y, seen) => {
    expect(seenBy(view, { x, y })).toBe(seen);
  });
});
