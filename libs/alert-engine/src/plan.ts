import { BOX_METRICS, type Device, type DeviceProfile, isGone, type Metric, type Rule } from '#hub/contracts';
import type { Timing } from './condition.js';
import { type EventRule, type EventWatch, eventWatch } from './event-watch.js';
import { LIMITS } from './limits.js';
import { backgroundAmong, contextMs, type ValueRule, worseDirection } from './measure.js';
import { Neighbours } from './neighbours.js';
import { type OfflineWatch, offlineWatch } from './offline-watch.js';
import { ruleFor } from './rule-for.js';
import { Series } from './series.js';
import { allowedSilenceMs, type SilenceWatch, silenceWatch } from './silence-watch.js';
import { type ValueWatch, valueWatch } from './value-watch.js';

/** A device with its profile: what the engine knows of the registry. */
export interface Target {
  device: Device;
  profile: DeviceProfile;
  /** It measures the water of a source, before any canal has it. */
  effluent?: boolean;
}

export interface SeriesPlan {
  series: Series;
  watches: ValueWatch[];
  /** Stations, this one among them, that hold their values against each other's. */
  groups: Group[];
  contextMs: number;
  /** Samples are kept this long: what any rule on them needs, and what may still come late. */
  keepMs: number;
}

/** All watches of one neighbours rule. */
export interface Group {
  watches: readonly ValueWatch[];
  stations: Neighbours;
  /** No sample of any of them is newer: most readings are the newest, and nobody's background. */
  newest: number;
}

/** All that concerns one device, found once and not per reading. */
export interface Plan {
  target: string;
  /** What it was made for: as long as it is these, the plan holds. */
  of: Target;
  series: Map<string, SeriesPlan>;
  events: EventWatch[];
  silences: SilenceWatch[];
  offlines: OfflineWatch[];
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

export type Watch = ValueWatch | EventWatch | SilenceWatch | OfflineWatch;

export const applies = (rule: Rule, { device, profile, effluent = false }: Target): boolean =>
  rule.enabled &&
  !isGone(device.state) &&
  (rule.kinds.includes(profile.kind) || rule.kinds.includes('*')) &&
  (!rule.devices || rule.devices.includes(device.id)) &&
  !(rule.water === 'surface' && effluent);

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
    of: target,
    series: new Map(),
    events: [],
    silences: [],
    offlines: [],
    heard: known?.heard ?? 0,
    judged: target.device.state === 'installed' || target.device.state === 'planned',
  };
  // series that no rule watches any more are kept no longer; those that stay keep their samples
  for (const whole of rules) {
    const rule = ruleFor(whole, target.device);
    if (!applies(rule, target)) continue;
    const old = watches.get(`${rule.id}:${id}`);
    if (rule.type === 'event')
      for (const fresh of eventWatches(rule, target)) {
        const known = watches.get(fresh.key);
        plan.events.push(known?.kind === 'event' ? known : fresh);
      }
    else if (rule.type === 'silence') {
      const allowed = allowedSilenceMs(rule, target.profile);
      const watch = old?.kind === 'silence' ? old : silenceWatch(rule, id, allowed);
      watch.allowedMs = allowed;
      plan.silences.push(watch);
    } else if (rule.type === 'offline') plan.offlines.push(old?.kind === 'offline' ? old : offlineWatch(rule, id));
    else {
      const sp = plan.series.get(rule.metric) ?? seriesPlan(known?.series.get(rule.metric)?.series ?? new Series());
      plan.series.set(rule.metric, sp);
      const timing = timingOf(rule, target.profile);
      const watch = old?.kind === 'value' && old.series === sp.series ? old : valueWatch(rule, id, sp.series, timing);
      watch.timing = timing;
      sp.watches.push(watch);
      sp.contextMs = Math.max(sp.contextMs, contextMs(rule));
      sp.keepMs = Math.max(sp.keepMs, rule.holdMs + rule.clearMs + contextMs(rule) + LIMITS.reorderMs);
    }
  }
  return plan;
}

function eventWatches(rule: EventRule, { device, profile }: Target): EventWatch[] {
  if (!rule.perMetric) return [eventWatch(rule, device.id)];
  const measured = (Object.keys(profile.metrics) as Metric[]).filter((metric) => !BOX_METRICS.includes(metric));
  return measured.map((metric) => eventWatch(rule, device.id, metric));
}

const seriesPlan = (series: Series): SeriesPlan => ({ series, watches: [], groups: [], contextMs: 0, keepMs: 0 });

/** Tells each neighbours watch of the others' series, and each series of the watches that look at it. Once more after samples were restored. */
export function introduceNeighbours(plans: Iterable<Plan>): void {
  const groups = new Map<string, { watch: ValueWatch; sp: SeriesPlan }[]>();
  for (const plan of plans) {
    for (const sp of plan.series.values()) sp.groups = [];
    if (!plan.judged) continue;
    for (const sp of plan.series.values())
      for (const watch of sp.watches)
        if (watch.rule.type === 'neighbours') {
          const group = groups.get(watch.rule.id) ?? [];
          group.push({ watch, sp });
          groups.set(watch.rule.id, group);
        }
  }
  for (const members of groups.values()) {
    const stations = new Neighbours(
      members.map((g) => g.sp.series),
      contextMs(members[0]!.watch.rule),
    );
    const group: Group = { watches: members.map((g) => g.watch), stations, newest: 0 };
    for (const [own, { watch, sp }] of members.entries()) {
      watch.background = backgroundAmong(stations, own);
      group.newest = Math.max(group.newest, watch.series.newest);
      sp.groups.push(group);
    }
  }
}
