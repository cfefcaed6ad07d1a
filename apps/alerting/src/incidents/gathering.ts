import type { Commit, CommittedState } from '#hub/event-log';

const GATHERED = 'g/';

/** Alerts of devices that fell silent and wait for each other, each until its own time. */
export class Gathering {
  #until = new Map<string, number>();

  load(state: CommittedState): void {
    this.#until = new Map([...state<number>(GATHERED)].map(([key, until]) => [key.slice(GATHERED.length), until]));
  }

  has(alert: string): boolean {
    return this.#until.has(alert);
  }
  add(alert: string, until: number, commit: Commit): void {
    this.#until.set(alert, until);
    commit.put(GATHERED + alert, until);
  }
  remove(alert: string, commit: Commit): void {
    if (this.#until.delete(alert)) commit.put(GATHERED + alert, undefined);
  }

  /** Whose time is over, in the order in which they came; `most` is how long anything waits where no clock was set back. */
  due(now: number, most: number): string[] {
    if (this.#until.size === 0) return [];
    const due = [...this.#until].filter(([, until]) => until <= now || until - now > most);
    return due.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([alert]) => alert);
  }
}
