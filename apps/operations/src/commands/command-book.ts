import { type Command, type ClockState, GROUP, isCommandOver } from '#hub/contracts';
import type { Commit, EventLog } from '#hub/event-log';

/** What a handler leaves to be committed together with its position: a part of the log's context. */
export type Puts = Pick<Commit, 'put' | 'afterCommit'>;

/** What the last tick said, and the last one whose clock was right. */
export interface KeptTick {
  at: number;
  clock: ClockState;
  okAt: number;
}

const COMMAND = 'command/';
const TICK = 'tick';
/** A caller that repeats its request for so long hears of the same command; afterwards the registry knows it. */
const KEPT_MS = 86_400_000;
const MOST_OVER = 1000;

/**
 * Commands that are not over, and those that were until lately. A batch whose commit did not happen leaves no trace: the
 * next one starts from the committed state again. One batch at a time.
 */
export class CommandBook {
  #known: Map<string, Command> | undefined;
  #tick: KeptTick | undefined;
  #uncommitted = false;

  constructor(private readonly log: Pick<EventLog, 'state'>) {}

  /** Before each batch. */
  begin(puts: Puts): void {
    if (this.#uncommitted) this.#known = undefined;
    this.#uncommitted = true;
    puts.afterCommit(() => (this.#uncommitted = false));
  }

  get(id: string): Command | undefined {
    return this.#current().get(id);
  }
  *open(): Iterable<Command> {
    for (const command of this.#current().values()) if (!isCommandOver(command)) yield command;
  }
  openOf(device: string): Command[] {
    return [...this.open()].filter((command) => command.device === device);
  }
  get tick(): KeptTick | undefined {
    this.#current();
    return this.#tick;
  }

  put(command: Command, puts: Puts): void {
    this.#current().set(command.id, command);
    puts.put(COMMAND + command.id, command);
  }
  putTick(tick: KeptTick, puts: Puts): void {
    this.#tick = tick;
    puts.put(TICK, tick);
  }

  /** Forgets what was over long ago. */
  tidy(now: number, puts: Puts): void {
    const over = [...this.#current().values()].filter(isCommandOver).sort((a, b) => a.updatedAt - b.updatedAt);
    over.forEach(({ id, updatedAt }, i) => {
      if (now - updatedAt < KEPT_MS && over.length - i <= MOST_OVER) return;
      this.#current().delete(id);
      puts.put(COMMAND + id, undefined);
    });
  }

  #current(): Map<string, Command> {
    if (this.#known) return this.#known;
    this.#known = new Map();
    for (const [, command] of this.log.state<Command>(GROUP.commands, COMMAND)) this.#known.set(command.id, command);
    this.#tick = undefined;
    for (const [, tick] of this.log.state<KeptTick>(GROUP.commands, TICK)) this.#tick = tick;
    return this.#known;
  }
}
