import type { Broadcast } from '#hub/contracts';
import type { Commit, CommittedState } from '#hub/event-log';
import type { KeptBell, KeptContact, KeptEscalation, KeptMessage, KeptNotice } from './kept.js';

interface Kinds {
  escalation: KeptEscalation;
  notice: KeptNotice;
  message: KeptMessage;
  contact: KeptContact;
  /** Times at which a channel was used, and how often a person was told today. */
  used: number[];
  bell: KeptBell;
  broadcast: Broadcast;
}
type Kind = keyof Kinds;
const PREFIX: { [K in Kind]: string } = {
  escalation: 'e/',
  notice: 'n/',
  message: 'm/',
  contact: 'c/',
  used: 'u/',
  bell: 'b/',
  broadcast: 'p/',
};
const KINDS = Object.keys(PREFIX) as Kind[];
type Maps = { [K in Kind]: Map<string, Kinds[K]> };

/**
 * All that the notifier knows, as its group's state. Values are replaced and never changed in place, so that a book that
 * is loaded again is as it was committed.
 */
export class Book {
  #maps = emptyMaps();

  load(state: CommittedState): void {
    this.#maps = emptyMaps();
    for (const kind of KINDS) {
      const map = this.#maps[kind] as Map<string, unknown>;
      for (const [key, value] of state<unknown>(PREFIX[kind])) map.set(key.slice(PREFIX[kind].length), value);
    }
  }

  get<K extends Kind>(kind: K, key: string): Kinds[K] | undefined {
    return this.#maps[kind].get(key);
  }
  all<K extends Kind>(kind: K): IterableIterator<[string, Kinds[K]]> {
    return this.#maps[kind].entries();
  }
  put<K extends Kind>(kind: K, key: string, value: Kinds[K], commit: Commit): void {
    this.#maps[kind].set(key, value);
    commit.put(PREFIX[kind] + key, value);
  }
  remove(kind: Kind, key: string, commit: Commit): void {
    if (this.#maps[kind].delete(key)) commit.put(PREFIX[kind] + key, undefined);
  }
}

const emptyMaps = (): Maps => Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as unknown as Maps;
