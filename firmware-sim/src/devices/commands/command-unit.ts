import { type CommandPacket, commandPacketSchema } from '#hub/contracts';
import type { Answer, CommandMemory } from './memory.js';

export interface CommandUnitOptions {
  memory: CommandMemory;
  /** The device's own clock, milliseconds. */
  now: () => number;
  /** Does it; gives the reason where it could not. */
  act: (packet: CommandPacket) => string | undefined;
  /** Says what became of a command. */
  answer: (id: string, answer: Answer) => void;
}

/**
 * What a device does with what it is told: on one id once at most, across reconnects and power cuts, and never from the
 * expiry on. The id is in its flash before anything moves, so a cut in between leaves something undone rather than done
 * twice.
 */
export class CommandUnit {
  constructor(private readonly options: CommandUnitOptions) {}

  /** The power is on: answers that the hub may not have heard go out again. */
  start(): void {
    const { memory, now, answer } = this.options;
    memory.forget(now());
    for (const [id, said] of memory.recent(now())) answer(id, said);
  }

  hear(payload: Uint8Array): void {
    const packet = parsed(payload);
    if (!packet) return;
    const { memory, answer, now } = this.options;
    const { id, expiresAt } = packet;
    const known = memory.get(id);
    if (known) {
      answer(id, known.answer ?? this.#finish(packet, 'mất điện giữa chừng, không rõ đã làm hay chưa'));
      return;
    }
    if (now() >= expiresAt) {
      answer(id, this.#finish(packet, 'lệnh đến sau khi hết hạn'));
      return;
    }
    memory.begin(id, expiresAt);
    answer(id, this.#finish(packet, this.options.act(packet)));
    memory.forget(now());
  }

  #finish({ id, expiresAt }: CommandPacket, problem: string | undefined): Answer {
    const answer: Answer = problem === undefined ? { ok: true } : { ok: false, detail: problem };
    this.options.memory.finish(id, expiresAt, answer);
    return answer;
  }
}

function parsed(payload: Uint8Array): CommandPacket | undefined {
  try {
    return commandPacketSchema.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch {
    return undefined;
  }
}
