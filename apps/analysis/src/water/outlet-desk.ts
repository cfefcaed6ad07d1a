import type { Metric, Reading } from '#hub/contracts';
import type { CommittedState } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import {
  closeBins,
  type HeldRules,
  type HeldState,
  type HeldStep,
  type Outlet,
  type OutletLimit,
  quiet,
  type SeveritySteps,
  take,
} from '#hub/water';
import type { Step } from '../step.js';
import { ended, eventOf, type ExceedanceEnd, type ExceedanceFinding, exceedanceOf } from './exceedance.js';

/** Of reference/water.json. */
export interface OutletRules {
  /** `silentMs`: an exceedance of which nothing sound was heard for so long is over. */
  held: HeldRules & { silentMs: number };
  severity: SeveritySteps;
  optical: { metrics: readonly Metric[] };
}
/** What is known of a device beside its values. */
export interface Probes {
  /** Its values are not to be trusted: they page nobody and are no evidence. */
  isDoubted(device: string, metric: Metric): boolean;
  isInstalled(device: string): boolean;
  communeOf(device: string): string;
}

export const probesOf = (
  directory: Pick<DeviceDirectory, 'device'>,
  trust: { doubts(device: string, metric: Metric): boolean },
): Probes => ({
  isDoubted: (device, metric) => trust.doubts(device, metric),
  isInstalled: (device) => directory.device(device)?.state === 'installed',
  communeOf: (device) => directory.device(device)?.commune ?? NOWHERE,
});

/** One metric of a device. */
interface Kept {
  held: HeldState;
  simulated: boolean;
  finding?: ExceedanceFinding;
}
interface Watched {
  key: string;
  source: string;
  device: string;
  limit: OutletLimit;
}
/** Of a device that was taken away meanwhile. */
const NOWHERE = '00000';
const KEY = { held: 'water/held/', outlets: 'water/outlets' };

/**
 * What devices measure at the outlets of sources, against the limits of these sources. Each value is kept with its position
 * in the log, and so are the outlets: after a restart it goes on with those that were known before.
 */
export class OutletDesk {
  readonly #kept = new Map<string, Kept>();
  #outlets: readonly Outlet[] = [];
  #watched = new Map<string, Watched>();
  #byDevice = new Map<string, Watched[]>();
  /** Other outlets were told of, and that is not kept yet. */
  #isNews = false;

  constructor(
    private readonly rules: OutletRules,
    private readonly probes: Probes,
  ) {}

  load(state: CommittedState): void {
    this.#kept.clear();
    this.#watch([]);
    for (const [key, kept] of state<Kept>(KEY.held)) this.#kept.set(key.slice(KEY.held.length), kept);
    for (const [, outlets] of state<readonly Outlet[]>(KEY.outlets)) this.#watch(outlets);
    this.#isNews = false;
  }

  /** From now on these are the outlets. */
  know(outlets: readonly Outlet[]): void {
    this.#isNews = JSON.stringify(outlets) !== JSON.stringify(this.#outlets);
    this.#watch(outlets);
  }

  /** What is late is no news of what pours out now. */
  reading({ device, ts, values, quality, late, simulated }: Reading, step: Step): void {
    const watched = this.#byDevice.get(device);
    if (!watched || late || !this.probes.isInstalled(device)) return;
    for (const one of watched) {
      const { metric } = one.limit;
      const value = values[metric];
      if (value === undefined || quality?.[metric] || this.probes.isDoubted(device, metric)) continue;
      const before = this.#kept.get(one.key) ?? { held: quiet(), simulated };
      this.#go(one, before, take(before.held, { ts, value }, one.limit, this.rules), step);
    }
  }

  /** Time goes on: five minutes are full, and what nothing speaks of any more is over. */
  tick(step: Step): void {
    if (this.#isNews) this.#keepOutlets(step);
    for (const [key, kept] of this.#kept) {
      const one = this.#watched.get(key);
      if (!one) this.#forget(key, kept, 'limit-gone', step);
      else if (this.probes.isDoubted(one.device, one.limit.metric)) this.#forget(key, kept, 'probe-doubted', step);
      else {
        this.#go(one, kept, closeBins(kept.held, step.now, one.limit, this.rules), step);
        const now = this.#kept.get(key)!;
        const { finding } = now;
        if (finding && step.now - finding.updatedAt > this.rules.held.silentMs)
          this.#forget(key, now, 'no-sound-values', step);
      }
    }
  }

  /** Takes over what became of the values of one parameter, and tells of it. */
  #go(one: Watched, before: Kept, { state, events, late }: HeldStep, step: Step): void {
    if (late || state === before.held) return;
    const { finding: known, simulated } = before;
    const newest = state.bins.at(-1);
    const isFuller = newest !== undefined && newest[0] !== before.held.bins.at(-1)?.[0];
    const kept: Kept = { held: state, simulated };
    const cleared = events.find((event) => event.kind === 'cleared');
    if (cleared && known) this.#end(known, cleared.at, 'cleared', step);
    else if (state.open && newest && (isFuller || !known)) {
      const [start, mean] = newest;
      kept.finding = exceedanceOf(state.open, {
        ...{ source: one.source, device: one.device, commune: this.probes.communeOf(one.device) },
        ...{ limit: one.limit, simulated, mean },
        ...{ at: start + this.rules.held.binMs, optical: this.rules.optical.metrics },
      });
      this.#tell(kept.finding, known === undefined, step);
    } else if (known) kept.finding = known;
    this.#keep(one.key, kept, step);
  }

  #tell(finding: ExceedanceFinding, isNew: boolean, step: Step): void {
    const { now } = step;
    step.tell({ type: 'finding', change: isNew ? 'found' : 'changed', finding, at: now });
    step.event(eventOf(finding, isNew ? 'start' : 'update', { ts: finding.updatedAt, now }));
  }

  #end(finding: ExceedanceFinding, at: number, why: ExceedanceEnd, step: Step): void {
    step.tell({ type: 'finding', change: 'over', finding: ended(finding, at, why), at: step.now });
    const about = { ts: Math.max(at, finding.updatedAt + 1), now: step.now, lost: why === 'no-sound-values' };
    step.event(eventOf(finding, 'end', about));
  }

  #forget(key: string, { finding }: Kept, why: ExceedanceEnd, step: Step): void {
    if (finding) this.#end(finding, why === 'no-sound-values' ? finding.updatedAt : step.now, why, step);
    this.#kept.delete(key);
    step.put(KEY.held + key, undefined);
  }

  #keep(key: string, kept: Kept, step: Step): void {
    this.#kept.set(key, kept);
    step.put(KEY.held + key, kept);
  }

  #keepOutlets(step: Step): void {
    this.#isNews = false;
    step.put(KEY.outlets, this.#outlets);
  }

  #watch(outlets: readonly Outlet[]): void {
    this.#outlets = outlets;
    this.#watched = new Map();
    for (const { source, device, limits } of outlets)
      for (const limit of limits) {
        const key = `${device} ${limit.metric}`;
        const other = this.#watched.get(key);
        if (!other || isStricter(limit, other.limit)) this.#watched.set(key, { key, source, device, limit });
      }
    this.#byDevice = new Map();
    for (const one of this.#watched.values())
      this.#byDevice.set(one.device, [...(this.#byDevice.get(one.device) ?? []), one]);
  }
}

/** Where sources share an outlet, it is held against whichever allows less. */
const isStricter = (a: OutletLimit, b: OutletLimit): boolean =>
  (a.max ?? Number.POSITIVE_INFINITY) < (b.max ?? Number.POSITIVE_INFINITY);
