import type { ClockState, HubStatus, ReadingsItem } from '#hub/contracts';

type Outage = NonNullable<HubStatus['outage']>;

/** Ticks come every second: further apart than this, the hub was off, and not only restarted. Milliseconds. */
const GAP_MS = 30_000;
/** The last tick is kept this often: each second would only wear the disk. */
const KEEP_MS = 5000;
/** Readings from the time of the outage still come for so long after it. */
const BACKFILL_MS = 6 * 3_600_000;

export interface KeptHeartbeat {
  last: number;
  outage?: Outage;
}

/** Follows the ticks of the readings stream: what the hub thinks of its clock, and when it was off last. */
export class Heartbeat {
  clock: ClockState = 'ok';
  #last = 0;
  #keptLast = 0;
  #outage: Outage | undefined;
  #changed = false;

  restore({ last, outage }: KeptHeartbeat): void {
    this.#last = last;
    this.#outage = outage;
  }

  take(item: ReadingsItem): void {
    if (item.type === 'tick') this.#tick(item.received, item.clock);
    else if (item.type === 'reading') this.#backfill(item.ts, item.received);
  }

  outage(): Outage | undefined {
    return this.#outage;
  }

  /** What is to be kept, where there is anything new. */
  changes(): KeptHeartbeat | undefined {
    if (!this.#changed && Math.abs(this.#last - this.#keptLast) < KEEP_MS) return undefined;
    this.#changed = false;
    this.#keptLast = this.#last;
    return { last: this.#last, ...(this.#outage && { outage: this.#outage }) };
  }

  #tick(received: number, clock: ClockState): void {
    this.clock = clock;
    if (this.#last > 0 && received - this.#last > GAP_MS && clock !== 'behind') {
      this.#outage = { from: this.#last, to: received, backfilled: 0 };
      this.#changed = true;
    }
    this.#last = received;
  }

  #backfill(ts: number, received: number): void {
    const outage = this.#outage;
    if (!outage || ts < outage.from || ts >= outage.to) return;
    if (received < outage.to || received - outage.to > BACKFILL_MS) return;
    outage.backfilled++;
    this.#changed = true;
  }
}
