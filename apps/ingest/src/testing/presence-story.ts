import { type ClockState, type Device, GROUP, type Presence, type ReadingsItem, STREAM } from '#hub/contracts';
import { PresenceService } from '../presence/presence.service.js';
import { directoryOf, fill } from './directory.js';
import { MemoryGroup } from './memory-context.js';

const VIETNAM_MS = 7 * 3_600_000;
const MIDNIGHT = Date.UTC(2026, 9, 5) - VIETNAM_MS;

/** "10:30" or "10:30:15" of the story's day in Vietnam. */
export function at(time: string): number {
  const [hours, minutes, seconds = '0'] = time.split(':');
  return MIDNIGHT + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}
const clockOf = (ms: number): string => new Date(ms + VIETNAM_MS).toISOString().slice(11, 19);

/** A day as a timeline: what comes when, a tick every second in between, and what people are shown of who is there. */
export class PresenceStory {
  readonly directory;
  readonly group = new MemoryGroup(GROUP.presence);
  #service!: PresenceService;
  #now = 0;
  #told = 0;

  constructor(devices: readonly Device[], start: string) {
    this.directory = directoryOf(devices);
    this.#now = at(start);
    this.restart().until(start);
  }

  /** A new process, with nothing in memory. */
  restart(): this {
    this.#service?.stop();
    this.#service = new PresenceService({ log: this.group, directory: this.directory });
    this.#service.start();
    return this;
  }
  register(devices: readonly Device[]): this {
    fill(this.directory, devices);
    return this;
  }

  /** Ticks up to this time. */
  until(time: string, clock: ClockState = 'ok'): this {
    for (const end = at(time); this.#now <= end; this.#now += 1000)
      this.take([{ type: 'tick', received: this.#now, clock }]);
    return this;
  }
  /** Nothing happens up to this time. */
  off(time: string): this {
    this.#now = at(time);
    return this;
  }

  /** Values come at this time, measured then or at `ts`. */
  values(time: string, device: string, values: Record<string, number>, ts = time): this {
    this.until(time);
    const received = this.#now - 1000;
    return this.take([
      {
        type: 'reading',
        commune: '26734',
        device,
        kind: 'air',
        ts: at(ts),
        received,
        late: false,
        values,
        simulated: false,
      },
    ]);
  }
  /** Values every so many seconds up to a time. */
  every(seconds: number, to: string, device: string, values: Record<string, number>): this {
    for (let next = this.#now - 1000 + 1000 * seconds; next <= at(to); next += 1000 * seconds)
      this.values(clockOf(next), device, values);
    return this.until(to);
  }
  status(time: string, device: string, online: boolean): this {
    this.until(time);
    return this.take([{ type: 'status', commune: '26734', device, online, received: this.#now - 1000 }]);
  }

  take(items: readonly ReadingsItem[], committed = true): this {
    this.group.run((context) => this.#service.onReadings(items, context), committed);
    return this;
  }

  /** What was told since the last call, in words: "air-1 silent since 10:00:00". */
  told(): string[] {
    const all = this.group.of(STREAM.presence);
    const news = all.slice(this.#told);
    this.#told = all.length;
    return news.map(inWords);
  }
}

const inWords = ({ device, link, since, silentMetrics }: Presence): string =>
  `${device} ${link} since ${clockOf(since)}${silentMetrics.length > 0 ? ` without ${silentMetrics.join(', ')}` : ''}`;
