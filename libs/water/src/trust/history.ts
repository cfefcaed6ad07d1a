import type { Metric } from '#hub/contracts';
import { median } from '../stations/clock-and-median.js';

/** What is kept of a metric of a device: plain JSON, some three hundred numbers at most. */
export interface MetricHistory {
  /** Last value of each ten minutes of the last day: time and value, oldest first. */
  recent: [ts: number, value: number][];
  /** Start of the hour and its median, of the last seven days, oldest first. */
  hours: [start: number, median: number][];
}
export const noHistory = (): MetricHistory => ({ recent: [], hours: [] });

const BIN_MS = 600_000;
const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const DAYS = 7;
const startOf = (ts: number, ms: number) => Math.floor(ts / ms) * ms;

/** The history with a value more; of ten minutes the last one stays. An older value than the last changes nothing. */
export function remember(history: MetricHistory, ts: number, value: number): MetricHistory {
  const last = history.recent.at(-1);
  if (last && ts < last[0]) return history;
  const hour = startOf(ts, HOUR_MS);
  const earlier = last && startOf(last[0], HOUR_MS);
  const isSameBin = last !== undefined && startOf(last[0], BIN_MS) === startOf(ts, BIN_MS);
  const kept = isSameBin ? history.recent.slice(0, -1) : history.recent;
  const hours =
    earlier === undefined || earlier === hour ? history.hours : [...history.hours, hourOfRecent(history, earlier)];
  return {
    recent: [...kept.filter(([at]) => at > ts - DAY_MS), [ts, value]],
    hours: hours.filter(([at]) => at >= hour - DAYS * DAY_MS),
  };
}
const hourOfRecent = ({ recent }: MetricHistory, start: number): [number, number] => [
  start,
  median(recent.filter(([ts]) => startOf(ts, HOUR_MS) === start).map(([, value]) => value))!,
];

/** How a metric is judged; a check whose figures are absent is not made. `reference/trust.json`. */
export interface MetricTrust {
  /** No change by more than this share (or by so much) in so many hours. */
  stuck?: { share?: number; by?: number; hours: number };
  /** A single value that is so far off both its neighbours in time: by so much, or by this factor. */
  spike?: { by?: number; factor?: number };
  /** Difference to the neighbours that grows by so much (or by this share) in a week. */
  drift?: { by?: number; share?: number };
  /** Difference to the neighbours' median: by so much, or as a share of the smaller of the two. */
  apart?: { by?: number; share?: number };
  /** Two counters of one box that are to agree, and how far they may be from each other, for so many hours. */
  channels?: { of: readonly [a: Metric, b: Metric]; by?: number; share?: number; hours: number };
  /** Days after which it wants to be calibrated. */
  calibrationDays?: number;
}
export interface TrustRules {
  /** Below it nobody should act on the values alone. */
  low: number;
  /** Below it there is something to say of a probe, and to do about it. */
  told: number;
  penalties: {
    stuck: number;
    spike: { each: number; most: number };
    drift: { withNeighbours: number; alone: number };
    apart: { several: number; one: number };
    channels: { apart: number; gone: number };
    calibration: { overdue: number; perMonth: number; most: number; unknown: number };
    air: number;
  };
  /** Values that must be there: of a day's ten minutes, of a week's hours, of days with a median. */
  atLeast: { recent: number; hours: number; days: number };
  air: { ecBelow: number; saturation: { from: number; to: number } };
  metrics: Partial<Record<Metric, MetricTrust>>;
  /** What to look at first, by what was found. */
  maintenance: Record<string, { vi: string; en: string }>;
}

/** What of the probe's other metrics says that it hangs in the air: EC mS/cm, DO mg/l, water °C. */
export interface Companions {
  ec?: number;
  do?: number;
  water_temperature?: number;
}
export interface TrustInput {
  metric: Metric;
  now: number;
  history: MetricHistory;
  /** The same metric of devices nearby, in any order. */
  neighbours: readonly MetricHistory[];
  /** What its two counters say, where it has two. */
  channels?: readonly [MetricHistory, MetricHistory];
  /** ms; absent: nobody knows. */
  calibratedAt?: number;
  latest?: Companions;
}

export type Finding = { penalty: number } & (
  | { key: 'stuck'; hours: number; value: number; change: number }
  | { key: 'spike'; count: number; largest: number }
  | { key: 'drift'; perWeek: number; limit: number; against: 'neighbours' | 'own-past' }
  | { key: 'apart'; value: number; neighbours: number; limit: number; of: number }
  | { key: 'channels'; a: number; b: number; nearer?: 'A' | 'B' }
  | { key: 'channel-gone'; gone: 'A' | 'B'; left: 'A' | 'B'; hours: number }
  | { key: 'calibration'; days?: number; due: number }
  | { key: 'air'; ec: number; saturation: number }
);
/** One reason to trust a metric less, or nothing. */
export type Check = (input: TrustInput, rules: TrustRules, of: MetricTrust) => Finding | undefined;
