import { HOUR_MS, type Interval } from '../calendar.js';
import type { PlotNeed, Turn } from './turns.js';

/** What of some intervals others do not take; in order of time, without overlap. */
export function freeTime(open: readonly Interval[], taken: readonly Interval[]): readonly Interval[] {
  const cuts = taken.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  const free: Interval[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...open].sort((a, b) => a.from - b.from)) {
    let at = Math.max(from, end);
    for (const cut of cuts) {
      if (cut.to <= at || cut.from >= to) continue;
      if (cut.from > at) free.push({ from: at, to: cut.from });
      at = Math.max(at, cut.to);
    }
    if (to > at) free.push({ from: at, to });
    end = Math.max(end, to);
  }
  return free;
}

const MINUTE_MS = 60_000;
const toMinute = (ms: number): number => Math.round(ms / MINUTE_MS) * MINUTE_MS;

/**
 * One after the other into the free time; a plot whose turn an interval ends goes on in the next one. Times are full minutes; what is
 * given is exact.
 */
export function laid(
  needs: readonly PlotNeed[],
  { share, capacity, free }: { share: number; capacity: number; free: readonly Interval[] },
): readonly Turn[] {
  const turns: Turn[] = [];
  let [slot, at] = [0, free[0]?.from ?? 0];
  for (const { plot, gate, m3 } of needs) {
    let left = m3 * share;
    while (slot < free.length) {
      const room = ((free[slot]!.to - at) / HOUR_MS) * capacity;
      const take = Math.min(left, room);
      const to = at + (take / capacity) * HOUR_MS;
      // what is less than a minute's rounding is not a turn of its own
      if (toMinute(to) > toMinute(at))
        turns.push({ plot, ...(gate !== undefined && { gate }), from: toMinute(at), to: toMinute(to), m3: take });
      else if (take > 0) addTo(turns, plot, take);
      left -= take;
      at = to;
      if (left <= room * 1e-12 && room - take > 1e-9) break;
      slot++;
      at = free[slot]?.from ?? at;
      if (left <= 1e-9) break;
    }
  }
  return turns;
}

/** Too short for a turn: it goes with the plot's last one, or is not worth opening a gate for. */
function addTo(turns: Turn[], plot: string, m3: number): void {
  const last = turns.findLast((turn) => turn.plot === plot);
  if (last) last.m3 += m3;
}
