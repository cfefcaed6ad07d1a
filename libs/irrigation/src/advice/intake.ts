import { HOUR_MS, type Interval, merged } from '../calendar.js';

/** When water may be taken: each list is a condition, all must hold; undefined: always. */
export type Windows = Readonly<Record<string, readonly Interval[] | undefined>>;

export interface Intake {
  /** Latest moment to begin; undefined: there is no time left at all. */
  start: number | undefined;
  /** When the gate is open or the pump runs. */
  times: readonly Interval[];
  /** The field gets its water later than it should, or not all of it: hours that are lacking. */
  late: boolean;
  lackingHours: number;
  /** The windows moved the beginning. */
  moved: boolean;
}

/** Moments in which all conditions hold, in order, cut at `from` and `to`. */
export function allowedBetween(windows: Windows, from: number, to: number): readonly Interval[] {
  if (to <= from) return [];
  let allowed: readonly Interval[] = [{ from, to }];
  for (const list of Object.values(windows)) {
    if (!list) continue;
    const sorted = merged(list);
    allowed = allowed.flatMap((one) =>
      sorted.flatMap((other) => {
        const both = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
        return both.to > both.from ? [both] : [];
      }),
    );
  }
  return allowed;
}

/**
 * The latest hours of intake that end by `latestEnd`. Where there are too few before it, the first there are from now on, up to `horizon`.
 */
export function latestIntake(
  windows: Windows,
  { now, latestEnd, horizon, hours }: { now: number; latestEnd: number; horizon: number; hours: number },
): Intake {
  const need = hours * HOUR_MS;
  const times: Interval[] = [];
  let left = need;
  for (const window of [...allowedBetween(windows, now, latestEnd)].reverse()) {
    const take = Math.min(left, window.to - window.from);
    times.unshift({ from: window.to - take, to: window.to });
    left -= take;
    if (left <= 0) break;
  }
  if (left <= 0 && times.length > 0) {
    const start = times[0]!.from;
    return { start, times, late: false, lackingHours: 0, moved: start < latestEnd - need - 1 };
  }
  const soonest: Interval[] = [];
  left = need;
  for (const window of allowedBetween(windows, now, horizon)) {
    const take = Math.min(left, window.to - window.from);
    soonest.push({ from: window.from, to: window.from + take });
    left -= take;
    if (left <= 0) break;
  }
  const start = soonest[0]?.from;
  return { start, times: soonest, late: true, lackingHours: left / HOUR_MS, moved: start !== undefined && start > now };
}
