import { median } from '../stations/clock-and-median.js';
import type { Check, MetricHistory } from './history.js';
import { limitOf } from './limit.js';

const HOUR_MS = 3_600_000;
const BIN_MS = 600_000;

/** Values of both counters in the same ten minutes since a time. */
function pairs(a: MetricHistory, b: MetricHistory, since: number): [a: number, b: number][] {
  const binOf = (ts: number) => Math.floor(ts / BIN_MS);
  const others = new Map(b.recent.map(([ts, value]) => [binOf(ts), value]));
  return a.recent.flatMap(([ts, value]): [number, number][] => {
    const other = others.get(binOf(ts));
    return ts < since || other === undefined ? [] : [[value, other]];
  });
}

/**
 * Two counters in one box say the same of the same air, else one of them is wrong: which one, its neighbours tell where
 * there are any.
 */
export const channels: Check = ({ channels: both, neighbours, now }, { penalties, atLeast }, of) => {
  if (!both || !of.channels) return undefined;
  const since = now - of.channels.hours * HOUR_MS;
  const found = pairs(...both, since);
  if (found.length < Math.min(atLeast.recent, 3 * of.channels.hours)) return undefined;
  const usual = found.map(([a, b]) => (a + b) / 2);
  const gap = median(found.map(([a, b]) => Math.abs(a - b)))!;
  if (gap <= limitOf(of.channels, median(usual)!)) return undefined;
  const [a, b] = [median(found.map(([value]) => value))!, median(found.map(([, value]) => value))!];
  const there = median(neighbours.flatMap(({ recent }) => recent.flatMap(([ts, v]) => (ts < since ? [] : [v]))));
  const nearer = there === undefined ? undefined : Math.abs(a - there) <= Math.abs(b - there) ? 'A' : 'B';
  return { key: 'channels', penalty: penalties.channels.apart, a, b, ...(nearer && { nearer }) };
};

/** One of its two counters has fallen silent: the other one measures on, and nobody vouches for it. */
export const channelGone: Check = ({ channels: both, now }, { penalties, atLeast }, of) => {
  if (!both || !of.channels) return undefined;
  const since = now - of.channels.hours * HOUR_MS;
  const counts = both.map(({ recent }) => recent.filter(([ts]) => ts >= since).length);
  const gone = counts.indexOf(0);
  if (gone < 0 || counts[1 - gone]! < Math.min(atLeast.recent, 3 * of.channels.hours)) return undefined;
  const names = ['A', 'B'] as const;
  return {
    key: 'channel-gone',
    penalty: penalties.channels.gone,
    gone: names[gone]!,
    left: names[1 - gone]!,
    hours: of.channels.hours,
  };
};
