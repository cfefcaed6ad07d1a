import {
  BOX_METRICS,
  type DeviceCheck,
  type DeviceProfile,
  expectedEveryMs,
  type LatestValue,
  type Metric,
  METRICS,
  type Presence,
  REFUSALS,
  type Refusal,
} from '#hub/contracts';
import type { KnownLabel } from '#hub/registry';

export interface CheckFacts {
  profile: DeviceProfile | undefined;
  label: KnownLabel | undefined;
  /** When it was put up, milliseconds; absent for one that came another way. */
  since: number | undefined;
  latest: Partial<Record<Metric, LatestValue>>;
  presence: Presence | undefined;
  /** Of its account and of its label, newest first. */
  refusals: readonly Refusal[];
}

/** Where the profile is gone. */
const SOME_INTERVAL_MS = 300_000;
const SIGNALS = ['rssi', 'snr'] as const;

/** How a box that was just put up does. Nothing of what was there before counts. */
export function checkOf({ profile, label, since = 0, latest, presence, refusals }: CheckFacts): DeviceCheck {
  const heard = Object.entries(latest).filter(([, { received }]) => received >= since) as [Metric, LatestValue][];
  const times = heard.map(([, { received }]) => received);
  const lastAt = times.length > 0 ? Math.max(...times) : undefined;
  // a link that never broke since began with the first thing that came
  const online = presence?.link === 'online' && presence.since >= since ? [presence.since] : [];
  const firstAt = lastAt === undefined ? undefined : Math.min(...times, ...online);
  // slowed is not refused
  const refusal = refusals.find(({ reason, last }) => reason !== 'rate-slowed' && last > Math.max(since, lastAt ?? 0));
  const expected = expectedOf(profile);
  const missing = expected.filter((metric) => !heard.some(([name]) => name === metric));
  const sends = expected.length > 0 && missing.length === expected.length ? 'off-profile' : 'heard';
  const signal = SIGNALS.flatMap((metric) => heard.filter(([name]) => name === metric))[0];
  return {
    state: refusal ? 'refused' : lastAt === undefined ? 'waiting' : sends,
    ...(label && { provisioning: label.state }),
    expectedEveryMs: profile ? expectedEveryMs(profile) : SOME_INTERVAL_MS,
    ...(firstAt !== undefined && { firstAt, lastAt: lastAt! }),
    ...(signal && { signal: { metric: signal[0], value: signal[1].value, ts: signal[1].ts } }),
    ...(expected.length > 0 && { expected }),
    ...(missing.length > 0 && { missing }),
    values: heard.map(([metric, { value, ts, quality }]) => ({
      ...{ metric, value, ts, ...(quality && { quality }) },
      inRange: inRange(metric, value, profile),
    })),
    ...(refusal && { refusal: { reason: refusal.reason, words: REFUSALS[refusal.reason], last: refusal.last } }),
  };
}

/** A box whose profile measures only itself (a siren) is judged by that. */
function expectedOf(profile: DeviceProfile | undefined): Metric[] {
  const all = Object.keys(profile?.metrics ?? {}) as Metric[];
  const measured = all.filter((metric) => !BOX_METRICS.includes(metric));
  return measured.length > 0 ? measured : all;
}

function inRange(metric: Metric, value: number, profile: DeviceProfile | undefined): boolean {
  const [min, max] = METRICS[metric].range;
  const [low, high] = profile?.metrics[metric]?.range ?? [min, max];
  return value >= Math.max(min, low) && value <= Math.min(max, high);
}
