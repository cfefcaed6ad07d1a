import type { DeviceProfile, Metric, Rule } from '#hub/contracts';
import { rank, type Station, valueState } from '../stations/station-state.js';
import { limitFor } from './limits.js';

export interface Choice {
  metric: Metric;
  /**
   * Kinds of stations that may speak, the preferred ones first: a pond's level is no canal's. A station whose profile is
   * not read yet comes last.
   */
  kinds: readonly DeviceProfile['kind'][];
  /** Speak for the commune by the highest value. */
  highest?: boolean;
}

/**
 * Which station speaks for the commune in a tile: of those in alarm about this metric the gravest, else one with a fresh
 * value, by kind and then the highest (`highest`), else one that has reported, else any. Undefined: nobody measures it.
 */
export function chooseStation(
  stations: readonly Station[],
  choice: Choice,
  rules: readonly Rule[],
  now: number,
): Station | undefined {
  const { metric, kinds, highest = false } = choice;
  const able = ableOf(stations, choice);
  const fresh = (s: Station) => (valueState(s, metric, now).state === 'absent' ? 0 : 1);
  const heard = (s: Station) => (s.values[metric] === undefined ? 0 : 1);
  const kind = (s: Station) => (s.profile ? kinds.indexOf(s.profile.kind) : kinds.length);
  const high = (s: Station) => (highest && fresh(s) ? s.values[metric]!.value : 0);
  const usual = (a: Station, b: Station) =>
    fresh(b) - fresh(a) || heard(b) - heard(a) || kind(a) - kind(b) || high(b) - high(a);
  return gravest(able, metric, rules, now) ?? [...able].sort(usual)[0];
}

/** Stations of the right kinds that measure it, or whose model can, by id. */
export const ableOf = (stations: readonly Station[], { metric, kinds }: Choice): Station[] =>
  stations
    .filter((s) => s.profile === undefined || kinds.includes(s.profile.kind))
    .filter((s) => s.values[metric] !== undefined || (s.profile && Object.hasOwn(s.profile.metrics, metric)))
    .sort((a, b) => (a.device.id < b.device.id ? -1 : 1));

/** Of the stations in alarm about a metric: the worse alarm, rather one that still reports, the farthest beyond its limit. */
export function gravest(
  stations: readonly Station[],
  metric: Metric,
  rules: readonly Rule[],
  now: number,
): Station | undefined {
  const fresh = (s: Station) => (valueState(s, metric, now).state === 'absent' ? 0 : 1);
  return stations
    .filter((s) => s.alert?.facts.metric === metric)
    .sort(
      (a, b) =>
        rank(b.alert!.severity) - rank(a.alert!.severity) ||
        fresh(b) - fresh(a) ||
        beyond(b, metric, rules) - beyond(a, metric, rules),
    )[0];
}

/** How far the value is beyond its limit, or beyond its background where that is what it was held against. */
function beyond(station: Station, metric: Metric, rules: readonly Rule[]): number {
  const facts = station.alert!.facts;
  const value = station.values[metric]?.value ?? facts.value ?? 0;
  const limit = limitFor(station, metric, rules);
  if (facts.limit === undefined && facts.background !== undefined) return value - facts.background;
  if (!limit) return value;
  return limit.direction === 'above' ? value - limit.value : limit.value - value;
}
