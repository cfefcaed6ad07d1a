import { HOUR_MS, type Interval, merged } from '../calendar.js';
import type { PlotNeed, Turn } from './turn.js';

/** What of some intervals others do not take; in order of time, without overlap. */
export function freeTime(open: readonly Interval[], taken: readonly Interval[]): readonly Interval[] {
  const cuts = merged(taken);
  return merged(open).flatMap(({ from, to }) => {
    const free: Interval[] = [];
    let at = from;
    for (const cut of cuts) {
      if (cut.to <= at || cut.from >= to) continue;
      if (cut.from > at) free.push({ from: at, to: cut.from });
      at = Math.max(at, cut.to);
    }
    if (to > at) free.push({ from: at, to });
    return free;
  });
}

const MINUTE_MS = 60_000;
const toMinute = (ms: number): number => Math.round(ms / MINUTE_MS) * MINUTE_MS;

/**
 * One after the other into the free time; a plot whose turn an interval ends goes on in the next one. Turns are full minutes long, their
 * water is exact; for what rounds to no minute no gate is opened.
 */
export function laid(
  needs: readonly PlotNeed[],
  { share, capacity, free }: { share: number; capacity: number; free: readonly Interval[] },
): readonly Turn[] {
  let used = 0;
  return needs.flatMap(({ plot, gate, m3 }) => {
    const begin = toMinute(used);
    used += ((m3 * share) / capacity) * HOUR_MS;
    const pieces = piecesOf(free, begin, toMinute(used));
    const length = pieces.reduce((sum, { from, to }) => sum + to - from, 0);
    return pieces.map(({ from, to }) => ({
      ...{ plot, ...(gate !== undefined && { gate }) },
      ...{ from, to, m3: (m3 * share * (to - from)) / length },
    }));
  });
}

/** Where in the free time its ms from one to another lie. */
function piecesOf(free: readonly Interval[], begin: number, end: number): readonly Interval[] {
  let passed = 0;
  return free.flatMap(({ from, to }) => {
    const piece = {
      from: from + Math.max(0, begin - passed),
      to: from + Math.min(to - from, end - passed),
    };
    passed += to - from;
    return piece.to > piece.from ? [piece] : [];
  });
}
