import type { Pixel } from './projection.js';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface LabelWish {
  key: string;
  text: string;
  width: number;
  height: number;
  /** Places for its middle, the best first. */
  at: readonly Pixel[];
}
export interface PlacedLabel {
  key: string;
  text: string;
  x: number;
  y: number;
}

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const within = (a: Box, frame: Box): boolean =>
  a.x >= frame.x &&
  a.y >= frame.y &&
  a.x + a.width <= frame.x + frame.width &&
  a.y + a.height <= frame.y + frame.height;
export const boxAround = (at: Pixel, width: number, height: number): Box => ({
  x: at.x - width / 2,
  y: at.y - height / 2,
  width,
  height,
});

/**
 * Sets labels in the order of the wishes. A label that would touch a mark or another label tries its other places and
 * is then left out: lettering never covers a station. `taken` grows by what was set.
 */
export function placeLabels(wishes: readonly LabelWish[], taken: Box[], frame: Box): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const wish of wishes)
    for (const at of wish.at) {
      const box = boxAround(at, wish.width, wish.height);
      if (!within(box, frame) || taken.some((t) => overlaps(t, box))) continue;
      taken.push(box);
      placed.push({ key: wish.key, text: wish.text, x: at.x, y: at.y });
      break;
    }
  return placed;
}

/** Middle first, then around it at growing distance. */
export function around(at: Pixel, stepX: number, stepY: number): Pixel[] {
  const places = [at];
  for (const reach of [1, 2])
    for (const [dx, dy] of [
      [0, -1],
      [0, 1],
      [-1, 0],
      [1, 0],
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const)
      places.push({ x: at.x + dx * stepX * reach, y: at.y + dy * stepY * reach });
  return places;
}

/** A line in equal steps of about `step` pixels. */
export function resample(line: readonly Pixel[], step: number): Pixel[] {
  const out: Pixel[] = line[0] ? [line[0]] : [];
  let left = step;
  for (let i = 1; i < line.length; i++) {
    let from = line[i - 1]!;
    const to = line[i]!;
    let length = Math.hypot(to.x - from.x, to.y - from.y);
    while (length >= left) {
      from = { x: from.x + ((to.x - from.x) * left) / length, y: from.y + ((to.y - from.y) * left) / length };
      out.push(from);
      length -= left;
      left = step;
    }
    left -= length;
  }
  return out;
}

export interface LineLabel {
  /** Path for the lettering, left to right. */
  d: string;
}
const STEP = 12;

/** What lettering on a baseline covers: it stands above the line. */
const boxesOf = (baseline: readonly Pixel[], height: number): Box[] =>
  baseline.map((p, i) => {
    const next = baseline[Math.min(i + 1, baseline.length - 1)]!;
    const prev = baseline[Math.max(i - 1, 0)]!;
    const angle = Math.atan2(next.y - prev.y, next.x - prev.x);
    const middle = { x: p.x + Math.sin(angle) * height * 0.35, y: p.y - Math.cos(angle) * height * 0.35 };
    return boxAround(middle, height, height);
  });

/** The calmest free stretch of a line that holds the name; undefined when there is none. `taken` grows by it. */
export function placeAlong(
  line: readonly Pixel[],
  length: number,
  height: number,
  lift: number,
  taken: Box[],
  frame: Box,
): LineLabel | undefined {
  const points = resample(line, STEP);
  const count = Math.ceil(length / STEP) + 1;
  let best: { score: number; part: Pixel[] } | undefined;
  for (let start = 0; start + count <= points.length; start++) {
    const part = points.slice(start, start + count);
    const first = part[0]!;
    const last = part[part.length - 1]!;
    // lettering reads from left to right, and downwards where the line is steep
    const steep = Math.abs(last.y - first.y) > 2 * Math.abs(last.x - first.x);
    const run = (steep ? last.y < first.y : last.x < first.x) ? [...part].reverse() : part;
    const raised = run.map((p, i) => {
      const next = run[Math.min(i + 1, run.length - 1)]!;
      const prev = run[Math.max(i - 1, 0)]!;
      const angle = Math.atan2(next.y - prev.y, next.x - prev.x);
      return { x: p.x + Math.sin(angle) * lift, y: p.y - Math.cos(angle) * lift };
    });
    const boxes = boxesOf(raised, height);
    if (boxes.some((box) => !within(box, frame) || taken.some((t) => overlaps(t, box)))) continue;
    const bend = part.length * STEP - Math.hypot(last.x - first.x, last.y - first.y);
    const offCentre = Math.abs(start + count / 2 - points.length / 2) * 0.4;
    const score = bend * 4 + offCentre;
    if (!best || score < best.score) best = { score, part: raised };
  }
  if (!best) return undefined;
  taken.push(...boxesOf(best.part, height));
  return { d: `M${best.part.map((p) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join('L')}` };
}

/** Middle line of a long polygon: its two ends are the farthest corners, its banks are walked together. */
export function middleLine(ring: readonly Pixel[]): Pixel[] {
  const closed = ring.length > 1 && ring[0]!.x === ring[ring.length - 1]!.x && ring[0]!.y === ring[ring.length - 1]!.y;
  const points = closed ? ring.slice(0, -1) : [...ring];
  if (points.length < 4) return [];
  let ends: [number, number] = [0, 0];
  let farthest = -1;
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++) {
      const d = (points[i]!.x - points[j]!.x) ** 2 + (points[i]!.y - points[j]!.y) ** 2;
      if (d > farthest) [farthest, ends] = [d, [i, j]];
    }
  const oneBank = points.slice(ends[0], ends[1] + 1);
  const otherBank = [...points.slice(ends[1]), ...points.slice(0, ends[0] + 1)].reverse();
  const even = (bank: Pixel[]) => {
    const length = bank.reduce(
      (sum, p, i) => (i ? sum + Math.hypot(p.x - bank[i - 1]!.x, p.y - bank[i - 1]!.y) : 0),
      0,
    );
    return resample(bank, Math.max(length / 60, 0.01)).slice(0, 60);
  };
  const [a, b] = [even(oneBank), even(otherBank)];
  return a.slice(0, Math.min(a.length, b.length)).map((p, i) => ({ x: (p.x + b[i]!.x) / 2, y: (p.y + b[i]!.y) / 2 }));
}
