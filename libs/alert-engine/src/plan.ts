import type { Device, DeviceProfile, Metric, Rule } from '#hub/contracts';
import type { Timing } from './condition.js';
import { type EventWatch, eventWatch } from './event-watch.js';
import { LIMITS } from './limits.js';
import { type ValueRule, worseDirection } from './measure.js';
import { emptySeries, type Series } from './series.js';
import { allowedSilenceMs, type SilenceWatch, silenceWatch } from './silence-watch.js';
import { type ValueWatch, valueWatch } from './value-watch.js';

/** A device with its profile: what the engine knows of the registry. */
export interface Target {
  device: Device;
  profile: DeviceProfile;
}

export interface SeriesPlan {
  series: Series;
  watches: ValueWatch[];
  /** Watches of other stations that hold their values against this series. */
  watchedBy: ValueWatch[];
  contextMs: number;
}

/** All that concerns one device, found once and not per reading. */
export interface Plan {
  target: string;
  series: Map<string, SeriesPlan>;
  events: EventWatch[];
  silences: SilenceWatch[];
  /** `received` of the last thing that came, 0 = nothing yet. */
  heard: number;
  /** Values of a device under repair or calibration are heard and never judged. */
  judged: boolean;
}

/** What must be kept again since it was last kept. */
export interface Changed {
  watches: Set<string>;
  targets: Set<string>;
  /** The journal up to now is void: `targets` names all. */
  allTargets: boolean;
  ticks: boolean;
}

export type Watch = ValueWatch | EventWatch | SilenceWatch;

export const applies = (rule: Rule, { device, profile }: Target): boolean =>
  rule.enabled &&
  device.state !== 'retired' &&
  (rule.kinds.includes(profile.kind) || rule.kinds.includes('*')) &&
  (!rule.devices || rule.devices.includes(device.id));

/** A pause longer than this between two samples: nothing is known of what happened in it. */
export const gapMsOf = (profile: DeviceProfile, metric: Metric): number =>
  Math.max(LIMITS.shortestGapMs, 3 * (profile.metrics[metric]?.intervalMs ?? profile.intervalMs));

function timingOf(rule: ValueRule, profile: DeviceProfile): Timing {
  return {
    holdMs: rule.holdMs,
    clearMs: rule.clearMs,
    gapMs: gapMsOf(profile, rule.metric),
    worse: worseDirection(rule),
  };
}

/** Builds the plan of a device on what is known of it already: watches by key, series by metric. */
export function planFor(
  rules: readonly Rule[],
  target: Target,
  watches: ReadonlyMap<string, Watch>,
  known: Plan | undefined,
): Plan {
  const id = target.device.id;
  const plan: Plan = {
    target: id,
    series: new Map(),
    events: [],
    silences: [],
    heard: known?.heard ?? 0,
    judged: target.device.state === 'installed' || target.device.state === 'planned',
  };
  // series that no rule watches any more are kept no longer; those that stay keep their samples
  for (const rule of rules) {
    if (!applies(rule, target)) continue;
    const old = watches.get(`${rule.id}:${id}`);
    if (rule.type === 'event') plan.events.push(old?.kind === 'event' ? old : eventWatch(rule, id));
    else if (rule.type === 'silence') {
      const allowed = allowedSilenceMs(rule, target.profile);
      const watch = old?.kind === 'silence' ? old : silenceWatch(rule, id, allowed);
      watch.allowedMs = allowed;
      plan.silences.push(watch);
    } else {
      const sp = plan.series.get(rule.metric) ?? seriesPlan(known?.series.get(rule.metric)?.series ?? emptySeries());
      plan.series.set(rule.metric, sp);
      const timing = timingOf(rule, target.profile);
      const watch = old?.kind === 'value' && old.series === sp.series ? old : valueWatch(rule, id, sp.series, timing);
      watch.timing = timing;
      sp.watches.push(watch);
      if (rule.type !== 'threshold') sp.contextMs = Math.max(sp.contextMs, rule.windowMs);
    }
  }
  return plan;
}

const seriesPlan = (series: Series): SeriesPlan => ({ series, watches: [], watchedBy: [], contextMs: 0 });

/** Tells each neighbours watch of the others' series, and each series of the watches that look at it. */
export function introduceNeighbours(plans: Iterable<Plan>): void {
  const groups = new Map<string, { watch: ValueWatch; sp: SeriesPlan }[]>();
  for (const plan of plans) {
    if (!plan.judged) continue;
    for (const sp of plan.series.values())
      for (const watch of sp.watches)
        if (watch.rule.type === 'neighbours') {
          const group = groups.get(watch.rule.id) ?? [];
          group.push({ watch, sp });
          groups.set(watch.rule.id, group);
        }
  }
  for (const group of groups.values()) {
    const all = group.map((g) => g.sp.series);
    for (const { watch } of group) watch.neighbours = all;
    for (const { watch, sp } of group)
      for (const other of group) if (other.watch !== watch) sp.watchedBy.push(other.watch);
  }
}
