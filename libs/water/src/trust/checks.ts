import { median } from '../stations/clock-and-median.js';
import { oxygenSaturation } from './oxygen.js';
import { type Check, DAY_MS, type MetricHistory } from './history.js';
import { limitOf } from './limit.js';

const HOUR_MS = 3_600_000;
const valuesSince = ({ recent }: MetricHistory, since: number) =>
  recent.filter(([ts]) => ts >= since).map(([, v]) => v);
const rangeOf = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

/** The value stands still, while water never does. When the neighbours stand still too, it is the water. */
export const stuck: Check = ({ history, neighbours, now }, { penalties, atLeast }, of) => {
  if (!of.stuck) return undefined;
  const { hours } = of.stuck;
  const stands = (which: MetricHistory) => {
    const values = valuesSince(which, now - hours * HOUR_MS);
    const isLongEnough = which.recent.some(([ts]) => ts <= now - (hours - 0.5) * HOUR_MS);
    if (!isLongEnough || values.length < Math.min(atLeast.recent, 2 * hours)) return undefined;
    const change = rangeOf(values);
    return { change, is: change <= limitOf(of.stuck!, values.at(-1)!) };
  };
  const own = stands(history);
  if (!own?.is) return undefined;
  const others = neighbours.flatMap((n) => stands(n) ?? []);
  if (others.length > 0 && others.every(({ is }) => is)) return undefined;
  return { key: 'stuck', penalty: penalties.stuck, hours, value: history.recent.at(-1)![1], change: own.change };
};

/** Single values far off what came before and after: a bubble, a loose cable. A discharge lasts longer. */
export const spike: Check = ({ history: { recent }, now }, { penalties }, of) => {
  if (!of.spike) return undefined;
  const { by, factor } = of.spike;
  const day = recent.filter(([ts]) => ts >= now - DAY_MS).map(([, v]) => v);
  const jumps = day.slice(1, -1).flatMap((value, i) => {
    const [before, after] = [day[i]!, day[i + 2]!];
    const isAlone = (value - before) * (value - after) > 0;
    const off = Math.min(Math.abs(value - before), Math.abs(value - after));
    const [least, most] = [Math.min(Math.abs(before), Math.abs(after)), Math.max(Math.abs(before), Math.abs(after))];
    const times = Math.max(Math.abs(value) / Math.max(most, 1e-9), least / Math.max(Math.abs(value), 1e-9));
    const isFar = (by !== undefined && off > by) || (factor !== undefined && times > factor);
    return isAlone && isFar ? [off] : [];
  });
  if (jumps.length === 0) return undefined;
  const { each, most } = penalties.spike;
  return {
    key: 'spike',
    penalty: Math.min(most, each * jumps.length),
    count: jumps.length,
    largest: Math.max(...jumps),
  };
};

/** Median of each of the days before now, by how many days ago, newest last. */
function daily(
  hours: readonly (readonly [number, number])[],
  now: number,
  atLeast: number,
): [day: number, value: number][] {
  return Array.from({ length: 7 }, (_, i) => i - 7).flatMap((day): [number, number][] => {
    const from = now + day * DAY_MS;
    const values = hours.filter(([at]) => at >= from && at < from + DAY_MS).map(([, v]) => v);
    return values.length >= atLeast ? [[day, median(values)!]] : [];
  });
}
/** Median of the slopes between all pairs (Theil–Sen): a single bad day changes nothing. */
const slope = (points: readonly (readonly [number, number])[]): number =>
  median(points.flatMap(([x1, y1], i) => points.slice(i + 1).map(([x2, y2]) => (y2 - y1) / (x2 - x1))))!;

/** It goes away from its neighbours, a little each day; without neighbours from its own past, which may be the water. */
export const drift: Check = ({ history, neighbours, now }, { penalties, atLeast }, of) => {
  if (!of.drift) return undefined;
  const perDay = Math.ceil(atLeast.hours / 7);
  const others = neighbours.map((n) => new Map(n.hours));
  const differences = history.hours.flatMap(([at, value]): [number, number][] => {
    const there = median(others.flatMap((o) => o.get(at) ?? []));
    return there === undefined ? [] : [[at, value - there]];
  });
  const against = differences.length >= atLeast.hours ? 'neighbours' : 'own-past';
  const days = daily(against === 'neighbours' ? differences : history.hours, now, perDay);
  if (days.length < atLeast.days) return undefined;
  const perWeek = 7 * slope(days);
  const level = median(history.hours.map(([, v]) => v))!;
  const limit = limitOf(of.drift, level);
  // what goes to and fro does not drift: what is left beside the line has to be smaller than the way along it
  const offset = median(days.map(([day, v]) => v - (perWeek / 7) * day))!;
  const rest = median(days.map(([day, v]) => Math.abs(v - (perWeek / 7) * day - offset)))!;
  if (Math.abs(perWeek) <= limit || rest > Math.abs(perWeek) / 4) return undefined;
  const penalty = penalties.drift[against === 'neighbours' ? 'withNeighbours' : 'alone'];
  return { key: 'drift', penalty, perWeek, limit, against };
};

/**
 * It says something else than its neighbours do: a share of the smaller of the two, so that twice and half as much are as
 * far off. With one neighbour nobody knows which of the two is wrong.
 */
export const apart: Check = ({ history, neighbours, now }, { penalties, atLeast }, of) => {
  if (!of.apart) return undefined;
  const today = (h: MetricHistory) => {
    const values = valuesSince(h, now - DAY_MS);
    return values.length >= atLeast.recent ? median(values) : undefined;
  };
  const value = today(history);
  const others = neighbours.flatMap((n) => today(n) ?? []);
  if (value === undefined || others.length === 0) return undefined;
  const there = median(others)!;
  const limit = limitOf(of.apart, Math.min(Math.abs(value), Math.abs(there)));
  if (Math.abs(value - there) <= limit) return undefined;
  const penalty = penalties.apart[others.length > 1 ? 'several' : 'one'];
  return { key: 'apart', penalty, value, neighbours: there, limit, of: others.length };
};

/** Its last calibration is too long ago, or nobody knows of one. */
export const calibration: Check = ({ calibratedAt, now }, { penalties }, of) => {
  if (of.calibrationDays === undefined) return undefined;
  const { overdue, perMonth, most, unknown } = penalties.calibration;
  if (calibratedAt === undefined) return { key: 'calibration', penalty: unknown, due: of.calibrationDays };
  const days = (now - calibratedAt) / DAY_MS;
  if (days <= of.calibrationDays) return undefined;
  const penalty = Math.min(most, overdue + (perMonth * (days - of.calibrationDays)) / 30);
  return { key: 'calibration', penalty, days, due: of.calibrationDays };
};

/** The probe hangs in the air: no conductivity, and as much oxygen as water in air takes up. */
export const air: Check = ({ latest }, { penalties, air: rule }) => {
  if (latest?.ec === undefined || latest.do === undefined || latest.ec >= rule.ecBelow) return undefined;
  const saturation = latest.do / oxygenSaturation(latest.water_temperature ?? 25);
  if (saturation < rule.saturation.from || saturation > rule.saturation.to) return undefined;
  return { key: 'air', penalty: penalties.air, ec: latest.ec, saturation };
};
