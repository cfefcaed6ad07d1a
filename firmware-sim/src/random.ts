/** Numbers in [0, 1). */
export type Random = () => number;

/** mulberry32: 32 bits of state, the same sequence for the same seed everywhere. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return mix(state) / 2 ** 32;
  };
}

/** A seed made of names and numbers, so that each part of the world has a stream of its own (FNV-1a). */
export function seedOf(...parts: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of parts.join('/')) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}

function mix(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return (t ^ (t >>> 14)) >>> 0;
}

/** One number in [0, 1) that belongs to this index: a sequence that can be entered anywhere. */
export const drawAt = (seed: number, index: number): number =>
  mix((Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(index | 0, 0xc2b2ae35)) >>> 0) / 2 ** 32;

/**
 * A quantity that wanders within [-1, 1] and forgets itself after about `period` (in the unit of `t`). A function of
 * time alone: the past can be asked for, and a second run sees the same weather.
 */
export function wander(seed: number, t: number, period: number): number {
  const at = t / period;
  const index = Math.floor(at);
  const part = at - index;
  const blend = part * part * (3 - 2 * part);
  const [from, to] = [drawAt(seed, index), drawAt(seed, index + 1)];
  return 2 * (from + (to - from) * blend) - 1;
}
