import type { AqiBand } from '#hub/air-quality';
import { aqiTable } from './bands.js';

export interface Bar {
  x: number;
  width: number;
  /** Top and height; of an hour without an index the whole height, to be hatched. */
  y: number;
  height: number;
  /** Absent: the hour has no index. */
  colour?: string;
}
/** A band of the index as a strip across the chart. */
export interface Strip extends Pick<AqiBand, 'key' | 'vi' | 'en' | 'colour' | 'upTo'> {
  y: number;
  height: number;
}
export interface Chart {
  bars: readonly Bar[];
  /** From the lowest up to the one that the highest hour is in, and two at least. */
  strips: readonly Strip[];
  height: number;
}

const GAP = 2;
const LEAST_STRIPS = 2;
/** A name must have room in its strip, and a quiet day is not a flat one. */
const LEAST_STRIP_PX = 30;
const LEAST_PX = 112;

/**
 * Hours as bars over the width, oldest at the left, in front of the bands of the index. All bands are equally high, as
 * the index has steps: what is read is how far a bar reaches into its band.
 */
export function hoursChart(hours: readonly { index: number | null }[], width: number): Chart {
  const { bands } = aqiTable;
  const of = (index: number) => bands.findIndex(({ upTo }) => index <= upTo);
  const highest = Math.max(...hours.map(({ index }) => (index === null ? 0 : of(index))));
  const shown = bands.slice(0, Math.max(LEAST_STRIPS, highest + 1));
  const strip = Math.max(LEAST_STRIP_PX, LEAST_PX / shown.length);
  const height = strip * shown.length;
  const reach = (index: number) => {
    const band = of(index);
    const from = band === 0 ? 0 : bands[band - 1]!.upTo;
    return (band + (index - from) / (bands[band]!.upTo - from)) * strip;
  };
  const step = width / hours.length;
  return {
    bars: hours.map(({ index }, i) => {
      const stands = { x: i * step + GAP / 2, width: step - GAP };
      if (index === null) return { ...stands, y: 0, height };
      // an index of 0 is not an hour without one
      const high = Math.max(2, reach(index));
      return { ...stands, y: height - high, height: high, colour: bands[of(index)]!.colour };
    }),
    strips: shown.map(({ key, vi, en, colour, upTo }, i) => ({
      ...{ key, vi, en, colour, upTo },
      ...{ y: height - (i + 1) * strip, height: strip },
    })),
    height,
  };
}
