import { type Codec, type DeviceProfile, type Metric, METRIC_NAMES, metricSchema } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { z } from 'zod';

const candidateSchema = z.object({
  metric: metricSchema,
  scale: z.number().default(1),
  offset: z.number().default(0),
  /** Only where the device's profile names the metric. */
  profileOnly: z.boolean().default(false),
});
const unitSchema = z.object({ scale: z.number(), offset: z.number().default(0) });
const namesSchema = z.object({
  source: z.string(),
  units: z.record(z.string(), unitSchema),
  unitKeys: z.record(z.string(), z.array(metricSchema)),
  names: z.record(z.string(), z.record(z.string(), z.array(candidateSchema).min(1))),
  ignored: z.record(z.string(), z.array(z.string())),
  events: z.record(z.string(), z.record(z.string(), z.string())),
});

/** What vendors call our metrics and events: data, so that a new name needs no code. */
export const NAMES = namesSchema.parse(readReference('codec-names.json'));

export interface Target {
  metric: Metric;
  scale: number;
  offset: number;
}
export type Lookup = Target | 'ignored' | undefined;

export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Our word for a vendor's event, or undefined. */
export const eventName = (codec: 'frigate' | 'zigbee2mqtt' | 'onvif', name: string): string | undefined =>
  own(NAMES.events[codec]!, name);

const CACHED = 1000;

/** Where a vendor's key leads for a device of this profile. Remembers what it looked up, up to a bound. */
export function nameTable(codec: Codec, profile: DeviceProfile): (key: string) => Lookup {
  const targets = new Map<string, Target>();
  for (const metric of METRIC_NAMES) targets.set(plain(metric), { metric, scale: 1, offset: 0 });
  for (const names of [NAMES.names['common'], NAMES.names[codec]])
    for (const [name, candidates] of Object.entries(names ?? {})) {
      const chosen = candidates.find((c) => c.metric in profile.metrics) ?? candidates.find((c) => !c.profileOnly);
      if (chosen) targets.set(name, { metric: chosen.metric, scale: chosen.scale, offset: chosen.offset });
    }
  const ignored = new Set(NAMES.ignored[codec]);
  const cache = new Map<string, Lookup>();
  return (key) => {
    if (cache.has(key)) return cache.get(key);
    const name = plain(key);
    const found = targets.get(name) ?? (ignored.has(name) ? 'ignored' : undefined);
    if (cache.size < CACHED) cache.set(key, found);
    return found;
  };
}

/** What native packets carry beside our metrics. */
const nativeIgnored = new Set(NAMES.ignored['native']);
export const isNativeIgnored = (key: string): boolean => nativeIgnored.has(key);
