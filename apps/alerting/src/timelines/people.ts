import type { AlertsItem, IncidentTransition, Reading, ReadingsItem, Tick } from '#hub/contracts';
import { lateAfterMs } from '#hub/contracts';
import { writtenTime } from '../texts/figures.js';
import type { alertingOf, Station } from './stations.js';

export const SECOND = 1000;
export const MINUTE = 60_000;
/** 16:00 in Vietnam. */
export const FOUR = Date.UTC(2026, 5, 2, 9, 0);

type App = ReturnType<typeof alertingOf>;

/** A day in the commune, second by second: what the stations say, and what people are told of it. */
export class Afternoon {
  now = FOUR;
  #lost = new Set<string>();

  constructor(
    readonly app: App,
    readonly stations: readonly Station[],
    /** What a station measures now. */
    readonly measure: (station: Station, now: number) => Reading['values'] = () => ({}),
  ) {}

  lose(stations: readonly Station[]): this {
    for (const { device } of stations) this.#lost.add(device.id);
    return this;
  }
  find(stations: readonly Station[]): this {
    for (const { device } of stations) this.#lost.delete(device.id);
    return this;
  }

  /** Goes on until a time such as "16:54"; `every` sees each second. */
  until(time: string, every: (now: number) => void = () => undefined): this {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const end = FOUR + ((hour - 16) * 60 + minute) * MINUTE;
    for (; this.now < end; this.now += SECOND) {
      every(this.now);
      this.second();
    }
    return this;
  }
  /** What comes in this second; the caller moves the time on. */
  second(): void {
    const items: ReadingsItem[] = this.stations.flatMap((station, i) => this.#says(station, i));
    const tick: Tick = { type: 'tick', received: this.now, clock: 'ok' };
    this.app.take([...items, tick]);
  }

  /** Each incident that was told of, a line each: when, what became of it, how severe, and the title. */
  told(but: readonly IncidentTransition['change'][] = ['updated']): string[] {
    return incidentsOf(this.app.log.items('alerts'))
      .filter(({ change }) => !but.includes(change))
      .map(({ change, incident, at }) => {
        return `${writtenTime(at, at)} ${change} ${incident.severity} ${incident.text.title} (${incident.counts.alerts})`;
      });
  }
  get newest() {
    return incidentsOf(this.app.log.items('alerts')).at(-1)!.incident;
  }

  /** Stations do not all speak in the same second. */
  #says({ device, profile }: Station, i: number): Reading[] {
    if (this.#lost.has(device.id) || (this.now / SECOND + i * 7) % (profile.intervalMs / SECOND) !== 0) return [];
    const values = this.measure({ device, profile }, this.now);
    return [
      {
        ...{ type: 'reading', commune: device.commune, device: device.id, kind: profile.kind },
        ...{ ts: this.now, received: this.now, late: 0 > lateAfterMs(profile), values, simulated: false },
      },
    ];
  }
}

export const incidentsOf = (items: readonly AlertsItem[]): IncidentTransition[] =>
  items.filter((item) => item.type === 'incident');
