import type { Metric } from '#hub/contracts';
import {
  type Point,
  type RejectedPoint,
  type SeriesPoint,
  type SeriesQuery,
  StoreUnavailableError,
  type TimeSeries,
} from '#hub/time-series';

/** The store's port in memory: the key of a value is (device, ts, metric), the last write wins. */
export class MemorySeries implements TimeSeries {
  away = false;
  /** Why a point is refused; undefined: it is taken. */
  refuses: (point: Point) => string | undefined = () => undefined;
  /** Called before each rollup answers. */
  onRollUp: () => Promise<void> = async () => undefined;
  readonly points = new Map<string, Point>();
  readonly rolledUp: { device: string; hour: number; values: number }[] = [];
  readonly expired: number[] = [];
  writes: number[] = [];

  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  async write(points: readonly Point[]): Promise<RejectedPoint[]> {
    if (this.away) throw new StoreUnavailableError('the store is away');
    this.writes.push(points.length);
    const rejected: RejectedPoint[] = [];
    for (const point of points) {
      const reason = this.refuses(point);
      if (reason !== undefined) {
        rejected.push({ point, reason });
        continue;
      }
      const key = `${point.device} ${point.ts}`;
      const known = this.points.get(key);
      this.points.set(key, known ? { ...point, values: { ...known.values, ...point.values } } : { ...point });
    }
    return rejected;
  }

  async query({ device, metric, from, to }: SeriesQuery): Promise<SeriesPoint[]> {
    return [...this.points.values()]
      .filter((p) => p.device === device && p.ts >= from && p.ts < to && p.values[metric as Metric] !== undefined)
      .sort((a, b) => a.ts - b.ts)
      .map((p) => ({ time: p.ts, value: p.values[metric as Metric]! }));
  }

  async rollUp(hours: readonly { kind: string; commune: string; device: string; hour: number }[]): Promise<void> {
    if (this.away) throw new StoreUnavailableError('the store is away');
    const counted = hours.map(({ device, hour }) => {
      const within = [...this.points.values()].filter(
        (p) => p.device === device && p.ts >= hour && p.ts < hour + 3_600_000,
      );
      return { device, hour, values: within.length };
    });
    await this.onRollUp();
    this.rolledUp.push(...counted);
  }

  async expire(before: number): Promise<void> {
    this.expired.push(before);
  }
}
