import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DeadLetter, STREAM } from '#hub/contracts';
import type { EventLog, Position } from '#hub/event-log';

const ITEMS_A_TURN = 200;
/** More than anybody reads; whoever sends garbage must not fill the memory. */
const MOST = 20_000;

/**
 * Finds letters that are open in their stream. Reads the stream once, and from then on only what came since: whoever
 * replays a hundred letters does not read it a hundred times. Keeps positions, and no packets.
 */
export class OpenLetters {
  #positions = new Map<string, Position>();
  /** Behind the last item that was looked at. */
  #next: Position = { record: 0, index: 0 };
  #reading: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(private readonly log: Pick<EventLog, 'scan'>) {}

  /** Catches up with the stream; others have their turn meanwhile. */
  refresh(): Promise<void> {
    const reading = this.#reading.then(() => this.#catchUp());
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  /** Resolves when nothing is read any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#reading;
  }

  /** Undefined where there is none, it is resolved, or the stream was cut before it. */
  find(id: string): DeadLetter | undefined {
    const position = this.#positions.get(id);
    if (!position) return undefined;
    for (const { item } of this.log.scan(STREAM.deadLetters, position)) {
      if (item.type === 'dead-letter' && item.id === id) return item;
      break;
    }
    this.#positions.delete(id);
    return undefined;
  }

  async #catchUp(): Promise<void> {
    let n = 0;
    for (const { position, item } of this.log.scan(STREAM.deadLetters, this.#next)) {
      if (this.#stopped) return;
      this.#next = { record: position.record, index: position.index + 1 };
      this.#positions.delete(item.id);
      if (item.type === 'dead-letter') this.#positions.set(item.id, position);
      if (this.#positions.size > MOST) this.#positions.delete(this.#positions.keys().next().value!);
      if (++n % ITEMS_A_TURN === 0) await nextTurn();
    }
  }
}
