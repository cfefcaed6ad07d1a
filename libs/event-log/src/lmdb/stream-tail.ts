/** A record in memory: growing, being written, or on disk and kept for readers that are near the end. */
export interface Segment {
  record: number;
  /** Items of the stream before it. */
  base: number;
  at: number;
  items: unknown[];
  /** Rough size of its items in memory. */
  weight: number;
  state: 'pending' | 'writing' | 'flushed';
}

const MAX_ITEMS = 4096;
const MAX_WEIGHT = 256 << 10;

/** The end of a stream in memory: consecutive records, oldest first. */
export class StreamTail {
  segments: Segment[] = [];
  weight = 0;
  /** Oldest record kept, wherever it is, and what came before it. */
  first: number;
  firstBase: number;
  firstOffset: number;
  /** What the next record and item will be. */
  nextRecord: number;
  nextBase: number;
  nextOffset: number;

  constructor(start: { record: number; base: number; offset: number }, end = start) {
    this.first = start.record;
    this.firstBase = start.base;
    this.firstOffset = start.offset;
    this.nextRecord = end.record;
    this.nextBase = end.base;
    this.nextOffset = end.offset;
  }

  append(items: readonly unknown[], weight: number, at: number): void {
    let open = this.segments.at(-1);
    if (open?.state !== 'pending' || open.items.length >= MAX_ITEMS || open.weight >= MAX_WEIGHT) {
      open = { record: this.nextRecord++, base: this.nextBase, at, items: [], weight: 0, state: 'pending' };
      this.segments.push(open);
    }
    for (let i = 0; i < items.length; i++) open.items.push(items[i]);
    open.weight += weight;
    this.weight += weight;
    this.nextBase += items.length;
  }

  segment(record: number): Segment | undefined {
    const oldest = this.segments[0];
    return oldest && this.segments[record - oldest.record];
  }

  /** Those that no flush has taken yet: the newest ones. */
  pending(): Segment[] {
    return this.segments.slice(this.#begin('pending'));
  }
  /** Number of the oldest record that is not on disk yet. */
  get unwritten(): number {
    return this.segments[this.#begin('pending', 'writing')]?.record ?? this.nextRecord;
  }

  /** Lets go of records that are on disk and that nobody near the end wants, or that are too many. */
  forget(before: number, maxWeight: number): void {
    let n = 0;
    for (const segment of this.segments) {
      if (segment.state !== 'flushed' || (segment.record >= before && this.weight <= maxWeight)) break;
      this.weight -= segment.weight;
      n++;
    }
    if (n > 0) this.segments.splice(0, n);
  }

  /** Where the segments in these states begin: they stand at the end, and are looked for from there. */
  #begin(...states: Segment['state'][]): number {
    let i = this.segments.length;
    while (i > 0 && states.includes(this.segments[i - 1]!.state)) i--;
    return i;
  }
}

/** What items weigh for windows and memory: payload plus a guess for the rest. */
export function weigh(items: readonly unknown[]): number {
  let sum = items.length * ITEM_WEIGHT;
  for (let i = 0; i < items.length; i++) {
    const payload = (items[i] as { payload?: Uint8Array }).payload;
    if (payload !== undefined) sum += payload.byteLength;
  }
  return sum;
}
const ITEM_WEIGHT = 120;
