import type { Block, Device, DeviceProfile, Metric } from '#hub/contracts';
import type { IrrigationTable, Supply } from '#hub/irrigation';
import type { DeviceDirectory } from '#hub/registry';
import { salinityFromEc, salinityFromEc25 } from '#hub/water';
import { DAY_MS, HOUR_MS, type Hours, type Wanted } from '../weather/hours.js';
import { freshWindows } from './fresh-windows.js';

/** How a device tells of salt: by itself, or by conductivity and, where that is not of 25 °C, the water's temperature. */
export interface SaltProbe {
  device: string;
  salinity?: Wanted;
  ec?: Wanted;
  /** Only where conductivity is told as it was measured. */
  temperature?: Wanted;
}

/** So far back is looked for the last that a probe said; and what is older than the second is no news of the water. */
const BACK_MS = 30 * DAY_MS;
const NEWS_MS = 2 * DAY_MS;
/** A tide comes back after a lunar day. */
const TIDE_MS = 25 * HOUR_MS;

/** What measures salt where a block's water is taken; undefined: nothing does. */
export function saltProbeOf(block: Block | undefined, directory: DeviceDirectory): SaltProbe | undefined {
  const device = block?.watched === undefined ? undefined : directory.device(block.watched);
  const profile = device && directory.profile(device.profile);
  if (!profile) return undefined;
  const of = (metric: Metric) => wanted(device, profile, metric);
  const [salinity, ec] = [of('salinity'), of('ec')];
  if (!salinity && !ec) return undefined;
  const temperature = profile.metrics.ec?.at25 === false ? of('water_temperature') : undefined;
  return {
    device: device.id,
    ...(salinity && { salinity }),
    // as measured, and of a temperature that nobody measures: it says nothing
    ...(ec && (profile.metrics.ec?.at25 !== false || temperature) && { ec }),
    ...(temperature && { temperature }),
  };
}

/** Of salt the most in an hour: a front that comes at half past is not thinned by the fresh minutes before it. */
const wanted = ({ id }: Device, { kind, metrics }: DeviceProfile, metric: Metric): Wanted | undefined =>
  metric in metrics
    ? { kind, device: id, metric, aggregate: metric === 'water_temperature' ? 'mean' : 'max' }
    : undefined;

export const wantedOfSalt = ({ salinity, ec, temperature }: SaltProbe): Wanted[] =>
  [salinity, ec, temperature].filter((one) => one !== undefined);

interface Asked {
  now: number;
  table: IrrigationTable;
  /** Whether what a device measures of something is not to be trusted. */
  isDoubted(device: string, metric: string): boolean;
}

/**
 * What is known of salt at the sluice. A salinity that is measured goes before one by conductivity (PSS-78; PSU are taken as
 * g/l), and what is not doubted before what is. Of a probe that is doubted all through the saltiest hour of the last tide
 * counts: it may stop, and never lets through unsaid. @throws StoreUnavailableError
 */
export async function saltSupply(
  probe: SaltProbe,
  hours: Hours,
  { now, table, isDoubted }: Asked,
): Promise<Pick<Supply, 'salinity' | 'fresh' | 'saltProbe'>> {
  const read = async (one: Wanted | undefined) =>
    one ? await hours.of(one, now - BACK_MS, now) : new Map<number, number>();
  const [measured, ec, temperature] = [await read(probe.salinity), await read(probe.ec), await read(probe.temperature)];
  const byEc = saltByEc(ec, probe.temperature && temperature);
  const doubts = (metrics: readonly string[]) => metrics.some((metric) => isDoubted(probe.device, metric));
  const ways = [
    { values: measured, doubted: doubts(['salinity']) },
    { values: byEc, doubted: doubts(probe.temperature ? ['ec', 'water_temperature'] : ['ec']) },
  ].filter(({ values }) => newestOf(values, now) !== undefined);
  const trusted = ways.filter(({ doubted }) => !doubted);
  const doubted = trusted.length === 0 && ways.length > 0;
  const values = merged((doubted ? ways : trusted).map((way) => way.values));
  const newest = newestOf(values, now);
  if (newest === undefined) return { saltProbe: { is: 'silent' } };
  // it may stop however old it is, and lets nothing through unsaid
  if (now - newest > NEWS_MS)
    return { salinity: { value: values.get(newest)!, at: newest }, saltProbe: { is: 'silent', since: newest } };
  if (doubted) {
    const tide = [...values].filter(([hour]) => hour === newest || (hour > now - TIDE_MS && hour <= now));
    const [at, value] = tide.sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]!;
    return { salinity: { value, at }, saltProbe: { is: 'doubted' } };
  }
  const fresh = freshWindows(values, { now, limit: table.salinity.uses['sensitive']!.warnAt });
  return { salinity: { value: values.get(newest)!, at: newest }, ...(fresh && { fresh }) };
}

/** `temperature` undefined: it is conductivity of 25 °C. An hour without its temperature is not known. */
function saltByEc(
  ec: ReadonlyMap<number, number>,
  temperature: ReadonlyMap<number, number> | undefined,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const [hour, value] of ec) {
    if (!temperature) found.set(hour, salinityFromEc25(value));
    const celsius = temperature?.get(hour);
    if (celsius !== undefined) found.set(hour, salinityFromEc(value, celsius));
  }
  return found;
}

/** The first that knows an hour says it. */
function merged(ways: readonly ReadonlyMap<number, number>[]): Map<number, number> {
  return new Map([...ways].reverse().flatMap((way) => [...way]));
}

function newestOf(values: ReadonlyMap<number, number>, now: number): number | undefined {
  const hours = [...values.keys()].filter((hour) => hour <= now);
  return hours.length === 0 ? undefined : Math.max(...hours);
}
