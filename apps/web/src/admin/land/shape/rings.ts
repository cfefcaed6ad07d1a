import type { LonLat } from '#hub/contracts';
import type { Shape } from './shape.js';

type Areas = Extract<Shape, { is: 'areas' }>;

/** Moves a corner. */
export const moveCorner = (shape: Areas, ring: number, corner: number, to: LonLat): Areas => ({
  ...shape,
  rings: shape.rings.with(ring, shape.rings[ring]!.with(corner, to)),
});

/** Puts a corner in before another. */
export const insertCorner = (shape: Areas, ring: number, before: number, at: LonLat): Areas => ({
  ...shape,
  rings: shape.rings.with(ring, shape.rings[ring]!.toSpliced(before, 0, at)),
});

/** Takes a corner away; an outline of fewer than three goes as a whole. */
export function removeCorner(shape: Areas, ring: number, corner: number): Areas {
  const left = shape.rings[ring]!.toSpliced(corner, 1);
  return left.length >= 3 ? { ...shape, rings: shape.rings.with(ring, left) } : removeRing(shape, ring);
}

export const removeRing = (shape: Areas, ring: number): Areas => ({
  ...shape,
  rings: shape.rings.toSpliced(ring, 1),
  holes: shape.holes.toSpliced(ring, 1),
});

export const addRing = (shape: Areas, ring: readonly LonLat[]): Areas => ({
  ...shape,
  rings: [...shape.rings, ring],
  holes: [...shape.holes, []],
});
