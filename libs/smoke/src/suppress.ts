import type { KnownSource } from './known-source.js';
import type { SmokeRules } from './rules.js';
import { coRatio } from './score.js';
import { localTime, MINUTE_MS } from './time.js';
import type { Together } from './together.js';

export type SuppressReason =
  | 'sensorStuck'
  | 'channelsApart'
  | 'calendar'
  | 'fog'
  | 'haze'
  | 'traffic'
  | 'knownSource'
  | 'fixedSource';
/** What a suppressed candidate becomes: nothing of it is lost. */
export type SuppressOutcome =
  | 'checkSensor'
  | 'calendarNotice'
  | 'fogNotice'
  | 'hazeNotice'
  | 'trafficNotice'
  | 'knownNotice'
  | 'askToClassify';
export interface Suppressed {
  reason: SuppressReason;
  outcome: SuppressOutcome;
  /** The figure it rests on, in the unit of its threshold. */
  value?: number;
  /** Name of the day in the calendar, or of the known source. */
  name?: string;
}

/** An earlier event of the station: when it began (ms) and its highest excess, µg/m³. */
export interface EarlierEvent {
  from: number;
  peak: number;
}

export interface SuppressInput {
  /** Start of the candidate bin, and of the event that it goes on with, ms. */
  start: number;
  eventFrom: number;
  excess: number;
  humidity?: number;
  fineShare?: number;
  usualFineShare?: number;
  /** CO (mg/m³) and NO2 (µg/m³) above their backgrounds. */
  coExcess?: number;
  no2Excess?: number;
  together: Together;
  /** No other station has a candidate in this bin. */
  alone: boolean;
  earlier: readonly EarlierEvent[];
  /** A source that people entered, upwind of the station, where no other sign says that it is something else. */
  known?: KnownSource;
  /** PM2.5 of the bins up to this one, newest first. */
  recent: readonly number[];
  /** The two counters of one device, µg/m³. */
  channels?: readonly [number, number];
}

type Check = (input: SuppressInput, rules: SmokeRules) => Suppressed | undefined;
/** In this order: what speaks against the measurement first, then what explains it. */
const CHECKS: readonly Check[] = [stuck, channelsApart, calendar, fog, haze, traffic, knownSource, fixedSource];

/** Why a candidate is no straw fire, and what it becomes instead; undefined: nothing speaks against it. */
export function suppress(input: SuppressInput, rules: SmokeRules): Suppressed | undefined {
  for (const check of CHECKS) {
    const found = check(input, rules);
    if (found) return found;
  }
  return undefined;
}

function stuck({ recent }: SuppressInput, { suppress: { sensor } }: SmokeRules): Suppressed | undefined {
  const last = recent.slice(0, sensor.stuckBins);
  if (last.length < sensor.stuckBins || last.some((value) => value !== last[0])) return undefined;
  return { reason: 'sensorStuck', outcome: 'checkSensor', value: last[0]! };
}

function channelsApart({ channels }: SuppressInput, { suppress: { sensor } }: SmokeRules): Suppressed | undefined {
  if (!channels) return undefined;
  const [a, b] = channels;
  const gap = Math.abs(a - b);
  if (gap <= sensor.channelsApart || gap <= (sensor.channelsShare * (a + b)) / 2) return undefined;
  return { reason: 'channelsApart', outcome: 'checkSensor', value: gap };
}

function calendar({ start }: SuppressInput, { suppress: { calendar: days } }: SmokeRules): Suppressed | undefined {
  const day = days.find(({ from, to }) => start >= Date.parse(from) && start < Date.parse(to));
  return day && { reason: 'calendar', outcome: 'calendarNotice', name: day.name };
}

function fog(input: SuppressInput, { suppress: { fog: rule } }: SmokeRules): Suppressed | undefined {
  const { humidity, fineShare, usualFineShare, together } = input;
  if (humidity === undefined || humidity <= rule.humidity || !together.all) return undefined;
  if (
    fineShare !== undefined &&
    usualFineShare !== undefined &&
    Math.abs(fineShare - usualFineShare) >= rule.ratioChange
  )
    return undefined;
  return { reason: 'fog', outcome: 'fogNotice', value: humidity };
}

/** A fire within the haze still stands out: it is more than what the others rose. */
function haze(
  { excess, together }: SuppressInput,
  { suppress: { together: rule } }: SmokeRules,
): Suppressed | undefined {
  if (!together.all || excess > rule.ofOthers * together.rise) return undefined;
  return { reason: 'haze', outcome: 'hazeNotice', value: together.rise };
}

function traffic(input: SuppressInput, rules: SmokeRules): Suppressed | undefined {
  const { weekdays, hours, massRatio, coRise, no2Rise } = rules.suppress.traffic;
  const { weekday, hour } = localTime(input.start, rules);
  if (!weekdays.includes(weekday) || !hours.some(([from, to]) => hour >= from && hour < to)) return undefined;
  const exhaust = (input.coExcess ?? 0) >= coRise || (input.no2Excess ?? 0) >= no2Rise;
  const ratio = input.coExcess === undefined ? undefined : coRatio(input.excess, input.coExcess, rules);
  if (!exhaust || ratio === undefined || ratio >= massRatio) return undefined;
  return { reason: 'traffic', outcome: 'trafficNotice', value: ratio };
}

/** As strong as people know it, or a little more: what burns beside it shows by adding to it. */
function knownSource(
  { known, excess }: SuppressInput,
  { suppress: { known: rule } }: SmokeRules,
): Suppressed | undefined {
  if (!known || excess > rule.stronger * known.usual) return undefined;
  return { reason: 'knownSource', outcome: 'knownNotice', value: known.usual, name: known.name };
}

function fixedSource(input: SuppressInput, rules: SmokeRules): Suppressed | undefined {
  const rule = rules.suppress.fixed;
  if (!input.alone || input.excess >= rule.excessBelow) return undefined;
  const now = localTime(input.eventFrom, rules);
  const days = new Set<number>();
  for (const { from, peak } of input.earlier) {
    const then = localTime(from, rules);
    const past = now.date - then.date;
    const apart = Math.abs((((input.eventFrom - from) / MINUTE_MS + 720) % 1440) - 720);
    if (past >= 1 && past <= rule.ofDays && peak < rule.excessBelow && apart <= rule.withinMinutes) days.add(then.date);
  }
  if (days.size < rule.leastDays) return undefined;
  return { reason: 'fixedSource', outcome: 'askToClassify', value: days.size };
}
