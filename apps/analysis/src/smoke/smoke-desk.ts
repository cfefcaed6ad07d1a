import type { DeviceEvent, Finding, Metric, Reading, SmokeReport } from '#hub/contracts';
import {
  BINNED,
  binStart,
  closeBin,
  feed,
  feedWind,
  type Hotspot,
  lookEarly,
  NOTHING_SEEN,
  type Seen,
  type Signs,
  type SmokeRules,
  type SmokeState,
  type StationState,
} from '#hub/smoke';
import type { CommittedState } from '#hub/event-log';
import { burningOf, eventOf, targetOf } from './burning.js';
import { commonNotices, fixedSources, isOverAt, knownSources, overOf } from './other-findings.js';
import type { Step } from '../step.js';
import type { Ground } from './site.js';

const MINUTE_MS = 60_000;
/** What was measured in a bin has this long to come, after it is over. */
const GRACE_MS = 90_000;
/** One value in so long is enough of a bin, however often a device sends: a flood must not make bins long. */
const APART_MS = 5000;
/** With fewer stations a value is held against nothing. */
const LEAST_TO_COMPARE = 4;
/** After the hub was off, bins of before are closed as they were; what is older than this nobody waits for. */
const BACK_MS = 3 * 3_600_000;
const KEY = {
  station: 'smoke/station/',
  wind: 'smoke/wind',
  incident: 'smoke/incident/',
  found: 'smoke/found/',
  open: 'smoke/open',
  looked: 'smoke/looked',
};

/**
 * The smoke watch, fed from the log. A bin is closed once, by the log's own clock; what it concluded is kept with the
 * group's position. Raw values of the bin that is open are kept in memory alone: after a restart they are in the log.
 */
export class SmokeDesk {
  #state: SmokeState = NOTHING_SEEN;
  /** Start of the bin that is open. */
  #open = 0;
  #lookedAt = 0;
  /** Findings that are not over, as they were last told. */
  #found = new Map<string, Finding>();
  #sightings: { camera: string; ts: number }[] = [];
  #reports: readonly SmokeReport[] = [];
  /** Since the open bin began: by device, the time of the value of each stretch of `APART_MS`. */
  readonly #heard = new Map<string, Map<number, number>>();

  constructor(
    private readonly rules: SmokeRules,
    private readonly hotspots: () => readonly Hotspot[],
  ) {}

  load(state: CommittedState): void {
    const named = <T>(prefix: string) =>
      Object.fromEntries([...state<T>(prefix)].map(([key, value]) => [key.slice(prefix.length), value]));
    const [wind] = [...state<SmokeState['wind']>(KEY.wind)];
    // raw values of the open bin come from the log again
    const closed = Object.entries(named<StationState>(KEY.station)).map(([id, one]) => [id, { ...one, open: {} }]);
    this.#state = {
      stations: Object.fromEntries(closed) as SmokeState['stations'],
      wind: { ...(wind?.[1] ?? NOTHING_SEEN.wind), open: [] },
      incidents: named(KEY.incident),
    };
    this.#found = new Map(Object.entries(named<Finding>(KEY.found)));
    this.#open = [...state<number>(KEY.open)][0]?.[1] ?? 0;
    this.#lookedAt = [...state<number>(KEY.looked)][0]?.[1] ?? 0;
    this.#sightings = [];
    this.#heard.clear();
  }

  /** From when on raw values are wanted again after a restart. */
  get openSince(): number {
    return this.#open;
  }

  reading({ device, ts, values, quality, kind }: Reading, ground: Ground): void {
    const good = (metric: Metric) => (quality?.[metric] === undefined ? values[metric] : undefined);
    if (ts < this.#open || !(ground.site.stations[device] || ground.masts.has(device))) return;
    if (this.#isHeard(device, ts)) return;
    if (ground.site.stations[device])
      for (const metric of BINNED) {
        const value = good(metric);
        if (value !== undefined) this.#state = feed(this.#state, device, metric, ts, value);
      }
    if (!ground.masts.has(device)) return;
    const [from, speed] = [good('wind_direction'), good('wind_speed')];
    if (from === undefined || speed === undefined) return;
    // after a restart what the log has of the open bin comes before what is read again
    if (this.#state.wind.open.some(([mast, at]) => mast === device && at === ts)) return;
    const radiation = kind === 'weather' ? good('solar_radiation') : undefined;
    this.#state = feedWind(this.#state, device, ts, { from, speed, ...(radiation !== undefined && { radiation }) });
  }

  #isHeard(device: string, ts: number): boolean {
    const stretch = Math.floor(ts / APART_MS);
    const known = this.#heard.get(device) ?? new Map<number, number>();
    const taken = known.get(stretch);
    // boxes send the parts of one measurement in several packets
    if (taken !== undefined) return taken !== ts;
    this.#heard.set(device, known.set(stretch, ts));
    return false;
  }

  sighting({ device, ts, event, phase }: DeviceEvent): void {
    if ((event === 'smoke' || event === 'fire') && phase !== 'end') this.#sightings.push({ camera: device, ts });
  }

  /** All that residents told of lately, in place of what was known. */
  reported(reports: readonly SmokeReport[]): void {
    this.#reports = reports;
  }

  /** The log's clock goes on. */
  tick(ground: Ground, step: Step): void {
    const length = this.rules.bins.minutes * MINUTE_MS;
    const { now } = step;
    if (this.#open === 0 || now - this.#open > BACK_MS || now < this.#open - BACK_MS) this.#begin(now, step);
    while (now >= this.#open + length + GRACE_MS) {
      this.#took(
        closeBin(this.#state, this.#open, ground.site, this.#signs(ground), this.rules),
        this.#open + length,
        ground,
        step,
      );
      this.#open += length;
      step.put(KEY.open, this.#open);
      this.#forgetHeard();
      this.#sightings = this.#sightings.filter(({ ts }) => ts >= this.#open - length);
      this.#end(step);
    }
    this.#early(ground, step);
  }

  /**
   * Once a minute, until something is found: to look for where it is costs more than all the rest, and the bin that is
   * closed does it again. While the last bin waits for its stragglers the new one is not looked at.
   */
  #early(ground: Ground, step: Step): void {
    const { now } = step;
    const length = this.rules.bins.minutes * MINUTE_MS;
    if (Math.floor(now / MINUTE_MS) === Math.floor(this.#lookedAt / MINUTE_MS)) return;
    if (now < this.#open || now >= this.#open + length) return;
    this.#lookedAt = now;
    step.put(KEY.looked, now);
    if (Object.values(this.#state.incidents).some(({ to }) => to > this.#open)) return;
    if (!this.#standsOut(now)) return;
    this.#took(lookEarly(this.#state, now, ground.site, this.#signs(ground), this.rules), now, ground, step);
  }

  /** Whether any station's newest value is so far above the others' that a look may find something: mostly none is. */
  #standsOut(now: number): boolean {
    const { minutes, excess } = this.rules.early;
    const newest = Object.values(this.#state.stations).flatMap(({ open }) => {
      const last = open.pm25?.at(-1);
      return last && last[0] >= now - minutes * MINUTE_MS ? [last[1]] : [];
    });
    const sorted = newest.sort((a, b) => a - b);
    const usual = sorted.length >= LEAST_TO_COMPARE ? sorted[Math.floor((sorted.length - 1) / 2)]! : 0;
    return sorted.length > 0 && sorted.at(-1)! - usual >= excess / 2;
  }

  #forgetHeard(): void {
    const first = Math.floor(this.#open / APART_MS);
    for (const [device, stretches] of this.#heard) {
      for (const stretch of stretches.keys()) if (stretch < first) stretches.delete(stretch);
      if (stretches.size === 0) this.#heard.delete(device);
    }
  }

  #begin(now: number, { put }: Step): void {
    this.#open = binStart(now, this.rules);
    put(KEY.open, this.#open);
  }

  #signs({ toPlane }: Ground): Signs {
    return {
      hotspots: this.hotspots().map(({ lat, lon, ts }) => ({ at: toPlane([lon, lat]), ts })),
      sightings: this.#sightings,
      reports: this.#reports.map(({ lat, lon, seenAt }) => ({ at: toPlane([lon, lat]), ts: seenAt })),
    };
  }

  #took(seen: Seen, ts: number, ground: Ground, step: Step): void {
    this.#state = seen.state;
    for (const key of seen.changed) {
      const [kind, ...rest] = key.split('/');
      const id = rest.join('/');
      if (kind === 'wind') step.put(KEY.wind, this.#state.wind);
      else if (kind === 'station') step.put(KEY.station + id, this.#state.stations[id]);
      else step.put(KEY.incident + id, this.#state.incidents[id]);
    }
    const { simulated, origin } = ground;
    const about = { simulated, origin, cameras: ground.site.cameras ?? {} };
    for (const { incident, location } of seen.incidents) {
      const known = this.#found.get(incident.id);
      const opened = known ?? { target: targetOf(incident), startedAt: incident.from };
      const { target, startedAt } = opened;
      const finding = burningOf({ incident, location, verdicts: seen.verdicts, winds: seen.winds }, this.#state, {
        ...{ ...about, commune: ground.communeOf(target), opened: { target, startedAt } },
        shown: known?.kind === 'burning' ? known.where : undefined,
      });
      this.#tell(finding, step);
      step.event(eventOf(finding, { ts: Math.min(ts, step.now), now: step.now, first: known === undefined }));
    }
    const context = {
      found: this.#found,
      stations: Object.keys(ground.site.stations),
      simulated: ground.simulated,
      communeOf: ground.communeOf,
      at: ts,
    };
    for (const finding of [
      ...commonNotices(seen.notices, context, this.rules),
      ...fixedSources(seen.verdicts, context),
      ...knownSources(seen.verdicts, context),
    ])
      this.#tell(finding, step);
  }

  #tell(finding: Finding, { tell, put, now }: Step): void {
    const change = this.#found.has(finding.id) ? 'changed' : 'found';
    this.#found.set(finding.id, finding);
    put(KEY.found + finding.id, finding);
    tell({ type: 'finding', change, finding, at: now });
  }

  /** What nothing was added to for long enough is over. */
  #end({ tell, put, now }: Step): void {
    for (const finding of this.#found.values()) {
      if (!isOverAt(finding, this.#open, this.rules)) continue;
      this.#found.delete(finding.id);
      put(KEY.found + finding.id, undefined);
      tell({ type: 'finding', change: 'over', finding: overOf(finding), at: now });
    }
  }
}
