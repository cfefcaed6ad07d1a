import {
  type DeviceEvent,
  type FindingsItem,
  GROUP,
  type Plot,
  type Reading,
  type ReadingsItem,
  type SmokeReport,
  type SmokeSource,
  STREAM,
} from '#hub/contracts';
import type { Commit, CommittedState, EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import type { Outlet } from '#hub/water';
import type { SeasonId, SmokeRules } from '#hub/smoke';
import { type Ground, groundOf, type RegisteredView } from './smoke/site.js';
import type { SmokeDesk } from './smoke/smoke-desk.js';
import type { Step } from './step.js';
import type { TrustDesk } from './trust/trust-desk.js';
import type { OutletDesk } from './water/outlet-desk.js';
import type { Station, WaterDesk } from './water/water-desk.js';
import { NO_WATERWAYS, waterStations, type Waterways } from './water/waterways.js';

export interface AnalysisDeps {
  log: Pick<EventLog, 'state' | 'scanBack'>;
  directory: DeviceDirectory;
  smoke: SmokeDesk;
  water: WaterDesk;
  outlets: OutletDesk;
  trust: TrustDesk;
  rules: SmokeRules;
  season: SeasonId;
}

/** What the registry has beside devices: what cameras see, and the canals. */
export interface Known {
  views: readonly RegisteredView[];
  waterways: Waterways;
  /** Fields: what can burn. */
  plots?: readonly Pick<Plot, 'area'>[];
  /** Outlets with a device; absent: as they were. */
  outlets?: readonly Outlet[];
  /** What smokes day after day and is no fire. */
  smokeSources?: readonly SmokeSource[];
}

/** Devices by where they stand. */
interface Places {
  ground: Ground | undefined;
  stations: ReadonlyMap<string, Station>;
}

/**
 * What several readings together tell. It reads what the rules read, and speaks to them as a device does: a finding that
 * people must hear of is also an event of the station that it began at, and the rules decide who is told.
 */
export class AnalysisService {
  #places: Places | undefined;
  #loaded = false;
  /** A batch was handled whose commit has not been heard of. */
  #uncommitted = false;
  #known: Known = { views: [], waterways: NO_WATERWAYS };
  #stopListening: (() => void) | undefined;

  constructor(private readonly deps: AnalysisDeps) {}

  start(): void {
    this.#stopListening = this.deps.directory.onChange(() => (this.#places = undefined), 'things');
  }
  stop(): void {
    this.#stopListening?.();
  }
  /** Something of it was entered anew. */
  know(known: Known): void {
    this.#known = known;
    this.#places = undefined;
    if (known.outlets) this.deps.outlets.know(known.outlets);
  }

  /** What residents told of in the last hours, as it was written down. */
  reported(reports: readonly SmokeReport[]): void {
    this.deps.smoke.reported(reports);
  }

  onReadings(items: readonly ReadingsItem[], commit: Commit): void {
    if (this.#uncommitted || !this.#loaded) this.#load();
    this.#uncommitted = true;
    const told: FindingsItem[] = [];
    const events: DeviceEvent[] = [];
    const step = this.#step(told, events, commit);
    for (const item of items) this.#take(item, step);
    if (told.length > 0) commit.append(STREAM.findings, told);
    if (events.length > 0) commit.append(STREAM.readings, events);
    commit.afterCommit(() => (this.#uncommitted = false));
  }

  #take(item: ReadingsItem, step: Step): void {
    const { smoke, water, outlets, trust } = this.deps;
    const { ground, stations } = this.#here();
    if (item.type === 'reading') {
      step.now = item.received;
      if (ground) smoke.reading(item, ground);
      water.reading(item, stations, this.#known.waterways, step);
      outlets.reading(item, step);
      trust.reading(item);
    } else if (item.type === 'event') smoke.sighting(item);
    else if (item.type === 'tick' && item.clock === 'ok') {
      step.now = item.received;
      if (ground) smoke.tick(ground, step);
      water.tick(step);
      trust.tick(step);
      outlets.tick(step);
    }
  }

  #step(told: FindingsItem[], events: DeviceEvent[], commit: Commit): Step {
    return {
      now: 0,
      tell: (item) => told.push(item),
      event: (event) => events.push(event),
      put: (key, value) => commit.put(key, value),
    };
  }

  #here(): Places {
    if (!this.#places) {
      const { directory, season, rules } = this.deps;
      const { waterways } = this.#known;
      const stations = [...waterStations(directory, waterways)].map(
        ([id, { device, at }]) =>
          [id, { commune: device.commune, simulated: device.simulated, ...(at && { at }) }] as const,
      );
      this.#places = { ground: groundOf(directory, this.#known, { season, rules }), stations: new Map(stations) };
    }
    return this.#places;
  }

  /** As it was committed last, and what the log has of the bin that is open. */
  #load(): void {
    const { log, smoke, water, outlets, trust } = this.deps;
    const state: CommittedState = (prefix) => log.state(GROUP.analysis, prefix);
    for (const desk of [smoke, water, outlets, trust]) desk.load(state);
    if (this.#known.outlets) outlets.know(this.#known.outlets);
    this.#loaded = true;
    const { ground } = this.#here();
    if (!ground || smoke.openSince === 0) return;
    const since: Reading[] = [];
    for (const { item } of log.scanBack(STREAM.readings)) {
      if (item.type === 'tick' && item.received < smoke.openSince) break;
      if (item.type === 'reading') since.push(item);
    }
    for (const reading of since.reverse()) smoke.reading(reading, ground);
  }
}
