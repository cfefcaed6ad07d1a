import type { DeviceProfile, Metric } from '#hub/contracts';

/** Nothing is silent before this. Milliseconds. */
const SHORTEST_SILENCE_MS = 120_000;
const MISSED_INTERVALS = 3;
/** What was last heard is kept no more often than this. */
const SHORTEST_KEEP_MS = 60_000;

/** How long a device and its metrics may be quiet. Milliseconds. */
export interface QuietLimits {
  device: number;
  /** Metrics of the profile; others come when they come. */
  metrics: Partial<Record<Metric, number>>;
  /** How often it is kept when it was last heard. */
  keep: number;
}

/** Quiet for three intervals, or three uploads where a device gathers measurements first. Cameras speak when they see. */
export function quietLimits(profile: DeviceProfile | undefined): QuietLimits {
  if (!profile) return { device: Infinity, metrics: {}, keep: SHORTEST_KEEP_MS };
  const { intervalMs, uploadIntervalMs = 0 } = profile;
  const after = (interval: number) =>
    Math.max(SHORTEST_SILENCE_MS, MISSED_INTERVALS * Math.max(interval, uploadIntervalMs));
  const metrics: QuietLimits['metrics'] = {};
  for (const [metric, own] of Object.entries(profile.metrics))
    metrics[metric as Metric] = after(own.intervalMs ?? intervalMs);
  return {
    device: profile.kind === 'camera' ? Infinity : after(intervalMs),
    metrics,
    keep: Math.max(SHORTEST_KEEP_MS, intervalMs),
  };
}
