import { LogUnavailableError } from '../event-log.js';
import { type Deferred, deferred } from './deferred.js';
import type { FileRoom } from './file-room.js';
import { FlushBudget } from './flush-budget.js';
import type { WriteBatch } from './lmdb.store.js';

/** What one flush writes, and what follows in memory once it is on disk. */
export interface Job extends WriteBatch {
  done(): void;
}

export interface FlushWriterOptions {
  /** Wait of an append for others to share its flush, milliseconds; longer where no flush is in hand. */
  commitMs: number;
  /** Commits ride along with a flush once they are this old, and go alone at twice the age, milliseconds. */
  lazyMs: number;
  /** How often a full disk is tried again, milliseconds. */
  probeMs: number;
  room: Pick<FileRoom, 'has' | 'extend'>;
  /** Room that a batch may need, bytes. */
  sizeOf(batch: WriteBatch): number;
  write(batch: WriteBatch): Promise<void>;
  /** Everything pending, or only what came from outside. */
  take(everything: boolean): Job;
  /** The machine cannot keep promises any more: the process has to end. */
  onFatal(error: unknown): void;
}

/** From here on waiting saves no bytes worth a packet's delay. */
const CROWD_ITEMS = 64;
const CROWD_BYTES = 64 << 10;
const LAZY_BYTES = 128 << 10;
/** Commits of this size wait for nobody: a reader that catches up would fill memory. */
const HEAVY_BYTES = 4 << 20;
/** Room for many flushes: with less the disk would be full again at once. */
const SPARE_BYTES = 1 << 20;

const FULL = 'Ổ đĩa của hub đã đầy: chưa nhận số liệu mới cho đến khi có chỗ trống';
const BROKEN = 'Hub không ghi được xuống ổ đĩa';
export const STOPPED = 'Hub đang dừng';

/**
 * One writer, one flush at a time. What is appended waits for `commitMs`, for a flush in hand where many went before, and
 * not at all in a crowd; what consumers commit waits for company. On a full disk nothing that was taken is dropped: it
 * stays in order until it is written.
 */
export class FlushWriter {
  reason: string | undefined;
  #urgent: Deferred | undefined;
  #lazy: Deferred | undefined;
  #urgentSince = 0;
  /** From when on commits ride along, and when they go alone. */
  #lazyRidesAt = 0;
  #lazyDueAt = 0;
  #items = 0;
  #bytes = 0;
  #lazyBytes = 0;
  /** Something urgent owes its place to what consumers did: all of it goes together. */
  #mixed = false;
  #timer: NodeJS.Timeout | undefined;
  #timerDue = 0;
  #turn: NodeJS.Immediate | undefined;
  #flushing: Promise<void> | undefined;
  /** Who waits for the flush that is being written. */
  #waiting: (Deferred | undefined)[] = [];
  #stuck: { job: Job; lazy: Deferred | undefined } | undefined;
  #probing: NodeJS.Timeout | undefined;
  #stopping = false;
  readonly #budget = new FlushBudget();
  /** Nothing is written any more. */
  #ended = false;

  constructor(private readonly options: FlushWriterOptions) {}

  async start(): Promise<void> {
    if (!(await this.options.room.extend(SPARE_BYTES))) this.#refuse();
  }

  /** Promise of the flush that will hold what was just appended. */
  append(items: number, bytes: number, mixed: boolean): Promise<void> {
    if (!this.#urgent) {
      this.#urgent = deferred();
      this.#urgentSince = performance.now();
    }
    this.#items += items;
    this.#bytes += bytes;
    this.#mixed ||= mixed;
    this.#plan();
    return this.#urgent.promise;
  }

  /**
   * `mixed`: its outputs stand in a stream from outside, which then has to wait for the commit. `soon`: somebody waits
   * for its outputs to be on disk, so that it waits no longer than an append.
   */
  commit(bytes: number, { mixed = false, soon = false } = {}): Promise<void> {
    const now = performance.now();
    if (!this.#lazy) {
      this.#lazy = deferred();
      this.#lazyRidesAt = now + this.options.lazyMs;
      this.#lazyDueAt = now + 2 * this.options.lazyMs;
    }
    if (soon) {
      this.#lazyRidesAt = now;
      this.#lazyDueAt = Math.min(this.#lazyDueAt, now + this.options.commitMs);
    }
    this.#lazyBytes += bytes;
    this.#mixed ||= mixed;
    this.#plan();
    return this.#lazy.promise;
  }

  /** Writes everything that is pending, commits too, where the disk lets it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    while (this.#flushing) await this.#flushing;
    if (this.#stuck) await this.#alone(() => this.#retry());
    if (!this.#stuck && !this.#ended && (this.#urgent || this.#lazy)) await this.#alone(() => this.#writePending());
    this.#end(this.reason ?? STOPPED);
  }

  #plan(): void {
    if (this.#flushing || this.#stuck || this.#stopping || this.#ended || this.#turn) return;
    const crowd = this.#urgent && (this.#items >= CROWD_ITEMS || this.#bytes >= CROWD_BYTES);
    if (crowd || this.#lazyBytes >= HEAVY_BYTES) {
      this.#turn = setImmediate(() => this.#flushNow());
      return;
    }
    let due = Number.POSITIVE_INFINITY;
    if (this.#urgent)
      due = Math.max(this.#urgentSince + this.options.commitMs, this.#budget.readyAt(performance.now()));
    if (this.#lazy) due = Math.min(due, this.#lazyDueAt);
    if (due >= (this.#timer ? this.#timerDue : Number.POSITIVE_INFINITY)) return;
    clearTimeout(this.#timer);
    this.#timerDue = due;
    this.#timer = setTimeout(() => this.#flushNow(), due - performance.now());
  }

  #flushNow(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    this.#timer = undefined;
    this.#turn = undefined;
    if (!this.#flushing) void this.#alone(() => this.#writePending());
  }

  /** One write at a time; `stop` waits for it. Never rejects. */
  async #alone(write: () => Promise<void>): Promise<void> {
    this.#flushing = write().catch((error: unknown) => {
      this.#end(BROKEN);
      this.options.onFatal(error);
    });
    await this.#flushing;
    this.#flushing = undefined;
    this.#plan();
  }

  /** Nothing is written from here on: who waits is told. */
  #end(reason: string): void {
    this.#ended = true;
    this.reason = reason;
    clearTimeout(this.#timer);
    clearTimeout(this.#probing);
    clearImmediate(this.#turn);
    for (const waiting of [...this.#waiting, this.#urgent, this.#lazy, this.#stuck?.lazy])
      waiting?.reject(new LogUnavailableError(reason));
  }

  async #writePending(): Promise<void> {
    const everything = !this.#urgent || this.#mixed || this.#stopping || this.#lazyIsDue();
    this.#budget.take(performance.now());
    const urgent = this.#urgent;
    const lazy = everything ? this.#lazy : undefined;
    this.#waiting = [urgent, lazy];
    this.#urgent = undefined;
    this.#items = 0;
    this.#bytes = 0;
    if (everything) {
      this.#lazy = undefined;
      this.#lazyBytes = 0;
      this.#mixed = false;
    }
    const job = this.options.take(everything);
    if (await this.#write(job)) {
      urgent?.resolve();
      lazy?.resolve();
      return;
    }
    urgent?.reject(new LogUnavailableError(this.reason));
    this.#stuck = { job, lazy };
  }

  #lazyIsDue(): boolean {
    if (!this.#lazy) return false;
    return this.#lazyBytes >= LAZY_BYTES || performance.now() >= this.#lazyRidesAt;
  }

  /** True when on disk. False: the disk is full. Throws what ends all promises. */
  async #write(job: Job): Promise<boolean> {
    const { room, sizeOf, write } = this.options;
    const bytes = sizeOf(job);
    // nothing new is taken without a reserve, but what was taken is written as long as there is room at all
    if (!(await room.extend(bytes))) this.#refuse();
    if (!room.has(bytes)) return false;
    await write(job);
    job.done();
    return true;
  }

  #refuse(): void {
    this.reason = FULL;
    this.#probing ??= setTimeout(() => void this.#probe(), this.options.probeMs);
  }

  async #probe(): Promise<void> {
    while (this.#flushing) await this.#flushing;
    this.#probing = undefined;
    if (this.#ended || this.#stopping) return;
    await this.#alone(async () => {
      if (this.#stuck) await this.#retry();
      if (!this.#stuck && (await this.options.room.extend(SPARE_BYTES))) this.reason = undefined;
      else this.#refuse();
    });
  }

  async #retry(): Promise<void> {
    const { job, lazy } = this.#stuck!;
    if (!(await this.#write(job))) return;
    this.#stuck = undefined;
    lazy?.resolve();
  }
}
