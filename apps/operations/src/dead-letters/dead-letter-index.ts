import type { DeadLetter, DeadLetterItem } from '#hub/contracts';
import type { Position } from '#hub/event-log';

type Kind = DeadLetter['kind'];

/** Where a letter stands in its stream. */
interface Entry {
  id: string;
  kind: Kind;
  account: string | undefined;
  position: Position;
}
export interface LetterFilter {
  kind?: Kind | undefined;
  account?: string | undefined;
}

/** More than anybody reads; whoever sends garbage must not fill the memory. */
const MOST = 20_000;

/** Letters that are open: counted, and found again in the stream without reading all of it. */
export class DeadLetterIndex {
  #entries = new Map<string, Entry>();
  #counts: Record<Kind, number> = { unrecognised: 0, undecodable: 0, refused: 0, failed: 0 };
  readonly #waiting = new Map<string, Set<(item: DeadLetterItem) => void>>();

  take(item: DeadLetterItem, position: Position): void {
    const known = this.#entries.get(item.id);
    if (known && !after(position, known.position)) return;
    if (known) this.#remove(known);
    if (item.type === 'dead-letter') {
      this.#entries.set(item.id, { id: item.id, kind: item.kind, account: item.account, position });
      this.#counts[item.kind]++;
      if (this.#entries.size > MOST) this.#remove(this.#entries.values().next().value!);
    }
    for (const answer of this.#waiting.get(item.id) ?? []) answer(item);
  }

  count(kind: Kind): number {
    return this.#counts[kind];
  }
  position(id: string): Position | undefined {
    return this.#entries.get(id)?.position;
  }

  /** Open letters, newest first. */
  page({ kind, account }: LetterFilter, offset: number, limit: number): { total: number; positions: Position[] } {
    const found = [...this.#entries.values()].filter(
      (entry) => (kind === undefined || entry.kind === kind) && (account === undefined || entry.account === account),
    );
    found.reverse();
    return { total: found.length, positions: found.slice(offset, offset + limit).map((entry) => entry.position) };
  }

  /** Calls back with what becomes of the letter next; returns how to stop. */
  watch(id: string, answer: (item: DeadLetterItem) => void): () => void {
    const answers = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, answers.add(answer));
    return () => {
      answers.delete(answer);
      if (answers.size === 0) this.#waiting.delete(id);
    };
  }

  #remove({ id, kind }: Entry): void {
    this.#entries.delete(id);
    this.#counts[kind]--;
  }
}

const after = (a: Position, b: Position): boolean =>
  a.record > b.record || (a.record === b.record && a.index > b.index);
