import { describe, expect, it } from '@jest/globals';
import { isWithin } from '#hub/smoke';
import { gapTo, leaderOf, placeAreaWords, wordPlaces } from './area-words.js';
import { type Box, boxAround, overlaps } from './labels.js';
import type { Pixel } from './projection.js';
import { type Ring, seenOf, type Shown, toEdge } from './seen.js';
import { ellipse, path } from './smoke.js';
import type { Suspicion } from './suspicion.js';

const FRAME: Box = { x: 8, y: 4, width: 1240, height: 680 };
const WORDS = { width: 250, height: 82 };
const LAND: Ring = [
  { x: 150, y: 120 },
  { x: 1000, y: 60 },
  { x: 1130, y: 500 },
  { x: 700, y: 620 },
  { x: 130, y: 600 },
];
const SHOWN: Shown = { frame: FRAME, land: [LAND], margin: 20 };

/** The same numbers in every run. */
function* dice(seed: number): Generator<number, never> {
  for (let at = seed; ; ) yield (at = (at * 16807) % 2147483647) / 2147483647;
}
const rolls = dice(7);
const roll = (from: number, to: number) => from + (to - from) * rolls.next().value;

/** Wedges and rounds, in the middle, at the edge and across it. */
const AREAS: Ring[] = Array.from({ length: 20 }, () =>
  ellipse({ x: roll(100, 1150), y: roll(60, 660) }, roll(0, 180), roll(60, 520), roll(30, 120)),
);
const stations = Array.from({ length: 45 }, () => boxAround({ x: roll(160, 1100), y: roll(80, 600) }, 26, 26));

const suspicionOf = (ring: Ring, key = 'f'): Suspicion => {
  const seen = seenOf([ring], SHOWN, 10);
  return { ...{ key, rings: [ring], d: path(ring), reach: 50, seen, spots: seen.points }, source: ring[0]! };
};
const boxOfWords = (at: Pixel) => boxAround(at, WORDS.width, WORDS.height);
const place = (suspicions: Suspicion[], taken: Box[] = [...stations]) =>
  placeAreaWords(suspicions, WORDS, { taken, furniture: [], frame: FRAME, u: 1 });

describe('what is seen of an area', () => {
  it('is within it, in the frame, and on the land or just beside it', () => {
    for (const ring of AREAS) {
      const { points, onLand } = seenOf([ring], SHOWN, 10);
      const isOnLand = (at: Pixel) => isWithin([LAND], at) || toEdge([LAND], at) <= SHOWN.margin;
      const isRight = (at: Pixel) => isWithin([ring], at) && overlaps(boxAround(at, 0, 0), FRAME);
      expect(points.filter((at) => !isRight(at) || isOnLand(at) !== onLand)).toEqual([]);
    }
  });

  it('leaves out nothing of the part that is on the land', () => {
    const ring = ellipse({ x: 900, y: 560 }, 135, 300, 100);
    const { points } = seenOf([ring], SHOWN, 10);
    const all = seenOf([ring], { ...SHOWN, land: [] }, 10).points.filter((at) => isWithin([LAND], at));
    const known = new Set(points.map(({ x, y }) => `${x} ${y}`));
    expect(all.filter(({ x, y }) => !known.has(`${x} ${y}`))).toEqual([]);
    expect(points.length).toBeLessThan(seenOf([ring], { ...SHOWN, land: [] }, 10).points.length);
  });
});

describe('the words of an area', () => {
  it('are in the frame, touch no station, and stand beside what is seen of it or have a line to it', () => {
    for (const ring of AREAS) {
      const one = suspicionOf(ring);
      const words = place([one]).get('f')!;
      const box = boxOfWords(words.at);
      expect(stations.some((station) => overlaps(station, box))).toBe(false);
      for (const [least, most, from, to] of [
        [FRAME.x, FRAME.x + FRAME.width, box.x, box.x + box.width],
        [FRAME.y, FRAME.y + FRAME.height, box.y, box.y + box.height],
      ] as const) {
        expect(from).toBeGreaterThanOrEqual(least);
        expect(to).toBeLessThanOrEqual(most);
      }
      if (one.seen.points.length === 0) continue;
      const gap = gapTo(box, one.seen.points);
      expect(gap).toBeLessThan(150);
      expect([ring[0], gap > 40]).toEqual([ring[0], words.leader !== undefined]);
    }
  });

  it('have a line that ends on the area', () => {
    const { seen, source } = suspicionOf(ellipse({ x: 600, y: 300 }, 0, 80, 60));
    const leader = leaderOf(boxOfWords({ x: 200, y: 600 }), { seen: seen.points, towards: source }, 1)!;
    expect(seen.points).toContainEqual(leader.to);
    expect(gapTo(boxOfWords({ x: 200, y: 600 }), [leader.from])).toBe(0);
  });

  it('point to the edge where nothing of the area is on the map', () => {
    const far = suspicionOf(ellipse({ x: 600, y: 1400 }, 0, 80, 60));
    expect(far.seen.points).toEqual([]);
    const words = place([far]).get('f')!;
    expect(words.at.y).toBeGreaterThan(500);
    expect(words.leader!.to).toEqual(far.source);
  });

  it('are each nearer to their own area than to another', () => {
    const two = [
      suspicionOf(ellipse({ x: 560, y: 300 }, 0, 90, 90), 'a'),
      suspicionOf(ellipse({ x: 760, y: 330 }, 0, 90, 90), 'b'),
    ];
    const words = place(two);
    for (const [own, other] of [two, [...two].reverse()]) {
      const box = boxOfWords(words.get(own!.key)!.at);
      expect(gapTo(box, own!.seen.points)).toBeLessThan(gapTo(box, other!.seen.points));
    }
    expect(overlaps(boxOfWords(words.get('a')!.at), boxOfWords(words.get('b')!.at))).toBe(false);
  });

  it('are said even where there is no room', () => {
    const full = [{ x: 0, y: 0, width: 1256, height: 744 }];
    expect(place([suspicionOf(AREAS[0]!)], full).size).toBe(1);
  });

  it('try what is beside the area before what is on it', () => {
    const { points } = suspicionOf(ellipse({ x: 600, y: 300 }, 0, 90, 90)).seen;
    const [first] = wordPlaces({ seen: points, towards: points[0]!, others: [], ...WORDS }, FRAME, 1);
    const gap = gapTo(boxOfWords(first!), points);
    expect(gap).toBeGreaterThan(4);
    expect(gap).toBeLessThan(30);
  });
});
