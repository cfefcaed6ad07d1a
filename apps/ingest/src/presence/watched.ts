import type { Metric, Presence, Reading } from '#hub/contracts';
import type { QuietLimits } from './limits.js';

/** What is known of a device's link, as it is kept. Times are `received`, milliseconds. */
export interface Kept {
  link: Presence['link'];
  since: number;
  silent: Metric[];
  lastSeen?: number;
  /** When each metric last brought a value. */
  heard: Partial<Record<Metric, number>>;
}

/**
 * One device under watch. Each method tells whether what people are shown has changed. A metric counts as heard when it
 * brings a value, whatever its quality; one that was never heard is not missed, for a profile names all that a model can
 * have.
 */
export class Watched {
  link: Presence['link'];
  since: number;
  silent: Metric[];
  lastSeen: number | undefined;
  heard: Partial<Record<Metric, number>>;
  /** What was last heard is kept as of then. */
  keptAt: number;
  /** Nothing can be silent before this. */
  checkAt = 0;
  /** Quiet is counted from here where nothing was heard since. */
  #countFrom: number;

  constructor(
    readonly device: string,
    public limits: QuietLimits,
    kept: Kept,
  ) {
    this.link = kept.link;
    this.since = kept.since;
    this.silent = kept.silent;
    this.lastSeen = kept.lastSeen;
    this.heard = { ...kept.heard };
    this.keptAt = kept.lastSeen ?? 0;
    // it may have been heard for as long as this without its being kept
    this.#countFrom = kept.lastSeen === undefined ? kept.since : kept.lastSeen + limits.keep;
  }

  /** Anything at all came. */
  seen(received: number): boolean {
    this.lastSeen = received;
    if (this.link === 'online') return false;
    this.#become('online', received);
    // what was not heard while nothing came is not missed yet
    this.#countFrom = received;
    return true;
  }

  read({ received, values }: Reading): boolean {
    let changed = this.seen(received);
    for (const name in values) {
      const metric = name as Metric;
      if (this.heard[metric] === undefined) this.checkAt = 0;
      this.heard[metric] = received;
      if (this.silent.length > 0 && this.silent.includes(metric)) {
        this.silent = this.silent.filter((other) => other !== metric);
        changed = true;
      }
    }
    return changed;
  }

  lost(received: number): boolean {
    if (this.link === 'offline') return false;
    this.#become('offline', received);
    return true;
  }

  /** Quiet counts from `now`: the hub was off, or nobody knows how late it is. */
  restart(now: number): void {
    this.#countFrom = now;
    this.checkAt = 0;
    // a clock that was set back: what was heard was heard before now
    this.since = Math.min(this.since, now);
    if (this.lastSeen !== undefined) this.lastSeen = Math.min(this.lastSeen, now);
    for (const name in this.heard) {
      const metric = name as Metric;
      this.heard[metric] = Math.min(this.heard[metric]!, now);
    }
  }

  /** Decides whether it, or a metric of it, has been quiet for too long. */
  check(now: number): boolean {
    if (now < this.checkAt) return false;
    this.checkAt = Infinity;
    if (this.link !== 'online') return false;
    const from = Math.max(this.lastSeen ?? 0, this.#countFrom);
    if (this.#isQuiet(from, this.limits.device, now)) {
      this.#become('silent', from);
      return true;
    }
    const silent = this.silent.filter((metric) => metric in this.limits.metrics);
    for (const name in this.limits.metrics) {
      const metric = name as Metric;
      const heard = this.heard[metric];
      if (heard === undefined || silent.includes(metric)) continue;
      if (this.#isQuiet(Math.max(heard, this.#countFrom), this.limits.metrics[metric]!, now)) silent.push(metric);
    }
    const changed = silent.length !== this.silent.length || silent.some((metric) => !this.silent.includes(metric));
    this.silent = silent;
    return changed;
  }

  presence(): Presence {
    const { device, link, since, lastSeen, silent } = this;
    return { device, link, since, ...(lastSeen !== undefined && { lastSeen }), silentMetrics: silent };
  }
  kept(): Kept {
    const { link, since, silent, lastSeen, heard } = this;
    return { link, since, silent, ...(lastSeen !== undefined && { lastSeen }), heard: { ...heard } };
  }

  #isQuiet(from: number, limit: number, now: number): boolean {
    if (now - from > limit) return true;
    this.checkAt = Math.min(this.checkAt, from + limit);
    return false;
  }

  #become(link: Presence['link'], since: number): void {
    this.link = link;
    this.since = since;
    this.silent = [];
    this.checkAt = 0;
  }
}
