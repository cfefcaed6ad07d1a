import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { type Group, type Stream, STREAM } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { Delivery, EventLog } from '../event-log.js';
import { type Batch, ConsumerContext } from './consumer-context.js';
import type { ConsumerProblems } from './consumer-problems.js';
import { failedLetter } from './failed-letter.js';
import { isRetryable, messageOf } from './retryable.js';
import type { Turns } from './turns.js';

export type Handle = (items: readonly unknown[], context: ConsumerContext) => Promise<unknown>;

export interface ConsumerLogger {
  warn(message: string): void;
  error(message: string): void;
  log(message: string): void;
}

export interface ConsumerDeps {
  log: EventLog;
  group: Group;
  stream: Stream;
  handle: Handle;
  /** Items of one batch at most. */
  max: number;
  /** Only what is on the disk is read. */
  onDisk?: boolean;
  /** Pause after a batch, milliseconds: what comes meanwhile is one batch. A backlog is read without. */
  restMs?: number;
  turns: Turns;
  problems: ConsumerProblems;
  clock: Clock;
  logger: ConsumerLogger;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
/** An error that does not call itself passing gets one more try: what was only a bad moment costs no dead letter. */
const SECOND_TRY_MS = 100;
/** Items done in memory and not yet on disk: beyond this a full disk holds the reader of a backlog. */
const MOST_UNSETTLED = 128 << 10;

/**
 * Reads one stream for one group, batch by batch. A failing batch is tried again; when it goes on failing it is cut in
 * halves until the culprit stands alone, which is set aside as a dead letter. Other groups do not notice any of it.
 */
export class Consumer {
  #unsettled = 0;
  #said: string | undefined;

  constructor(private readonly deps: ConsumerDeps) {}

  /** Ends when the signal does, or the log. */
  async run(signal: AbortSignal): Promise<void> {
    const { log, group, stream, max, onDisk = false, restMs = 0 } = this.deps;
    for (;;) {
      const delivery = await log.read(group, stream, max, signal, { onDisk });
      if (!delivery) return;
      if (delivery.gap) this.#tellGap(delivery.gap);
      await this.#handleRange(delivery, 0, delivery.items.length, 2, signal);
      // a backlog must not keep sockets waiting
      await nextTurn();
      if (restMs > 0 && delivery.items.length < max) await sleep(restMs, signal);
      while (this.#unsettled > MOST_UNSETTLED && !signal.aborted) await sleep(FIRST_PAUSE_MS, signal);
    }
  }

  /** `tries`: how often an error that may not pass is taken for a bad moment, the first time included. */
  async #handleRange(
    delivery: Delivery<Stream>,
    from: number,
    to: number,
    tries: number,
    signal: AbortSignal,
  ): Promise<void> {
    const batch = rangeOf(delivery, from, to);
    const failure = await this.#try(batch, tries, signal);
    if (!failure || signal.aborted) return;
    if (to - from === 1) {
      this.#setAside(batch, failure.error);
      return;
    }
    const middle = (from + to) >> 1;
    await this.#handleRange(delivery, from, middle, 1, signal);
    if (!signal.aborted) await this.#handleRange(delivery, middle, to, 1, signal);
  }

  /** Undefined when the batch is committed, or when the signal ended the tries. */
  async #try(batch: Batch, most: number, signal: AbortSignal): Promise<{ error: unknown } | undefined> {
    const { problems, group, clock, logger } = this.deps;
    let pause = FIRST_PAUSE_MS;
    let said: string | undefined;
    for (let tries = 1; ; tries++) {
      try {
        await this.#once(batch);
        if (said !== undefined) {
          problems.solved(group);
          logger.log(`${group}: goes on`);
        }
        return undefined;
      } catch (error) {
        if (signal.aborted) return undefined;
        const message = messageOf(error);
        if (!isRetryable(error)) {
          if (said !== undefined) problems.solved(group);
          if (tries >= most) return { error };
          await sleep(SECOND_TRY_MS, signal);
          if (signal.aborted) return undefined;
          continue;
        }
        problems.note(group, message, clock.now());
        if (message !== said) logger.warn(`${group}: tries again until it goes: ${message}`);
        said = message;
        await sleep(pause, signal);
        if (signal.aborted) return undefined;
        pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
      }
    }
  }

  async #once(batch: Batch): Promise<void> {
    const { log, group, stream, handle, turns } = this.deps;
    await turns.take(async () => {
      const context = new ConsumerContext(log, group, stream, batch);
      await handle(batch.items, context);
      this.#commit(context, batch.items.length);
    });
  }

  /** Not waited for: readers see it at once, and the log keeps the order in which it reaches the disk. */
  #commit(context: ConsumerContext, items: number): void {
    const { group, logger } = this.deps;
    const done = context.commit((error) => logger.error(`${group}: after a commit: ${messageOf(error)}`));
    this.#unsettled += items;
    void done
      .catch((error: unknown) => this.#warn(`what was last done is done again at the next start: ${messageOf(error)}`))
      .then(() => (this.#unsettled -= items));
  }

  /** The same thing is said once. */
  #warn(message: string): void {
    if (message !== this.#said) this.deps.logger.warn(`${this.deps.group}: ${message}`);
    this.#said = message;
  }

  #setAside(batch: Batch, error: unknown): void {
    const { log, group, stream, clock, logger } = this.deps;
    const context = new ConsumerContext(log, group, stream, batch);
    const id = context.idOf(0);
    const message = messageOf(error);
    logger.error(`${group}: ${id} is set aside: ${message}`);
    // a dead letter that fails is one already: another for it would fail as well, for ever
    if (stream !== STREAM.deadLetters)
      context.append(STREAM.deadLetters, [failedLetter(batch.items[0]!, group, id, message, clock.now())]);
    this.#commit(context, 1);
  }

  #tellGap(items: number): void {
    const { group, stream, logger } = this.deps;
    logger.error(`${group}: ${items} items of ${stream} were cut from the log before they were read`);
  }
}

function rangeOf(delivery: Delivery<Stream>, from: number, to: number): Batch {
  const { items, next } = delivery;
  if (from === 0 && to === items.length) return delivery;
  return {
    items: items.slice(from, to),
    next: to === items.length ? next : delivery.positionOf(to),
    positionOf: (i) => delivery.positionOf(from + i),
  };
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => undefined);
