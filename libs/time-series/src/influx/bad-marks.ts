import { CLOCK_TOLERANCE_MS, type Metric } from '#hub/contracts';
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

interface Series extends MarkedSeries {
  /** No value was marked before this run. */
  clean: boolean;
  /** Marked metrics by time. */
  marks: Map<number, Set<string>>;
  /** Marks of this run up to here are no longer all remembered. Milliseconds. */
  forgottenTo: number;
}

/** Marks remembered at once, over all devices: a probe that is broken for weeks must not fill the memory. */
const MOST = 50_000;
/**
 * Which values stand in the store as not good, as far as a write has to know: fields of a point can be replaced and never
 * removed, so a value that turns good says so only where it was marked. Marks of this run are remembered; the store is
 * asked once for each series whether it has others, and for old times of those that have. One batch at a time.
 */
export class BadMarks {
  /** What a device is as a rule: one series, found without making a key of its names. */
  readonly #ofDevice = new Map<string, Series>();
  readonly #series = new Map<string, Series>();
  /** What is remembered, in the order in which it was learnt. */
  readonly #learnt: [series: Series, ts: number][] = [];
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
    for (const point of points) if (!this.#of(point)) unknown.set(keyOf(point), point);
    if (unknown.size > 0) {
      const marked = await this.source.everMarked([...unknown.values()]);
      [...unknown].forEach(([key, { kind, device }], i) =>
        this.#series.set(key, { kind, device, clean: !marked[i], marks: new Map(), forgottenTo: -1 }),
      );
    }
    await this.#askForOld(points);
    // what the batch itself marks counts for what comes after it in there
    for (const point of points)
      for (const metric in point.quality) if (metric in point.values) this.#mark(this.#of(point)!, point.ts, metric);
  }

  has(point: Point, metric: string): boolean {
    const { marks } = this.#of(point)!;
    return marks.size > 0 && (marks.get(point.ts)?.has(metric) ?? false);
  }

  /** The points are stored: what was good where it stood last is marked no more. */
  stored(points: readonly Point[]): void {
    if (this.#learnt.length === 0) return;
    const turned = new Map<Set<string>, Set<string>>();
    for (const point of points) {
      const marked = this.#of(point)!.marks.get(point.ts);
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
    const spans = new Map<Series, MarkSpan>();
    for (const point of points) {
      const series = this.#of(point)!;
      const { kind, device, ts } = point;
      // another run may have stored times that its devices' clocks had ahead
      if (ts > series.forgottenTo && (series.clean || ts > this.#startedMs + CLOCK_TOLERANCE_MS)) continue;
      const span = spans.get(series);
      if (!span) spans.set(series, { kind, device, from: ts, to: ts });
      else {
        span.from = Math.min(span.from, ts);
        span.to = Math.max(span.to, ts);
      }
    }
    if (spans.size === 0) return;
    const found = await this.source.marksIn([...spans.values()]);
    [...spans.keys()].forEach((series, i) => {
      for (const { ts, metric } of found[i]!) this.#mark(series, ts, metric);
    });
  }

  #mark(series: Series, ts: number, metric: string): void {
    const known = series.marks.get(ts);
    if (known) {
      known.add(metric);
      return;
    }
    series.marks.set(ts, new Set([metric]));
    this.#learnt.push([series, ts]);
    if (this.#learnt.length > 2 * MOST) for (const [old, at] of this.#learnt.splice(0, MOST)) forget(old, at);
  }

  #of({ kind, device }: MarkedSeries): Series | undefined {
    const usual = this.#ofDevice.get(device);
    if (usual?.kind === kind) return usual;
    const series = this.#series.get(keyOf({ kind, device }));
    if (series) this.#ofDevice.set(device, series);
    return series;
  }
}

function forget(series: Series, ts: number): void {
  series.marks.delete(ts);
  series.forgottenTo = Math.max(series.forgottenTo, ts);
}

const keyOf = ({ kind, device }: MarkedSeries) => `${kind} ${device}`;
