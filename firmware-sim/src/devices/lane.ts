import { Outbox } from './outbox.js';
import type { MqttPacket } from './packet.js';

/** What one device sends over its account's line: in order, from a buffer of its own. */
export class Lane<T> {
  readonly outbox: Outbox<T>;

  constructor(
    readonly encode: (items: readonly T[]) => MqttPacket,
    /** Items in one packet at most, and packets without an answer at most. */
    readonly most: { batch: number; underway: number; buffered?: number },
  ) {
    this.outbox = new Outbox(most.buffered);
  }

  /** The next packet, or undefined when there is nothing to send or enough under way. */
  next(): { packet: MqttPacket; items: number; arrived: () => void } | undefined {
    if (this.outbox.underway >= this.most.underway) return undefined;
    const shipment = this.outbox.ship(this.most.batch);
    if (!shipment) return undefined;
    const { items, arrived } = shipment;
    return { packet: this.encode(items), items: items.length, arrived };
  }
}
