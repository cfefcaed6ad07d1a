import { joinChannels, type PmSensors } from '#hub/air-quality';
import type { Reading } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import type { DevicePlan } from '../decode/plan.js';

const { channels: RULE } = readReference('pm-sensors.json') as PmSensors;

/**
 * The values of a box with two particle counters with what they say together, unless it says so itself; and whether the
 * two are too far apart to be trusted. A counter out of its range says nothing.
 */
export function joinCounters(
  values: Reading['values'],
  { ranges }: Pick<DevicePlan, 'ranges'>,
): { values: Reading['values']; apart: boolean } {
  if (values.pm25_a === undefined && values.pm25_b === undefined) return { values, apart: false };
  const said = (metric: 'pm25_a' | 'pm25_b') => {
    const [value, [least, most]] = [values[metric], ranges[metric]];
    return value !== undefined && value >= least && value <= most ? value : undefined;
  };
  const joined = joinChannels(said('pm25_a'), said('pm25_b'), RULE);
  if (!joined) return { values, apart: false };
  return { values: { pm25: joined.value, ...values }, apart: joined.apart };
}
