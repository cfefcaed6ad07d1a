import type { Metric } from '#hub/contracts';
import type { SeriesPoint, TimeSeries } from '#hub/time-series';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** What is newer than this is read each time: senders may still have it in their buffers. */
const FRESH_MS = 2 * DAY_MS;
/** All of it is read anew so soon after the first time, or after late data, then ever more seldom, but this often: they come for hours. */
const SOON_MS = 10 * 60_000;
const ANEW_MS = DAY_MS;
/** An hour that began so long before it was looked for should have been there. */
const LATE_MS = 2 * HOUR_MS;

export interface Wanted {
  kind: string;
  device: string;
  metric: Metric;
  aggregate: 'mean' | 'sum' | 'max';
}
interface Kept {
  from: number;
  /** When all of it was read, how long that is good for, and when any of it was read. */
  readAt: number;
  goodMs: number;
  lookedAt: number;
  /** Beginning of the hour → value. */
  hours: Map<number, number>;
}

/**
 * Hourly values of devices as the store has them, kept in memory, so that a season is not read again every few minutes. Of a device of
 * which nothing older than two days is kept all is read each time: its history may be on the way, and there is little to read.
 */
export class Hours {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly series: Pick<TimeSeries, 'query'>) {}

  /** Values that are good, by the beginning of their hour. @throws StoreUnavailableError */
  async of(wanted: Wanted, from: number, now: number): Promise<ReadonlyMap<number, number>> {
    const key = keyOf(wanted);
    const kept = this.#kept.get(key);
    const recent = hourOf(now - FRESH_MS);
    if (kept && isGood(kept, { from, recent, now })) {
      const start = Math.max(hourOf(from), recent);
      const points = await this.#read(wanted, start, now);
      if (!areLate(points, kept, recent)) {
        for (let hour = start; hour <= now; hour += HOUR_MS) kept.hours.delete(hour);
        for (const { time, value } of points) kept.hours.set(time, value);
        kept.lookedAt = now;
        return kept.hours;
      }
    }
    const points = await this.#read(wanted, hourOf(from), now);
    const goodMs = !kept || areLate(points, kept, recent) ? SOON_MS : Math.min(2 * kept.goodMs, ANEW_MS);
    const hours = new Map(points.map(({ time, value }) => [time, value]));
    this.#kept.set(key, { from, readAt: now, goodMs, lookedAt: now, hours });
    return hours;
  }

  /** Devices that are not asked for any more. */
  keepOnly(wanted: readonly Wanted[]): void {
    const keys = new Set(wanted.map(keyOf));
    for (const key of this.#kept.keys()) if (!keys.has(key)) this.#kept.delete(key);
  }

  #read({ kind, device, metric, aggregate }: Wanted, from: number, now: number): Promise<SeriesPoint[]> {
    return this.series.query({ kind, device, metric, from, to: now + 1, everyMs: HOUR_MS, aggregate });
  }
}

const keyOf = ({ device, metric, aggregate }: Wanted): string => `${device} ${metric} ${aggregate}`;
const hourOf = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

/** Whether only what is fresh must be read again. */
function isGood(kept: Kept, { from, recent, now }: Record<'from' | 'recent' | 'now', number>): boolean {
  // the first that was put in is the oldest
  const [oldest = now] = kept.hours.keys();
  return from >= kept.from && oldest < recent && now - kept.readAt < kept.goodMs;
}

/**
 * Whether hours came, in order of time, that should have been there before, and that end a gap which reaches back beyond what is read
 * each time: a shorter one is read whole by itself.
 */
function areLate(points: readonly SeriesPoint[], { from, lookedAt, hours }: Kept, recent: number): boolean {
  for (const { time } of points) {
    if (time < from) continue;
    if (!hours.has(time)) {
      if (time <= lookedAt - LATE_MS) return true;
    } else if (time >= recent) return false;
  }
  return false;
}
