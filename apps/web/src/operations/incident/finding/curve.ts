import type { FindingOf } from '#hub/contracts';

type Curve = FindingOf<'burning'>['stations'][number]['curve'];
const BOX = { width: 200, height: 44, edge: 2 };

/** Fewer ten-minute bins than an hour's are a straight line that says nothing. */
const LEAST_BINS = 6;
export const hasCourse = (curve: Curve): boolean => curve.length >= LEAST_BINS;

/** A curve of two points or more as paths in a box of 200 × 44, from `base` up; what is not known leaves a gap. */
export function curveOf(curve: Curve, base = 0) {
  const [from, to] = [curve[0]!.at, curve.at(-1)!.at];
  const values = curve.map(({ value }) => value);
  const most = Math.max(...values);
  const top = Math.max(base + 1, most, ...curve.map(({ background = 0 }) => background));
  const x = (at: number) => ((at - from) / Math.max(1, to - from)) * BOX.width;
  const y = (value: number) => BOX.height - BOX.edge - ((value - base) / (top - base)) * (BOX.height - 2 * BOX.edge);
  const path = (of: (bin: Curve[number]) => number | undefined) => {
    let isDown = false;
    return curve
      .map((bin) => {
        const value = of(bin);
        const step = value === undefined ? '' : `${isDown ? 'L' : 'M'}${x(bin.at).toFixed(1)} ${y(value).toFixed(1)}`;
        isDown = value !== undefined;
        return step;
      })
      .join('');
  };
  return {
    ...{ value: path(({ value }) => value), background: path(({ background }) => background) },
    ...{ least: Math.min(...values), most, from, to },
  };
}
