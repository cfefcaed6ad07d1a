import { GROUP, isGone, type Presence, type ReadingsItem, STREAM, type Tick } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import type { BatchContext } from '../group-state.js';
import { quietLimits } from './limits.js';
import { type Kept, Watched } from './watched.js';

const DEVICE = 'device/';
const TICK = 'tick';
/** Ticks come every second: further apart, the hub was off. Milliseconds. */
const GAP_MS = 10_000;
/** The last tick is kept this often: each second would only wear the disk. */
const KEEP_TICK_MS = 5000;

export interface PresenceDeps {
  log: Pick<EventLog, 'state'>;
  directory: DeviceDirectory;
}

/**
 * Follows who is there. All of it is decided from the readings stream and the registry, on the ticks in between; a batch
 * that was not committed leaves no trace, because the next one starts from the committed state again.
 */
export class PresenceService {
  #devices: Map<string, Watched> | undefined;
  #tick = 0;
  #keptTick = 0;
  #uncommitted = false;
  #directoryChanged = false;
  #stopListening: (() => void) | undefined;

  constructor(private readonly deps: PresenceDeps) {}

  start(): void {
    this.#stopListening = this.deps.directory.onChange(() => {
      this.#directoryChanged = true;
    }, 'things');
  }
  stop(): void {
    this.#stopListening?.();
  }

  onReadings(items: readonly ReadingsItem[], commit: BatchContext): void {
    if (items.length === 0) return;
    if (this.#uncommitted) this.#devices = undefined;
    this.#uncommitted = true;
    const told: Presence[] = [];
    const tell = (watched: Watched) => {
      told.push(watched.presence());
      this.#keep(watched, commit);
    };
    const devices = this.#current(items[0]!.received, commit, tell);
    for (const item of items) {
      if (item.type === 'tick') {
        this.#onTick(item, devices, commit, tell);
        continue;
      }
      const watched = devices.get(item.device);
      if (!watched) continue;
      if (hear(watched, item)) tell(watched);
      else if (Math.abs(item.received - watched.keptAt) >= watched.limits.keep) this.#keep(watched, commit);
    }
    if (told.length > 0) commit.append(STREAM.presence, told);
    commit.afterCommit(() => {
      this.#uncommitted = false;
    });
  }

  #onTick(
    { received: now, clock }: Tick,
    devices: Map<string, Watched>,
    commit: BatchContext,
    tell: (w: Watched) => void,
  ): void {
    const steady = clock === 'ok' && now >= this.#tick && now - this.#tick <= GAP_MS;
    this.#tick = now;
    if (Math.abs(now - this.#keptTick) >= KEEP_TICK_MS) {
      this.#keptTick = now;
      commit.put(TICK, now);
    }
    for (const watched of devices.values()) {
      if (!steady) watched.restart(now);
      else if (watched.check(now)) tell(watched);
    }
  }

  #keep(watched: Watched, commit: BatchContext): void {
    watched.keptAt = watched.lastSeen ?? watched.keptAt;
    commit.put(DEVICE + watched.device, watched.kept());
  }

  #current(now: number, commit: BatchContext, tell: (watched: Watched) => void): Map<string, Watched> {
    if (this.#devices && !this.#directoryChanged) return this.#devices;
    this.#directoryChanged = false;
    const devices = (this.#devices ??= this.#load());
    const { directory } = this.deps;
    for (const id of devices.keys()) {
      const device = directory.device(id);
      if (device && !isGone(device.state)) continue;
      devices.delete(id);
      commit.put(DEVICE + id, undefined);
    }
    for (const { id, state, profile } of directory.devices()) {
      if (isGone(state)) continue;
      const limits = quietLimits(directory.profile(profile));
      const known = devices.get(id);
      if (known) {
        known.limits = limits;
        known.checkAt = 0;
        continue;
      }
      const fresh = new Watched(id, limits, { link: 'never', since: now, silent: [], heard: {} });
      devices.set(id, fresh);
      tell(fresh);
    }
    return devices;
  }

  #load(): Map<string, Watched> {
    const { log, directory } = this.deps;
    const devices = new Map<string, Watched>();
    for (const [key, kept] of log.state<Kept>(GROUP.presence, DEVICE)) {
      const id = key.slice(DEVICE.length);
      const device = directory.device(id);
      devices.set(id, new Watched(id, quietLimits(device && directory.profile(device.profile)), kept));
    }
    for (const [, tick] of log.state<number>(GROUP.presence, TICK)) this.#tick = this.#keptTick = tick;
    return devices;
  }
}

/** Tells whether what people are shown has changed. */
function hear(watched: Watched, item: Exclude<ReadingsItem, Tick>): boolean {
  if (item.type === 'reading') return watched.read(item);
  if (item.type === 'event' && item.byHub) return false;
  if (item.type === 'status' && !item.online) return watched.lost(item.received);
  return watched.seen(item.received);
}
