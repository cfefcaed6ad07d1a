import type { Reading, Tick } from '#hub/contracts';
import { StoreUnavailableError, type TimeSeries } from '#hub/time-series';
import { Logger } from '@nestjs/common';
import { GroupState, type StateContext, type StateView } from '../group-state.js';
import type { IngestCounters } from '../metrics/counters.js';
import { type Expiry, nextExpiry, RAW_KEPT_MS } from './expiry.js';

const HOUR_MS = 3_600_000;
/** Hours that are over are looked at this often: late data comes in runs, and one rollup serves the whole run. */
const LOOK_MS = 60_000;
/** Hours in one call: a store that is busy with them keeps writes waiting no longer than that. */
const HOURS_A_CALL = 100;

export interface Hour {
  kind: string;
  commune: string;
  device: string;
  /** Its start, milliseconds. */
  hour: number;
}

/** What one batch changes; `close` once its points are written. */
export interface Books {
  touch(reading: Reading): void;
  tick(tick: Tick): void;
  close(): void;
}

/**
 * Rollups and retention of the store. Hours that data touched are kept in the group's state until they are rolled up, so
 * that a crash costs none; the work itself runs beside the batches, for writes wait for no rollup. Time is that of the
 * ticks in the log.
 */
export class Upkeep {
  readonly #hours = new GroupState<Hour>('hour/');
  readonly #expiry = new GroupState<Expiry>('expiry/');
  /** Hours that are being rolled up, and those of them that a batch has touched since: they have to be done again. */
  #rolling: ReadonlyMap<string, Hour> = new Map();
  #touchedAgain = new Set<string>();
  /** Rolled up, and still in the state. */
  #done = new Set<string>();
  #working: Promise<void> = Promise.resolve();
  #busy = false;
  #stopped = false;
  #lookedAt = 0;
  #problem: string | undefined;
  readonly #logger = new Logger('store');

  constructor(
    private readonly series: TimeSeries,
    private readonly counters: IngestCounters,
  ) {}

  /** Resolves when nothing is at work. */
  settled(): Promise<void> {
    return this.#working;
  }
  /** What is not done yet is done after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  open(context: StateContext): Books {
    const hours = this.#hours.view(context);
    const expiry = this.#expiry.view(context);
    this.#forgetDone(hours, context);
    const latest = new Map<string, number>();
    let now: Tick | undefined;
    return {
      touch: ({ kind, commune, device, ts }) => {
        const hour = Math.floor(ts / HOUR_MS) * HOUR_MS;
        if (latest.get(device) === hour) return;
        latest.set(device, hour);
        const key = `${device}/${hour}`;
        if (this.#rolling.has(key)) this.#touchedAgain.add(key);
        if (!hours.get(key)) hours.set(key, { kind, commune, device, hour });
      },
      tick: (tick) => {
        now = tick;
      },
      close: () => {
        if (now) this.#look(now, hours, expiry, context);
      },
    };
  }

  #forgetDone(hours: StateView<Hour>, context: StateContext): void {
    if (this.#done.size === 0) return;
    const done = [...this.#done];
    for (const key of done) hours.set(key, undefined);
    context.afterCommit(() => {
      for (const key of done) this.#done.delete(key);
    });
  }

  #look(tick: Tick, hours: StateView<Hour>, expiry: StateView<Expiry>, context: StateContext): void {
    const now = tick.received;
    // both ways, for the clock may have been set
    if (this.#busy || this.#stopped || Math.abs(now - this.#lookedAt) < LOOK_MS) return;
    const { due, next } = nextExpiry(expiry.get('next'), tick);
    expiry.set('next', next);
    const over = new Map<string, Hour>();
    for (const [key, hour] of hours.entries()) if (hour.hour + HOUR_MS <= now) over.set(key, hour);
    context.afterCommit(() => {
      this.#lookedAt = now;
      if (over.size === 0 && !due) return;
      this.#busy = true;
      this.#working = this.#work(over, due ? now - RAW_KEPT_MS : undefined).finally(() => {
        this.#busy = false;
      });
    });
  }

  async #work(over: ReadonlyMap<string, Hour>, expireBefore: number | undefined): Promise<void> {
    this.#rolling = over;
    const all = [...over];
    const jobs: (() => Promise<void>)[] = [];
    for (let at = 0; at < all.length; at += HOURS_A_CALL)
      jobs.push(() => this.#rollUp(all.slice(at, at + HOURS_A_CALL)));
    if (expireBefore !== undefined) jobs.push(() => this.series.expire(expireBefore));
    try {
      let problem: string | undefined;
      for (const job of jobs) if (!this.#stopped) problem = (await this.#attempt(job)) ?? problem;
      if (problem !== undefined && problem !== this.#problem) this.#logger.warn(problem);
      this.#problem = problem;
    } catch {
      // the store is away: the hours come up again, and whoever writes tells of it
    }
    this.#rolling = new Map();
    this.#touchedAgain.clear();
  }

  async #rollUp(part: readonly (readonly [key: string, hour: Hour])[]): Promise<void> {
    await this.series.rollUp(part.map(([, hour]) => hour));
    this.counters.hoursRolledUp += part.length;
    for (const [key] of part) if (!this.#touchedAgain.has(key)) this.#done.add(key);
  }

  /** Why it failed: one job that does costs the others nothing, its hours come up again. @throws StoreUnavailableError */
  async #attempt(job: () => Promise<void>): Promise<string | undefined> {
    try {
      await job();
      return undefined;
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      return String(error);
    }
  }
}
