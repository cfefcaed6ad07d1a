import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DeadLetter, STREAM } from '#hub/contracts';
import type { EventLog, Position } from '#hub/event-log';

const ITEMS_A_TURN = 200;

/**
 * Finds letters that are open in their stream. Reads the stream when it is first asked, and from then on only what came
 * since: whoever replays a hundred letters does not read it a hundred times. Keeps positions, and no packets.
 */
export class OpenLetters {
  #positions = new Map<string, Position>();
  /** Behind the last item that was looked at. */
  #next: Position = { record: 0, index: 0 };

  constructor(private readonly log: Pick<EventLog, 'scan'>) {}

  /** Catches up with the stream; others have their turn meanwhile. */
  async refresh(): Promise<void> {
    let n = 0;
    for (const { position, item } of this.log.scan(STREAM.deadLetters, this.#next)) {
      this.#next = { record: position.record, index: position.index + 1 };
      if (item.type === 'resolved') this.#positions.delete(item.id);
      else this.#positions.set(item.id, position);
      if (++n % ITEMS_A_TURN === 0) await nextTurn();
    }
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
}
