export interface Point {
  /** Server time, milliseconds. */
  time: number;
  value: number;
}
export interface SparkBox {
  width: number;
  height: number;
  /** Window, server time. */
  from: number;
  to: number;
  limit?: number;
  /** Breaks the line where nothing came for longer than this. */
  gapMs: number;
}
export interface Spark {
  line: string;
  /** Part above (or below) the limit, in the alert's colour. */
  over?: string;
  limitY?: number;
  dot?: { x: number; y: number };
}

const PAD = 6;
const n = (v: number) => Math.round(v * 10) / 10;

/** A line over its window: points stand where their time is, so a lost line ends before the right edge. */
export function sparkline(points: readonly Point[], box: SparkBox, breach?: 'above' | 'below'): Spark {
  const inside = points.filter((p) => p.time >= box.from && p.time <= box.to);
  if (inside.length === 0) return { line: '' };
  const levels = inside.map((p) => p.value);
  if (box.limit !== undefined) levels.push(box.limit);
  const low = Math.min(...levels);
  const high = Math.max(...levels);
  // a flat line stands in the middle
  const span = high - low || 1;
  const middle = high === low ? 0.5 : 0;
  const x = (p: Point) => n(((p.time - box.from) / (box.to - box.from)) * box.width);
  const y = (value: number) => n(box.height - PAD - ((value - low) / span + middle) * (box.height - 2 * PAD));

  let line = '';
  let over = '';
  inside.forEach((point, i) => {
    const before = inside[i - 1];
    const joined = before !== undefined && point.time - before.time <= box.gapMs;
    line += `${joined ? 'L' : 'M'}${x(point)} ${y(point.value)}`;
    const beyond = (p: Point) =>
      box.limit !== undefined && (breach === 'above' ? p.value > box.limit : breach === 'below' && p.value < box.limit);
    if (before && joined && (beyond(point) || beyond(before)))
      over += `M${x(before)} ${y(before.value)}L${x(point)} ${y(point.value)}`;
  });
  const last = inside[inside.length - 1]!;
  return {
    line,
    over: over || undefined,
    limitY: box.limit === undefined ? undefined : y(box.limit),
    dot: { x: x(last), y: y(last.value) },
  };
}

/** Bars of sums, e.g. rain by the hour. */
export function bars(
  points: readonly Point[],
  box: Pick<SparkBox, 'width' | 'height' | 'from' | 'to'>,
  everyMs: number,
) {
  const most = Math.max(0, ...points.map((p) => p.value));
  const step = (everyMs / (box.to - box.from)) * box.width;
  if (most <= 0) return [];
  return points
    .filter((p) => p.value > 0 && p.time >= box.from - everyMs && p.time <= box.to)
    .map((p) => {
      const height = Math.max(2, (p.value / most) * (box.height - PAD));
      return {
        x: n(((p.time - box.from) / (box.to - box.from)) * box.width),
        y: n(box.height - height),
        width: n(Math.max(2, step - 2)),
        height: n(height),
      };
    });
}
