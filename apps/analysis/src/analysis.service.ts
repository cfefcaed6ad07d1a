import { type DeviceEvent, type FindingChange, GROUP, type ReadingsItem, STREAM } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import type { SeasonId, SmokeRules } from '#hub/smoke';
import type { Commit } from './commit.js';
import { type Ground, groundOf, type RegisteredView } from './smoke/site.js';
import type { SmokeDesk, Step } from './smoke/smoke-desk.js';

export interface AnalysisDeps {
  log: Pick<EventLog, 'state' | 'scanBack'>;
  directory: DeviceDirectory;
  smoke: SmokeDesk;
  rules: SmokeRules;
  season: SeasonId;
}

/**
 * What several readings together tell. It reads what the rules read, and speaks to them as a device does: a finding that
 * people must hear of is also an event of the station that it began at, and the rules decide who is told.
 */
export class AnalysisService {
  #ground: Ground | undefined;
  #groundKnown = false;
  #loaded = false;
  /** A batch was handled whose commit has not been heard of. */
  #uncommitted = false;
  #views: readonly RegisteredView[] = [];
  #stopListening: (() => void) | undefined;

  constructor(private readonly deps: AnalysisDeps) {}

  start(): void {
    this.#stopListening = this.deps.directory.onChange(() => (this.#groundKnown = false), 'things');
  }
  stop(): void {
    this.#stopListening?.();
  }
  /** What cameras see was entered anew. */
  see(views: readonly RegisteredView[]): void {
    this.#views = views;
    this.#groundKnown = false;
  }

  onReadings(items: readonly ReadingsItem[], commit: Commit): void {
    if (this.#uncommitted || !this.#loaded) this.#load();
    this.#uncommitted = true;
    const ground = this.#here();
    if (ground) this.#watch(items, ground, commit);
    commit.afterCommit(() => (this.#uncommitted = false));
  }

  #watch(items: readonly ReadingsItem[], ground: Ground, commit: Commit): void {
    const { smoke } = this.deps;
    const told: FindingChange[] = [];
    const events: DeviceEvent[] = [];
    for (const item of items) {
      if (item.type === 'reading') smoke.reading(item, ground);
      else if (item.type === 'event') smoke.sighting(item);
      else if (item.type === 'tick' && item.clock === 'ok')
        smoke.tick(ground, this.#step(item.received, told, events, commit));
    }
    if (told.length > 0) commit.append(STREAM.findings, told);
    if (events.length > 0) commit.append(STREAM.readings, events);
  }

  #step(now: number, told: FindingChange[], events: DeviceEvent[], commit: Commit): Step {
    const commune = (device: string) => this.deps.directory.device(device)?.commune ?? '00000';
    return {
      now,
      tell: (change) =>
        told.push({ ...change, finding: { ...change.finding, commune: commune(change.finding.target) } }),
      event: (event) => events.push({ ...event, commune: commune(event.device) }),
      put: (key, value) => commit.put(key, value),
    };
  }

  #here(): Ground | undefined {
    if (!this.#groundKnown) {
      this.#groundKnown = true;
      const { directory, season, rules } = this.deps;
      this.#ground = groundOf(directory, this.#views, { season, rules });
    }
    return this.#ground;
  }

  /** As it was committed last, and what the log has of the bin that is open. */
  #load(): void {
    const { log, smoke } = this.deps;
    smoke.load((prefix) => log.state(GROUP.analysis, prefix));
    this.#loaded = true;
    const ground = this.#here();
    if (!ground || smoke.openSince === 0) return;
    for (const { item } of log.scanBack(STREAM.readings)) {
      if (item.type === 'tick' && item.received < smoke.openSince) break;
      if (item.type === 'reading') smoke.reading(item, ground);
    }
  }
}
