import type { ClockState } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import { askTimeService, type TimeService } from './time-service.js';

/** A time service may set the clock back by this much without anything being wrong. */
export const TOLERANCE_MS = 2000;
const ASK_MS = 60_000;
const ASK_AGAIN_MS = 10_000;

/**
 * Whether the hub's clock can be believed. A clock earlier than the log's newest record is wrong, or that record is: a
 * time service that is synchronised can tell which, and so can a person.
 */
export class ClockGuard {
  #newest = 0;
  #service: TimeService = 'absent';
  #confirmedBy: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running = false;

  constructor(
    readonly log: EventLog,
    readonly clock: Clock,
    readonly ask: () => Promise<TimeService> = askTimeService,
  ) {}

  /** Waits for nobody: a time service may take seconds to answer, and packets come meanwhile. */
  start(): void {
    this.#running = true;
    this.#newest = this.log.status().lastReceived;
    void this.#askService();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  state(): ClockState {
    const now = this.clock.now();
    const behind = now < this.#newest - TOLERANCE_MS;
    if (!behind) this.#newest = Math.max(this.#newest, now);
    if (this.#confirmedBy !== undefined) return 'ok';
    if (behind) return 'behind';
    return this.#service === 'unsynchronised' ? 'unsynchronised' : 'ok';
  }

  /** An administrator vouches for the clock; counts until the next start. */
  confirm(by: string): void {
    this.#confirmedBy = by;
  }

  /** Who vouched for the clock since the start. */
  get confirmedBy(): string | undefined {
    return this.#confirmedBy;
  }

  async #askService(): Promise<void> {
    this.#service = await this.ask();
    if (!this.#running) return;
    // asked after the clock went back, so it was the record that came from a wrong clock
    if (this.#service === 'synchronised') this.#newest = Math.min(this.#newest, this.clock.now());
    const pause = this.#service === 'unsynchronised' ? ASK_AGAIN_MS : ASK_MS;
    this.#timer = setTimeout(() => void this.#askService(), pause);
    this.#timer.unref();
  }
}
