import type { Alert } from '#hub/contracts';
import type { Commit, CommittedState } from '#hub/event-log';

/** What people made of an alert or an incident: it lies over what the hub found. */
export interface Handled extends Pick<Alert, 'acknowledgement' | 'assigned' | 'shelved' | 'verdict'> {
  /** How often somebody did something, and when last. */
  changes: number;
  at: number;
  /** Ids of the last requests. */
  requests?: string[];
}

/**
 * People's part, under keys of its own, because it is committed with the requests and what it lies over with the
 * readings: neither commit can undo the other's.
 */
export class Hands {
  #of = new Map<string, Handled>();
  /** As it was before a batch that is not known to be committed. */
  #before = new Map<string, Handled | undefined>();

  constructor(private readonly prefix: string) {}

  load(state: CommittedState): void {
    this.#before.clear();
    this.#of = new Map(
      [...state<Handled | OldAcknowledgement>(this.prefix)].map(([key, value]) => [
        key.slice(this.prefix.length),
        'changes' in value ? value : { acknowledgement: value, changes: 1, at: value.at },
      ]),
    );
  }

  get(id: string): Handled | undefined {
    return this.#of.get(id);
  }
  all(): Iterable<[id: string, handled: Handled]> {
    return this.#of;
  }

  /** Lays this over what was done before. */
  put(id: string, done: Partial<Handled>, at: number, commit: Commit): void {
    const known = this.#of.get(id);
    if (!this.#before.has(id)) this.#before.set(id, known);
    const handled = { ...known, ...done, changes: (known?.changes ?? 0) + 1, at };
    this.#of.set(id, handled);
    commit.put(this.prefix + id, handled);
  }

  committed(): void {
    this.#before.clear();
  }
  /** The commit of the last batch did not happen. */
  takeBack(): void {
    for (const [id, before] of this.#before) {
      if (before) this.#of.set(id, before);
      else this.#of.delete(id);
    }
    this.#before.clear();
  }

  /** What it lay over is forgotten with this commit. */
  forget(id: string, commit: Commit): void {
    if (!this.#of.has(id)) return;
    commit.put(this.prefix + id, undefined);
    commit.afterCommit(() => this.#of.delete(id));
  }
}

/** How releases before this one kept what people did. */
type OldAcknowledgement = NonNullable<Alert['acknowledgement']>;
