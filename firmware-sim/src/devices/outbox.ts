/** Items that left together. `arrived` once they are acknowledged. */
export interface Shipment<T> {
  items: readonly T[];
  arrived(): void;
}

interface Underway {
  count: number;
  arrived: boolean;
}

/**
 * Store and forward: keeps what is not acknowledged, in order, up to a bound. What was under way when the line dropped
 * goes again. When it is full the oldest item that has not left yet makes room, as in a logger's ring memory.
 */
export class Outbox<T> {
  /** Items that were overwritten before they could leave. */
  lost = 0;
  #items: T[] = [];
  #underway: Underway[] = [];
  #left = 0;

  constructor(readonly capacity = 20_000) {}

  /** Items that are not acknowledged. */
  get waiting(): number {
    return this.#items.length;
  }
  /** Shipments without an answer. */
  get underway(): number {
    return this.#underway.length;
  }

  push(item: T): void {
    if (this.#items.length >= this.capacity) {
      if (this.#left >= this.#items.length) {
        this.lost++;
        return;
      }
      this.#items.splice(this.#left, 1);
      this.lost++;
    }
    this.#items.push(item);
  }

  /** The next items that have not left, at most `max`; undefined when all have. */
  ship(max: number): Shipment<T> | undefined {
    const items = this.#items.slice(this.#left, this.#left + max);
    if (items.length === 0) return undefined;
    const shipment: Underway = { count: items.length, arrived: false };
    this.#underway.push(shipment);
    this.#left += items.length;
    const arrived = () => {
      shipment.arrived = true;
      this.#forget();
    };
    return { items, arrived };
  }

  /** The line dropped: everything without an answer has not left. */
  recall(): void {
    this.#underway = [];
    this.#left = 0;
  }

  /** Lets go of what arrived, from the front; an answer to a shipment that was called back means nothing any more. */
  #forget(): void {
    while (this.#underway[0]?.arrived) {
      const { count } = this.#underway.shift()!;
      this.#items.splice(0, count);
      this.#left -= count;
    }
  }
}
