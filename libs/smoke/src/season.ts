import type { SeasonId, SmokeRules } from './rules.js';
import { localTime } from './time.js';

/** Whether straw is usually burnt in these days and at this hour, where the commune lies. */
export function inSeason(ms: number, season: SeasonId, rules: SmokeRules): boolean {
  const { hour, day } = localTime(ms, rules);
  const { hours, days } = rules.seasons[season];
  return hour >= hours[0] && hour < hours[1] && days.some(([from, to]) => from <= day && day <= to);
}
