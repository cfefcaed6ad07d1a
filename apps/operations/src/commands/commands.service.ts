import {
  type Command,
  COMMAND_EVENTS,
  type CommandAnswerRequest,
  type CommandKind,
  type CommandPack,
  type CommandRequest,
  type DeviceEvent,
  isCommandOver,
  type ReadingsItem,
  type ReceiptsItem,
  type Request,
  type Stream,
  type StreamItems,
  STREAM,
  type Tick,
} from '#hub/contracts';
import type { EventLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import { CommandBook, type Puts } from './command-book.js';
import { barOf } from './life/bar.js';
import { begin, isRefusal, type LifeEvent, type Refusal, step, type Step } from './life/command-life.js';
import type { Known } from './life/interlocks.js';
import { BARS, type Reason } from './life/words.js';
import { problemsOf, takes } from './pack/kinds.js';

export interface CommandsDeps {
  log: Pick<EventLog, 'state'>;
  directory: DeviceDirectory;
  pack: CommandPack;
  known: Known;
  /** Whether all receipts were read that are there: before that nobody is said not to have answered. */
  receiptsRead: () => boolean;
}

/** What a handler leaves to be committed with its position, or not at all. */
export interface Commit extends Puts {
  append<S extends Stream>(stream: S, items: readonly StreamItems[S][]): void;
}

/** Ticks come every second: further apart than this, the hub was off. */
const GAP_MS = 10_000;
/** The last tick is older than this when somebody asks: what is known is not the present. */
const BEHIND_MS = 60_000;
const TIDY_MS = 600_000;

/** Follows each command from the request to its end. Everything it knows is committed with its positions. */
export class CommandsService {
  readonly #book: CommandBook;
  #tidiedAt = 0;

  constructor(private readonly deps: CommandsDeps) {
    this.#book = new CommandBook(deps.log);
  }

  /** A command that is not over, or was until lately. */
  get(id: string): Command | undefined {
    return this.#book.get(id);
  }

  onRequests(requests: readonly Request[], commit: Commit): void {
    this.#book.begin(commit);
    for (const request of requests)
      if (request.type === 'command') this.#ask(request, commit);
      else if (request.type === 'command-answer') this.#answer(request, commit);
  }

  onReceipts(items: readonly ReceiptsItem[], commit: Commit): void {
    this.#book.begin(commit);
    for (const item of items) {
      const command = this.#book.get(item.command);
      // an answer counts only from whom it was sent to
      if (!command || command.device !== item.device) continue;
      const at = item.received;
      if (item.type === 'delivery') this.#happen(command, { is: 'delivery', outcome: item.outcome, at }, commit);
      else this.#happen(command, { is: 'receipt', ok: item.ok, detail: item.detail, at }, commit);
    }
  }

  onReadings(items: readonly ReadingsItem[], commit: Commit): void {
    this.#book.begin(commit);
    for (const item of items)
      if (item.type === 'tick') this.#onTick(item, commit);
      else if (item.type === 'reading')
        for (const command of this.#book.open()) {
          const { confirm } = command;
          if (confirm?.device !== item.device || item.quality?.[confirm.metric]) continue;
          const value = item.values[confirm.metric];
          if (value === undefined) continue;
          this.#happen(command, { is: 'reading', value, ts: item.ts, at: item.received }, commit);
        }
  }

  #ask({ id: request, command: asked, by, at }: CommandRequest, commit: Commit): void {
    const before = this.#book.get(asked.id);
    if (before) {
      this.#repeat(before, asked, request, at, commit);
      return;
    }
    const device = this.deps.directory.device(asked.device);
    const kind = this.#kind(asked);
    if (!device || !kind) {
      this.#refuse({ code: 'unknown-command', reason: 'Thiết bị này không nhận lệnh đó' }, request, at, commit);
      return;
    }
    // whoever asks over REST was told before: this holds for the hub's own wishes as well
    const wrong = wrongIn(asked, kind, at);
    if (wrong !== undefined) {
      this.#refuse({ code: 'invalid-command', reason: wrong }, request, at, commit);
      return;
    }
    const bar = this.#bar(asked, kind, at);
    const { confirm } = asked;
    const baseline = confirm && this.deps.known.value(confirm.device, confirm.metric);
    const { commune, simulated } = device;
    const begun = begin(
      {
        ...asked,
        ...{ by, at, commune, simulated, persons: kind.persons },
        ...(baseline && !baseline.quality && { baseline: { value: baseline.value, ts: baseline.ts } }),
      },
      bar,
    );
    this.#keep(begun, commit, request);
    if (isCommandOver(begun.command)) return;
    for (const other of this.#book.openOf(device.id))
      if (other.id !== asked.id) this.#happen(other, { is: 'superseded', by, at }, commit);
  }

  #repeat(before: Command, asked: CommandRequest['command'], request: string, at: number, commit: Commit): void {
    const same = before.device === asked.device && before.name === asked.name && sameArgs(before.args, asked.args);
    if (same) commit.append(STREAM.commands, [{ type: 'known', command: before, request, at }]);
    else this.#refuse({ code: 'key-taken', reason: 'Khóa này đã dùng cho một lệnh khác' }, request, at, commit);
  }

  #answer({ id: request, command: id, answer, by, note, at }: CommandAnswerRequest, commit: Commit): void {
    const command = this.#book.get(id);
    const kind = command && this.#kind(command);
    if (!command || !kind) {
      this.#refuse({ code: 'not-found', reason: 'Không có lệnh này' }, request, at, commit);
      return;
    }
    const said = { by, at, note };
    const event: LifeEvent =
      answer === 'approve'
        ? { is: 'approve', ...said, bar: this.#bar(command, kind, at) }
        : { is: answer === 'done' ? 'handled' : answer, ...said };
    this.#happen(command, event, commit, request);
  }

  #onTick({ received: at, clock }: Tick, commit: Commit): void {
    const last = this.#book.tick;
    const okAt = clock === 'ok' ? at : (last?.okAt ?? 0);
    this.#book.putTick({ at, clock, okAt }, commit);
    const open = [...this.#book.open()];
    if (open.length > 0) {
      const back = clock === 'ok' && last !== undefined && at < last.okAt - GAP_MS;
      const gap = last === undefined ? 0 : at - last.at;
      for (const command of open) this.#wait(command, at, clock === 'ok', back, gap > GAP_MS ? gap : 0, commit);
    }
    if (Math.abs(at - this.#tidiedAt) < TIDY_MS) return;
    this.#tidiedAt = at;
    this.#book.tidy(at, commit);
  }

  #wait(command: Command, at: number, ok: boolean, back: boolean, pausedMs: number, commit: Commit): void {
    if (back && command.at > at + GAP_MS) {
      this.#happen(command, { is: 'clock-back', at }, commit);
      return;
    }
    const bar = command.state === 'ready' ? (ok ? this.#lateBar(command, at) : BARS.clock) : undefined;
    if (bar) this.#happen(command, { is: 'barred', bar, at }, commit);
    // with a clock that is not right nobody's time is up
    else if (ok && this.deps.receiptsRead()) this.#happen(command, { is: 'tick', at, pausedMs }, commit);
  }

  #happen(command: Command, event: LifeEvent, commit: Commit, request?: string): void {
    const result = step(command, event);
    if (!result) return;
    if (isRefusal(result)) {
      if (request !== undefined) this.#refuse(result, request, event.at, commit);
    } else this.#keep(result, commit, request);
  }

  #keep({ command, change, at, by, note, alarm }: Step, commit: Commit, request?: string): void {
    this.#book.put(command, commit);
    if (!change) return;
    const told = { ...(by && { by }), ...(note && { note }), ...(request !== undefined && { request }) };
    commit.append(STREAM.commands, [{ type: 'command', change, command, at, ...told }]);
    if (alarm) commit.append(STREAM.readings, [this.#alarm(command, COMMAND_EVENTS[alarm], at)]);
  }

  /** For the rules: they decide who is told of it, and in which words. */
  #alarm({ id, name, device, commune, simulated }: Command, event: string, at: number): DeviceEvent {
    const { vi, en } = this.deps.pack.commands.find((kind) => kind.name === name) ?? { vi: name, en: name };
    const about = { event, eventId: id, phase: 'start', byHub: true, command: { vi, en } } as const;
    return { type: 'event', commune, device, ts: at, received: at, late: false, ...about, simulated };
  }

  #refuse(refusal: Refusal, request: string, at: number, commit: Commit): void {
    commit.append(STREAM.commands, [{ type: 'refused', request, at, ...refusal }]);
  }

  #kind({ device, name }: Pick<Command, 'device' | 'name'>): CommandKind | undefined {
    const { directory, pack } = this.deps;
    const profile = directory.profile(directory.device(device)?.profile ?? '');
    return profile && pack.commands.find((kind) => kind.name === name && takes(kind, profile));
  }

  #bar(
    asked: Pick<Command, 'id' | 'device' | 'name' | 'args' | 'byHand'>,
    kind: CommandKind,
    at: number,
  ): Reason | undefined {
    const { directory, known, pack } = this.deps;
    const device = directory.device(asked.device)!;
    const underWay = this.#book.openOf(device.id).find(({ id, state }) => id !== asked.id && state !== 'acknowledged');
    return barOf(
      kind,
      { ...asked, device, byHand: asked.byHand !== undefined },
      device.gateway === undefined ? undefined : directory.account(device.gateway)?.gateway,
      { known, interlocks: pack.interlocks, underWay, hub: this.#hubBar(at), now: at },
    );
  }

  /** What has come in the way of a command that waits for its device. That the device is away is what it waits for. */
  #lateBar(command: Command, at: number): Reason | undefined {
    const kind = this.#kind(command);
    if (!kind) return BARS.retired;
    return this.#bar({ ...command, byHand: command.byHand ?? {} }, { ...kind, stops: true }, at);
  }

  #hubBar(at: number): Reason | undefined {
    const { tick } = this.#book;
    if (!tick || at - tick.at > BEHIND_MS) return BARS.behind;
    return tick.clock === 'ok' ? undefined : BARS.clock;
  }
}

function wrongIn({ args, byHand, expiresAt }: CommandRequest['command'], kind: CommandKind, at: number) {
  const problems = problemsOf(kind, args).map(({ problem }) => problem);
  const longest = (byHand ? kind.byHand : kind)?.longestMs ?? 0;
  if (expiresAt - at > longest) problems.push('thời hạn dài hơn bộ lệnh cho phép');
  return problems.length > 0 ? problems.join('; ') : undefined;
}

const sameArgs = (a: Command['args'], b: Command['args']): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);
