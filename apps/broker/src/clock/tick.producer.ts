import { STREAM, type Tick } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import type { ClockGuard } from './clock-guard.js';

const SECOND_MS = 1000;
/** Ticks that may wait for the disk; a second that cannot be kept is a gap, which readers of ticks know of. */
const MOST_WAITING = 5;

/** The log's heartbeat: one tick a second, with what can be said of the clock. */
export class TickProducer {
  #timer: NodeJS.Timeout | undefined;
  #waiting = 0;

  constructor(
    readonly log: EventLog,
    readonly clock: Clock,
    readonly guard: ClockGuard,
  ) {}

  start(): void {
    this.tick();
    this.#timer = setInterval(() => this.tick(), SECOND_MS);
  }
  stop(): void {
    clearInterval(this.#timer);
  }

  tick(): void {
    if (this.#waiting >= MOST_WAITING) return;
    const tick: Tick = { type: 'tick', received: this.clock.now(), clock: this.guard.state() };
    this.#waiting++;
    void this.#append(tick).then(() => this.#waiting--);
  }

  async #append(tick: Tick): Promise<void> {
    try {
      await this.log.append(STREAM.telemetry, [tick]);
    } catch {
      // full disk: whoever sends is told, and the status says so
    }
  }
}
