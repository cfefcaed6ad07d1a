import type { Group } from '#hub/contracts';

export interface ConsumerProblem {
  message: string;
  /** When it began, milliseconds. */
  since: number;
}

/** What keeps a group from going on right now, for the status that people read. */
export class ConsumerProblems {
  #problems = new Map<Group, ConsumerProblem>();

  of(group: Group): ConsumerProblem | undefined {
    return this.#problems.get(group);
  }
  note(group: Group, message: string, now: number): void {
    const known = this.#problems.get(group);
    this.#problems.set(group, { message, since: known?.since ?? now });
  }
  solved(group: Group): void {
    this.#problems.delete(group);
  }
}

/** Injection token of the process's one ConsumerProblems. */
export const CONSUMER_PROBLEMS = 'CONSUMER_PROBLEMS';
