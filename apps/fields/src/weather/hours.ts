import type { Metric } from '#hub/contracts';
import type { TimeSeries } from '#hub/time-series';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** What is newer than this is read each time: senders may still have it in their buffers. */
const FRESH_MS = 2 * DAY_MS;
/** All of it is read anew this often: late data of weeks ago counts, too. */
const ANEW_MS = DAY_MS;

export interface Wanted {
  kind: string;
  device: string;
  metric: Metric;
  aggregate: 'mean' | 'sum' | 'max';
}
interface Kept {
  from: number;
  readAt: number;
  /** Beginning of the hour → value. */
  hours: Map<number, number>;
}

/** Hourly values of devices as the store has them, kept in memory, so that a season is not read again every few minutes. */
export class Hours {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly series: Pick<TimeSeries, 'query'>) {}

  /** Values that are good, by the beginning of their hour. @throws StoreUnavailableError */
  async of(wanted: Wanted, from: number, now: number): Promise<ReadonlyMap<number, number>> {
    const key = `${wanted.device} ${wanted.metric} ${wanted.aggregate}`;
    let kept = this.#kept.get(key);
    if (!kept || from < kept.from || now - kept.readAt >= ANEW_MS) {
      kept = { from, readAt: now, hours: new Map() };
      await this.#read(wanted, kept, from, now);
      this.#kept.set(key, kept);
    } else await this.#read(wanted, kept, Math.max(from, now - FRESH_MS), now);
    return kept.hours;
  }

  /** Devices that are not asked for any more. */
  keepOnly(wanted: readonly Wanted[]): void {
    const keys = new Set(wanted.map(({ device, metric, aggregate }) => `${device} ${metric} ${aggregate}`));
    for (const key of this.#kept.keys()) if (!keys.has(key)) this.#kept.delete(key);
  }

  async #read({ kind, device, metric, aggregate }: Wanted, { hours }: Kept, from: number, now: number): Promise<void> {
    const start = Math.floor(from / HOUR_MS) * HOUR_MS;
    const points = await this.series.query({
      ...{ kind, device, metric, from: start, to: now + 1, everyMs: HOUR_MS, aggregate },
    });
    for (const hour of hours.keys()) if (hour >= start) hours.delete(hour);
    for (const { time, value } of points) hours.set(time, value);
  }
}
