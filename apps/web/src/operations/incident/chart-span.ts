import type { Alert, Incident } from '#hub/contracts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What came before tells whether it came slowly or at once. */
const BEFORE_MS = HOUR;
const AFTER_MS = 30 * MINUTE;
const LONGEST_MS = 31 * 24 * HOUR;

const BINS: readonly (readonly [upToMs: number, every: string, everyMs: number])[] = [
  [6 * HOUR, '1m', MINUTE],
  [24 * HOUR, '5m', 5 * MINUTE],
  [7 * 24 * HOUR, '30m', 30 * MINUTE],
  [Number.POSITIVE_INFINITY, '2h', 2 * HOUR],
];

export interface ChartSpan {
  from: number;
  to: number;
  every: string;
  everyMs: number;
}

/** The time around an incident, ending on a whole bin: the same question until the next one. */
export function spanOf({ startedAt, endedAt }: Pick<Incident, 'startedAt' | 'endedAt'>, now: number): ChartSpan {
  const end = endedAt === undefined ? now : Math.min(now, endedAt + AFTER_MS);
  const from = Math.max(startedAt - BEFORE_MS, end - LONGEST_MS);
  const [, every, everyMs] = BINS.find(([upTo]) => end - from <= upTo)!;
  const whole = (at: number) => Math.ceil(at / everyMs) * everyMs;
  return { from: whole(from) - everyMs, to: whole(end), every, everyMs };
}

/** Whose readings there are to be seen: each box and metric once, that of the lead first. */
export function seriesOf(alerts: readonly Alert[], lead: string): Alert[] {
  const measured = alerts.filter(({ facts }) => facts.metric !== undefined);
  const first = [...measured].sort((a, b) => Number(b.id === lead) - Number(a.id === lead));
  const seen = new Set<string>();
  return first.filter(({ target, facts }) => {
    const key = `${target} ${facts.metric}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

/** Round times for the axis, not more than `most`. */
export function ticksIn({ from, to }: Pick<ChartSpan, 'from' | 'to'>, most: number): number[] {
  const steps = [10, 15, 30, 60, 120, 240, 480, 1440, 2880, 7200].map((minutes) => minutes * MINUTE);
  const step = steps.find((one) => (to - from) / one <= most) ?? steps.at(-1)!;
  // Vietnam's midnight is a round time
  const offset = 7 * HOUR;
  const ticks: number[] = [];
  for (let at = Math.ceil((from + offset) / step) * step - offset; at <= to; at += step) ticks.push(at);
  return ticks;
}
