import {
  type ClockState,
  type Command,
  type CommandPacket,
  type CommandsItem,
  type DeliveryNote,
  GROUP,
  STREAM,
} from '#hub/contracts';
import type { Commit, EventLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';

/** What of a command the broker keeps while it may still have to be handed over. */
export interface Pending extends CommandPacket {
  commune: string;
  device: string;
  /** When it was asked for: a clock earlier than this has gone back since. */
  at: number;
  /** The log says that it left. */
  sent: boolean;
  /** It is being taken back. */
  withdrawing: boolean;
}

/** The connection through which a device hears its commands now. */
export interface Ear {
  /** The same object as long as the connection lasts. */
  connection: object;
  send(packet: CommandPacket): void;
}

export interface DeliveryDeps {
  log: Pick<EventLog, 'append' | 'state'>;
  clock: Clock;
  clockState: () => ClockState;
  /** Undefined where the device is away, or does not listen. */
  ear: (commune: string, device: string) => Ear | undefined;
}

/** What a handler leaves to be committed with its position. */
export type DeliveryCommit = Pick<Commit, 'put' | 'afterCommit'>;

const PENDING = 'pending/';
const SWEEP_MS = 500;
/** A time service may set the clock back by this much without anything being wrong. */
const TOLERANCE_MS = 10_000;

/**
 * Hands commands to their devices, and never after they expired: looked at again when nothing but the write to the socket
 * is left to do. A command that was not answered is handed over again on each new connection, for the device knows it by
 * its id. That it leaves is on the disk before it does.
 */
export class Delivery {
  #pending: Map<string, Pending> | undefined;
  #uncommitted = false;
  readonly #busy = new Set<string>();
  /** May have left before now: handed over by this process, or kept by an earlier one. */
  readonly #mayHaveLeft = new Set<string>();
  readonly #takenBack = new Set<string>();
  readonly #handed = new WeakMap<object, Set<string>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly deps: DeliveryDeps) {}

  start(): void {
    this.#timer = setInterval(() => this.sweep(), SWEEP_MS);
    this.#timer.unref();
  }
  stop(): void {
    clearInterval(this.#timer);
  }

  onCommands(items: readonly CommandsItem[], commit: DeliveryCommit): void {
    if (this.#uncommitted) this.#pending = undefined;
    this.#uncommitted = true;
    const pending = this.#current();
    for (const item of items) {
      if (item.type !== 'command') continue;
      const kept = pendingOf(item.command);
      if (kept) pending.set(kept.id, kept);
      else if (!pending.delete(item.command.id)) continue;
      else this.#forget(item.command.id);
      commit.put(PENDING + item.command.id, kept);
    }
    commit.afterCommit(() => {
      this.#uncommitted = false;
      this.sweep();
    });
  }

  /** Hands over what can be. Also called when a device begins to listen. */
  sweep(): void {
    // what is not committed may be decided otherwise
    if (this.#uncommitted) return;
    for (const command of this.#current().values()) if (!this.#busy.has(command.id)) void this.#deliver(command);
  }

  async #deliver(command: Pending): Promise<void> {
    this.#busy.add(command.id);
    try {
      if (command.withdrawing && !command.sent) await this.#takeBack(command);
      else await this.#handOver(command);
    } catch {
      // the log takes nothing now: the next sweep tries again
    } finally {
      this.#busy.delete(command.id);
    }
  }

  async #takeBack(command: Pending): Promise<void> {
    if (this.#takenBack.has(command.id)) return;
    await this.#announce(command, 'withdrawn');
    this.#takenBack.add(command.id);
  }

  async #handOver(command: Pending): Promise<void> {
    const { id, commune, device, sent, name, args, expiresAt } = command;
    const before = this.deps.ear(commune, device);
    if (!before || this.#handed.get(before.connection)?.has(id) || !this.#isTimely(command)) return;
    if (!sent) await this.#announce(command, 'sent');
    // the disk may have taken its time
    const ear = this.deps.ear(commune, device);
    if (!this.#isTimely(command)) {
      if (!sent && !this.#mayHaveLeft.has(id)) await this.#announce(command, 'not-sent');
    } else if (ear) {
      this.#mayHaveLeft.add(id);
      const handed = this.#handed.get(ear.connection);
      if (handed) handed.add(id);
      else this.#handed.set(ear.connection, new Set([id]));
      ear.send({ id, name, args, expiresAt });
    }
  }

  async #announce({ id, device }: Pending, outcome: DeliveryNote['outcome']): Promise<void> {
    const note: DeliveryNote = { type: 'delivery', command: id, device, outcome, received: this.deps.clock.now() };
    await this.deps.log.append(STREAM.receipts, [note]);
  }

  #isTimely({ at, expiresAt }: Pending): boolean {
    const now = this.deps.clock.now();
    return now < expiresAt && now >= at - TOLERANCE_MS && this.deps.clockState() === 'ok';
  }

  #forget(id: string): void {
    this.#mayHaveLeft.delete(id);
    this.#takenBack.delete(id);
  }

  #current(): Map<string, Pending> {
    if (this.#pending) return this.#pending;
    this.#pending = new Map();
    for (const [, command] of this.deps.log.state<Pending>(GROUP.delivery, PENDING)) {
      this.#pending.set(command.id, command);
      this.#mayHaveLeft.add(command.id);
    }
    return this.#pending;
  }
}

function pendingOf({
  id,
  commune,
  device,
  name,
  args,
  at,
  expiresAt,
  state,
  withdrawing,
}: Command): Pending | undefined {
  if (state !== 'ready' && state !== 'sent') return undefined;
  const sent = state === 'sent';
  return { id, commune, device, name, args, at, expiresAt, sent, withdrawing: withdrawing !== undefined };
}
