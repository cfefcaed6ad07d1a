import type { SmokeRules } from './rules.js';
import { median } from './statistics.js';

/** How the stations moved against what each of them usually shows. */
export interface Together {
  /** All of them rose: what did it is not of one place. */
  all: boolean;
  /** How many rose, of how many. */
  rose: number;
  of: number;
  /** Median rise, µg/m³. */
  rise: number;
}

/** Whether the air of all stations rose together. `rises`: PM2.5 of the bin above each station's own low of the day. */
export function togetherOf(rises: readonly number[], { suppress: { together: rule } }: SmokeRules): Together {
  const rose = rises.filter((rise) => rise >= rule.rise).length;
  const all = rises.length >= rule.leastStations && rose >= rule.share * rises.length;
  return { all, rose, of: rises.length, rise: rises.length > 0 ? median(rises) : 0 };
}
