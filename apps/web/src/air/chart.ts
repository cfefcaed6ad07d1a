/** The levels at which the index changes its band, for the lines of a chart. */
const LEVELS = [50, 100, 150, 200, 300, 400, 500];

export interface Bar {
  x: number;
  width: number;
  /** Top and height; of an hour without an index the whole height, to be hatched. */
  y: number;
  height: number;
  missing: boolean;
}
export interface Chart {
  bars: readonly Bar[];
  /** Of levels below the top. */
  lines: readonly { y: number; level: number }[];
  top: number;
}

const GAP = 2;
/** Figures of the levels must not stand in each other. */
const LEAST_APART = 18;

/** Hours as bars over the width, oldest at the left. The top is a level of the index, at least 100. */
export function hoursChart(
  hours: readonly { index: number | null }[],
  { width, height }: { width: number; height: number },
): Chart {
  const most = Math.max(100, ...hours.map(({ index }) => index ?? 0));
  const top = LEVELS.find((level) => level >= most) ?? LEVELS.at(-1)!;
  const step = width / hours.length;
  const y = (index: number) => height * (1 - index / top);
  return {
    bars: hours.map(({ index }, i) => ({
      ...{ x: i * step + GAP / 2, width: step - GAP, missing: index === null },
      // an index of 0 is not an hour without one
      ...(index === null
        ? { y: 0, height }
        : { y: Math.min(y(index), height - 2), height: Math.max(height - y(index), 2) }),
    })),
    lines: apart(LEVELS.filter((level) => level <= top).map((level) => ({ y: y(level), level }))),
    top,
  };
}

/** From the top down, those that have room. */
const apart = (lines: readonly { y: number; level: number }[]) =>
  lines.reduceRight<{ y: number; level: number }[]>(
    (kept, line) => (kept.length > 0 && line.y - kept.at(-1)!.y < LEAST_APART ? kept : [...kept, line]),
    [],
  );
