import { RegistryUnavailableError } from '#hub/registry';
import { type NoticeReceipt, type NoticesItem, STREAM } from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import type { Channel, Outcome } from '../channels/channel.js';
import type { Channels } from '../channels/channels.js';
import { type KeptMessage, longestGapMs } from '../state/kept.js';

export interface SenderDeps {
  log: Pick<EventLog, 'append'>;
  clock: Clock;
  channels: Channels;
  /** What would be sent is written down and stays here. */
  dryRun: boolean;
  warn(line: string): void;
}

/** A provider that says nothing for so long is let go. */
const HANG_MS = 15_000;
/** Of one channel: one that hangs must not hold the others. */
const MOST_AT_ONCE = 10;
/** Beside them, for what wakes people and for what ends a loudspeaker: it waits behind nothing that hangs. */
const MOST_URGENT = 5;
/** Of drills, so that what is real always finds room. */
const MOST_DRILLS = 3;
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 5 * 60_000;
const LOG_AGAIN_MS = 500;

/**
 * Gives messages to their channels. That one is about to leave is on the disk before it does, and with it all that was
 * decided before; what became of it is an item of the log, too. So a kill at any point finds a message that did not leave,
 * one that may have, or one of which it is known.
 */
export class Sender {
  /** Handed over by this process, until what became of it is committed. */
  readonly #busy = new Map<string, KeptMessage>();
  readonly #ending = new AbortController();
  /** What each channel complained of last: the same thing is said once. */
  readonly #said = new Map<string, string>();

  constructor(private readonly deps: SenderDeps) {}

  start(): void {
    if (!this.deps.dryRun) this.deps.channels.start(this.deps.warn);
  }
  stop(): void {
    this.#ending.abort();
    this.deps.channels.stop();
  }

  /** Sends what is ready and due: first what ends something, then what wakes people, then the rest as it came. */
  sweep(messages: readonly KeptMessage[]): void {
    if (this.#ending.signal.aborted) return;
    const now = this.deps.clock.now();
    const ready = messages.filter(({ state, dueAt, key }) => state === 'ready' && dueAt <= now && !this.#busy.has(key));
    for (const message of ready.sort((a, b) => haste(b) - haste(a))) {
      if (!this.#hasRoom(message)) continue;
      this.#busy.set(message.key, message);
      void this.#deliver(message);
    }
  }
  /** What became of it is committed. */
  settled(key: string): void {
    this.#busy.delete(key);
  }

  #hasRoom(message: KeptMessage): boolean {
    const { channel, drill } = message;
    const same = [...this.#busy.values()].filter((one) => one.channel === channel && one.drill === drill);
    return same.length < (drill ? MOST_DRILLS : MOST_AT_ONCE + (haste(message) > 0 ? MOST_URGENT : 0));
  }

  async #deliver(message: KeptMessage): Promise<void> {
    const { log, clock, channels, dryRun } = this.deps;
    const { key } = message;
    try {
      await log.append(STREAM.notices, [{ type: 'attempt', message: key, at: clock.now() }]);
    } catch {
      // the log takes nothing now: it did not leave, and is looked at again
      this.#busy.delete(key);
      return;
    }
    const channel = channels.get(message.channel);
    const outcome: Outcome = !channel
      ? { outcome: 'refused', reason: 'kênh chưa được cài đặt' }
      : isTooLate(message, clock.now())
        ? { outcome: 'refused', reason: 'quá hạn phát' }
        : dryRun
          ? { outcome: 'sent' }
          : await this.#send(channel, message);
    const receipt = this.#receipt(message, outcome);
    await this.#write([{ ...receipt, ...(dryRun && { dryRun }) }]);
  }

  async #send(channel: Channel, message: KeptMessage): Promise<Outcome> {
    const signal = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(channel.hangMs ?? HANG_MS)]);
    try {
      const outcome = await channel.send(message, signal);
      this.#say(channel.name, outcome.reason ?? '');
      return outcome;
    } catch (error) {
      // whom to send it to is not known: nothing has left
      if (error instanceof RegistryUnavailableError) return { outcome: 'retry', reason: 'sổ đăng ký đang tắt' };
      const reason = signal.aborted ? 'nhà cung cấp không trả lời' : reasonOf(error);
      this.#say(channel.name, reason);
      return { outcome: 'uncertain', reason };
    }
  }

  #receipt(message: KeptMessage, outcome: Outcome): NoticeReceipt {
    const at = this.deps.clock.now();
    const { key, tries } = message;
    if (outcome.outcome !== 'retry') return { type: 'receipt', message: key, ...outcome, at };
    const { reason, afterMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries) } = outcome;
    return {
      type: 'receipt',
      message: key,
      outcome: 'retry',
      reason,
      retryAt: at + Math.min(afterMs, longestGapMs(message)),
      at,
    };
  }

  /** It has happened: written down as soon as the log takes it. */
  async #write(items: NoticesItem[]): Promise<void> {
    while (!this.#ending.signal.aborted) {
      try {
        return await this.deps.log.append(STREAM.notices, items);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, LOG_AGAIN_MS));
      }
    }
  }

  #say(channel: string, reason: string): void {
    if (reason && reason !== this.#said.get(channel)) this.deps.warn(`${channel}: ${reason}`);
    this.#said.set(channel, reason);
  }
}

const haste = ({ urgent, speech }: KeptMessage): number => (speech?.stops === undefined ? Number(urgent) : 2);

/** What people are told of they are told of late; what is said to all has its time. */
const isTooLate = ({ speech }: KeptMessage, now: number): boolean => speech !== undefined && now > speech.until;

/** Without what may name a person: an error's code says enough. */
const reasonOf = (error: unknown): string => {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return `lỗi ${cause?.code ?? code ?? (error instanceof Error ? error.name : 'lạ')}`;
};
