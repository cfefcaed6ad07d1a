import type { Background } from './background.js';
import type { SmokeRules } from './rules.js';

/** Why a bin is a candidate, or is not. */
export type Candidacy = 'candidate' | 'noValue' | 'noBackground' | 'excessTooLow' | 'ratioTooLow';

export interface Excess {
  because: Candidacy;
  /** PM2.5 above the background, µg/m³; absent without a value or a background. */
  excess?: number;
}

/** Whether PM2.5 `x` of a bin stands out of its background, both µg/m³. */
export function excessOf(
  x: number | undefined,
  background: Background | undefined,
  { candidate: rule }: SmokeRules,
): Excess {
  if (x === undefined) return { because: 'noValue' };
  if (!background) return { because: 'noBackground' };
  const excess = x - background.value;
  if (excess < rule.excess) return { because: 'excessTooLow', excess };
  if (x < rule.ratio * Math.max(background.value, rule.leastBackground)) return { because: 'ratioTooLow', excess };
  return { because: 'candidate', excess };
}
