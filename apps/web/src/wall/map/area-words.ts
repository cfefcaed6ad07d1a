import { type Box, boxAround, placeLabels } from './labels.js';
import type { Pixel } from './projection.js';
import { grid } from './seen.js';
import type { Suspicion } from './suspicion.js';

/** Lettering beside the area that it is about. Pixels. */
export interface WordsWish {
  /** The part of the area that is seen. */
  seen: readonly Pixel[];
  /** Where they go if nothing of it is seen. */
  towards: Pixel;
  /** Other areas, which the words must not seem to be about. */
  others: readonly Pixel[];
  width: number;
  height: number;
}

/** Layout pixels: between the words and the area; from so far on a line leads to it; places are tried so close. */
const BESIDE = 14;
const FAR = 40;
const STEP = 16;
/** Words that stand on the area instead cost as much as words that are so far from it. */
const ON_IT = 60;
const MISLEADING = 1000;
/** As many points of an area tell well enough how far it is. */
const ENOUGH = 250;

/** Where the words of an area stand, and the line that leads from them to it where they stand far from it. */
export interface AreaWords {
  at: Pixel;
  leader?: { from: Pixel; to: Pixel };
}

/**
 * The words of all areas, by their keys. A suspicion is never shown without saying so: where there is no room the words
 * cover stations, and at the worst the furniture. `taken` grows by them.
 */
export function placeAreaWords(
  suspicions: readonly Suspicion[],
  { width, height }: { width: number; height: number },
  { taken, furniture, frame, u }: { taken: Box[]; furniture: readonly Box[]; frame: Box; u: number },
): Map<string, AreaWords> {
  return new Map(
    suspicions.flatMap((one) => {
      const others = suspicions.flatMap((other) => (other === one ? [] : other.seen.points));
      const wish = { seen: one.seen.points, towards: one.source, others, width, height };
      const at = wordPlaces(wish, frame, u);
      const label = { key: one.key, text: '', width, height, at };
      for (const boxes of [taken, [...furniture], []]) {
        const [found] = placeLabels([label], boxes, frame);
        if (!found) continue;
        const box = boxAround(found, width, height);
        if (boxes !== taken) taken.push(box);
        const leader = leaderOf(box, wish, u);
        return [[one.key, { at: { x: found.x, y: found.y }, ...(leader && { leader }) }] as const];
      }
      return [];
    }),
  );
}

/** Places for the middle of the words, the best first: beside what is seen of the area, else on it, else near it. */
export function wordPlaces({ seen, towards, others, width, height }: WordsWish, frame: Box, u: number): Pixel[] {
  const about = seen.length > 0 ? some(seen) : [towards];
  const rest = some(others);
  const middle = mean(about);
  const room = {
    x: frame.x + width / 2,
    y: frame.y + height / 2,
    width: Math.max(1, frame.width - width),
    height: Math.max(1, frame.height - height),
  };
  return [...grid(room, STEP * u)]
    .map((at) => {
      const box = boxAround(at, width, height);
      const gap = gapTo(box, about);
      const near = gap === 0 ? ON_IT * u : Math.abs(gap - BESIDE * u);
      const misleads = rest.length > 0 && gapTo(box, rest) < gap + FAR * u ? MISLEADING * u : 0;
      return { at, cost: near + misleads + 0.2 * Math.hypot(at.x - middle.x, at.y - middle.y) };
    })
    .sort((a, b) => a.cost - b.cost)
    .map(({ at }) => at);
}

const some = (points: readonly Pixel[]): readonly Pixel[] => {
  const each = Math.ceil(points.length / ENOUGH);
  return points.filter((_, i) => i % each === 0);
};

/** A line from the words to the area, where they found no room beside it. */
export function leaderOf(words: Box, { seen, towards }: Pick<WordsWish, 'seen' | 'towards'>, u: number) {
  const to = nearest(words, seen.length > 0 ? seen : [towards]);
  const from = onBox(words, to);
  return Math.hypot(to.x - from.x, to.y - from.y) > FAR * u ? { from, to } : undefined;
}

/** From the edge of a box to the nearest of the points; 0: one is in it. */
export function gapTo(box: Box, points: readonly Pixel[]): number {
  const [halfX, halfY] = [box.width / 2, box.height / 2];
  const [middleX, middleY] = [box.x + halfX, box.y + halfY];
  let least = Infinity;
  for (let i = 0; i < points.length; i++) {
    const dx = Math.max(0, Math.abs(points[i]!.x - middleX) - halfX);
    const dy = Math.max(0, Math.abs(points[i]!.y - middleY) - halfY);
    const squared = dx * dx + dy * dy;
    if (squared < least) least = squared;
  }
  return Math.sqrt(least);
}

function nearest(box: Box, points: readonly Pixel[]): Pixel {
  return points.reduce((best, at) => (gapTo(box, [at]) < gapTo(box, [best]) ? at : best));
}

const onBox = ({ x, y, width, height }: Box, to: Pixel): Pixel => ({
  x: Math.min(x + width, Math.max(x, to.x)),
  y: Math.min(y + height, Math.max(y, to.y)),
});

const mean = (points: readonly Pixel[]): Pixel => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});
