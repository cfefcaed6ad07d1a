import { type Metric, METRICS } from '#hub/contracts';
import { type Station, STATIONS } from '../commune/stations.js';
import { measure, type Values } from '../world/sensors.js';
import type { World } from '../world/world.js';

/** What a box of some model measures. */
export interface Model {
  profile: string;
  /** Empty: nobody says; it measures what the commune's station of that model does, or else what any box does. */
  metrics: readonly Metric[];
}

/** Where the radio's strength is scattered around, dBm. */
const SIGNAL = { mean: -67, spread: 6 };
/** What no station of the commune has a probe for: a common value of it. */
const COMMON: Values = {
  ...{ pm1: 12, co2: 430, no2: 18, so2: 7, o3: 55 },
  ...{ tss: 24, cod: 14, bod5: 6, nh4_n: 0.4 },
  snr: 8,
};
const ANY_BOX = STATIONS.find(({ profile }) => profile === 'generic')!;
/** One of each model that measures. */
const ONE_OF_EACH: readonly Station[] = [
  ...new Map(STATIONS.filter((one) => !one.profile.startsWith('camera')).map((one) => [one.profile, one])).values(),
];

/**
 * As the commune's own station of this model reads, and what else its profile measures as another station there reads it;
 * besides, the strength of its signal. `since`: when it read last, milliseconds.
 */
export function readingOf(world: World, { profile, metrics }: Model, since: number): Values {
  const own = ONE_OF_EACH.find((one) => one.profile === profile);
  const values: Values = own || metrics.length === 0 ? measure(world, own ?? ANY_BOX, since) : {};
  for (const metric of metrics) values[metric] ??= valueOf(world, metric, since);
  return { ...values, rssi: Math.round(SIGNAL.mean + SIGNAL.spread * Math.sin(world.ms / 60_000)) };
}

function valueOf(world: World, metric: Metric, since: number): number {
  for (const station of ONE_OF_EACH) {
    const value = measure(world, station, since)[metric];
    if (value !== undefined) return value;
  }
  const [min, max] = METRICS[metric].range;
  return COMMON[metric] ?? (min + max) / 2;
}
