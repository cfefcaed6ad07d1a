import { apart, bearingTo, distance, type Xy } from './plane.js';
import type { SmokeRules } from './rules.js';
import { MINUTE_MS } from './time.js';
import type { Wind } from './wind.js';

/** Smoke or fire that a resident told of: where, and when it was seen (ms). */
export interface Report {
  at: Xy;
  ts: number;
}

/**
 * Metres from a station to the nearest report near in time to the bin from `start`; undefined: none counts. Where a wind
 * blows only what lies upwind does, but for what is so close that no place said in words is surer.
 */
export function reportNear(
  station: Xy,
  start: number,
  wind: Wind | undefined,
  reports: readonly Report[],
  rules: SmokeRules,
): number | undefined {
  const { withinM, nearM, degrees, minutesBefore, minutesAfter } = rules.score.report;
  const blows = wind !== undefined && wind.speed >= rules.bearings.calmBelow;
  const near = reports
    .filter(({ ts }) => ts >= start - minutesBefore * MINUTE_MS && ts <= start + minutesAfter * MINUTE_MS)
    .filter(({ at }) => {
      const metres = distance(station, at);
      return metres <= nearM || !blows || apart(bearingTo(station, at), wind.from) <= degrees;
    })
    .map(({ at }) => distance(station, at))
    .filter((metres) => metres <= withinM);
  return near.length > 0 ? Math.min(...near) : undefined;
}
