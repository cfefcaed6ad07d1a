import { type AlertFacts, isMetric } from '#hub/contracts';
import { isSwitch } from '../format/figures.js';

/**
 * Where the limit of an alert lies on its metric's own scale: held against its neighbours, what they measured and the
 * excess. Undefined where there is none: a switch is on or off.
 */
export function alarmLevel({ metric, limit, background = 0 }: AlertFacts): number | undefined {
  if (limit === undefined || (metric !== undefined && isMetric(metric) && isSwitch(metric))) return undefined;
  return background + limit;
}
