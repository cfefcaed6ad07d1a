import type { Metric } from '#hub/contracts';
import type { Point } from '../time-series.js';

/** Where a value stands. */
export interface MarkedSeries {
  kind: string;
  device: string;
}
/** What the store is asked: the marks of a series between two times, `to` included. */
export interface MarkSpan extends MarkedSeries {
  from: number;
  to: number;
}
export interface MarkSource {
  /** Whether any value of each series was ever marked. */
  everMarked(series: readonly MarkedSeries[]): Promise<boolean[]>;
  /** Values of each span that stand as not good. */
  marksIn(spans: readonly MarkSpan[]): Promise<{ ts: number; metric: string }[][]>;
}

interface Known {
  /** No value was marked before this run. */
  clean: boolean;
  /** Marks of this run up to here are no longer all remembered. Milliseconds. */
  forgottenTo: number;
}

/** Marks remembered at once, over all devices: a probe that is broken for weeks must not fill the memory. */
const MOST = 50_000;
/** Another run may have stored times that its devices' clocks had ahead. */
const AHEAD_MS = 600_000;

/**
 * Which values stand in the store as not good, as far as a write has to know: fields of a point can be replaced and never
 * removed, so a value that turns good says so only where it was marked. Marks of this run are remembered; the store is
 * asked once for each series whether it has others, and for old times of those that have. One batch at a time.
 */
export class BadMarks {
  readonly #series = new Map<string, Known>();
  /** By series and time, in the order in which they were learnt. */
  readonly #marks = new Map<string, Set<string>>();
  readonly #startedMs: number;

  constructor(
    private readonly source: MarkSource,
    now = Date.now(),
  ) {
    this.#startedMs = now;
  }

  /** Finds out what the batch must know. */
  async prepare(points: readonly Point[]): Promise<void> {
    const unknown = new Map<string, Point>();
    for (const point of points) {
      const key = keyOf(point);
      if (!this.#series.has(key) && !unknown.has(key)) unknown.set(key, point);
    }
    if (unknown.size > 0) {
      const marked = await this.source.everMarked([...unknown.values()]);
      [...unknown.keys()].forEach((key, i) => this.#series.set(key, { clean: !marked[i], forgottenTo: -1 }));
    }
    await this.#askForOld(points);
    // what the batch itself marks counts for what comes after it in there
    for (const point of points)
      for (const metric in point.quality) if (metric in point.values) this.#mark(point, point.ts, metric);
  }

  has(point: Point, metric: string): boolean {
    return this.#marks.size > 0 && (this.#marks.get(placeOf(point, point.ts))?.has(metric) ?? false);
  }

  /** The points are stored: what was good where it stood last is marked no more. */
  stored(points: readonly Point[]): void {
    if (this.#marks.size === 0) return;
    const turned = new Map<Set<string>, Set<string>>();
    for (const point of points) {
      const marked = this.#marks.get(placeOf(point, point.ts));
      if (!marked) continue;
      const good = turned.get(marked) ?? new Set();
      turned.set(marked, good);
      for (const metric in point.values)
        if (point.quality?.[metric as Metric]) good.delete(metric);
        else good.add(metric);
    }
    for (const [marked, good] of turned) for (const metric of good) marked.delete(metric);
  }

  async #askForOld(points: readonly Point[]): Promise<void> {
    const spans = new Map<string, MarkSpan>();
    for (const point of points) {
      const key = keyOf(point);
      const { clean, forgottenTo } = this.#series.get(key)!;
      const { kind, device, ts } = point;
      if (ts > forgottenTo && (clean || ts > this.#startedMs + AHEAD_MS)) continue;
      const span = spans.get(key);
      if (!span) spans.set(key, { kind, device, from: ts, to: ts });
      else {
        span.from = Math.min(span.from, ts);
        span.to = Math.max(span.to, ts);
      }
    }
    if (spans.size === 0) return;
    const asked = [...spans.values()];
    const found = await this.source.marksIn(asked);
    found.forEach((marks, i) => {
      for (const { ts, metric } of marks) this.#mark(asked[i]!, ts, metric);
    });
  }

  #mark(series: MarkedSeries, ts: number, metric: string): void {
    const key = placeOf(series, ts);
    const known = this.#marks.get(key);
    if (known) known.add(metric);
    else this.#marks.set(key, new Set([metric]));
    if (this.#marks.size > MOST) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const oldest = this.#marks.keys().next().value!;
    this.#marks.delete(oldest);
    const space = oldest.lastIndexOf(' ');
    const series = this.#series.get(oldest.slice(0, space))!;
    series.forgottenTo = Math.max(series.forgottenTo, Number(oldest.slice(space + 1)));
  }
}

const keyOf = ({ kind, device }: MarkedSeries) => `${kind} ${device}`;
const placeOf = (series: MarkedSeries, ts: number) => `${keyOf(series)} ${ts}`;
