import { HOUR_MS } from '../calendar.js';
import type { IrrigationTable } from '../reference.js';
import type { Happened } from './happened.js';
import type { Reading } from './plot.js';

/** Water that people told of and a probe does not show: until when it came in, and whether the probe had time enough. */
export interface Inflow {
  at: number;
  is: 'awaited' | 'missing';
}

/**
 * The last inflow of a day, where less than a share of it shows. People tell late: a rise in the hours before it counts, too. Undefined:
 * it shows, it is too little to be seen, or the probe said nothing since.
 */
export function lastInflow(
  { pours }: Happened,
  readings: readonly Reading[],
  { at, most }: { at: number; most: number },
  { measured: rules }: Pick<IrrigationTable, 'measured'>,
): Inflow | undefined {
  const pour = pours.findLast(({ from }) => from <= at);
  if (!pour || at - pour.to > rules.freshHours * HOUR_MS) return undefined;
  const near = readings.filter((one) => one.at > pour.from - rules.toldLateHours * HOUR_MS);
  const before = near.findLast((one) => one.at <= pour.from);
  if (!before || !near.some((one) => one.at > pour.from)) return undefined;
  const expected = Math.min(pour.mm, most - before.stored);
  if (expected < rules.slackMm || highestRise(near) >= rules.seenShare * expected) return undefined;
  const settled = near.some((one) => one.at > pour.to) && at >= pour.to + rules.settleHours * HOUR_MS;
  return { at: Math.min(at, pour.to), is: settled ? 'missing' : 'awaited' };
}

/** mm, from the lowest reading before it. */
function highestRise(readings: readonly Reading[]): number {
  let [least, rise] = [Number.POSITIVE_INFINITY, 0];
  for (const { stored } of readings) {
    least = Math.min(least, stored);
    rise = Math.max(rise, stored - least);
  }
  return rise;
}
