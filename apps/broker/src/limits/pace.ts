import type { RefusalLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import type { BrokerCounters } from '../metrics/counters.js';
import { slowDown } from '../mqtt/client-guards.js';
import type { HubClient } from '../mqtt/hub-aedes.js';

/**
 * Holds accounts to their rate: who is ahead of it is not heard until the debt is paid. Everything that a client asks
 * for counts, refused packets and pings as well, so that no flood is free.
 */
export class Pace {
  constructor(
    readonly clock: Clock,
    readonly refusals: RefusalLog,
    readonly counters: BrokerCounters,
  ) {}

  /** One packet with so many bytes and readings. */
  charge(client: HubClient, now: number, bytes = 0, readings = 0): void {
    const session = client.session!;
    if (session.rate.take(now, bytes, readings) <= 0 || session.slowed || client.closed) return;
    this.counters.slowed++;
    this.refusals.note({ account: session.id, address: session.address, reason: 'rate-slowed' });
    slowDown(client, () => session.rate.debtMs(this.clock.now()));
  }
}
