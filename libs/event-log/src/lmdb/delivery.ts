import type { Position } from '../event-log.js';
import type { Cursor } from './cursors.js';

/** Gathers items that may come from several records, and remembers where each stands. */
export class DeliveryBuilder {
  items: unknown[] = [];
  readonly from: Position;
  next: Position;
  #parts: { at: number; record: number; index: number }[] = [];

  constructor(private readonly start: Cursor) {
    this.from = { record: start.record, index: start.index };
    this.next = this.from;
  }

  add(record: number, items: readonly unknown[], index: number, max: number): void {
    const end = Math.min(items.length, index + max - this.items.length);
    if (end > index) this.#parts.push({ at: this.items.length, record, index });
    const part = items.slice(index, end);
    this.items = this.items.length === 0 ? part : this.items.concat(part);
    this.next = { record, index: end };
  }

  positionOf = (i: number): Position => {
    const part = this.#parts.findLast((p) => p.at <= i)!;
    return { record: part.record, index: part.index + i - part.at };
  };

  /** Items of the stream before a position within it; undefined for any other position. */
  ordinalOf({ record, index }: Position): number | undefined {
    const part = this.#parts.find((p) => p.record === record);
    return part && this.start.ordinal + part.at + index - part.index;
  }
}
