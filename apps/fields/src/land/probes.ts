import { type Device, isGone, type Metric } from '#hub/contracts';
import type { Measurement } from '#hub/irrigation';
import type { DeviceDirectory } from '#hub/registry';
import { HOUR_MS, type Hours, type Wanted } from '../weather/hours.js';

type Probed = Measurement['metric'];
const PROBED: readonly Probed[] = ['field_level', 'soil_moisture'];

export interface Probe {
  plot: string;
  wanted: Wanted & { metric: Probed };
}

/** Tubes and soil probes that stand on plots. */
export function probesOf(directory: DeviceDirectory): Probe[] {
  return [...directory.devices()].flatMap((device) => probesIn(device, directory));
}

function probesIn(device: Device, directory: DeviceDirectory): Probe[] {
  const { plot, id } = device;
  const profile = directory.profile(device.profile);
  if (plot === undefined || !profile || isGone(device.state)) return [];
  return PROBED.filter((metric) => (metric as Metric) in profile.metrics).map((metric) => ({
    plot,
    wanted: { kind: profile.kind, device: id, metric, aggregate: 'mean' },
  }));
}

/** By plot, what its probes said, an hour each. @throws StoreUnavailableError */
export async function readProbes(
  probes: readonly Probe[],
  hours: Hours,
  { from, now }: { from: number; now: number },
): Promise<Map<string, Measurement[]>> {
  const found = new Map<string, Measurement[]>();
  for (const { plot, wanted } of probes) {
    const list = found.get(plot) ?? [];
    // the mean of an hour is of its middle; of the hour that goes on, of now
    for (const [at, value] of await hours.of(wanted, from, now))
      if (at >= from) list.push({ at: Math.min(at + HOUR_MS / 2, now), metric: wanted.metric, value });
    found.set(plot, list);
  }
  return found;
}
