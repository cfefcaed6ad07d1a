import { onDuty } from '#hub/contracts';
import type { Registry } from '#hub/registry';
import type { People } from './people.js';

/** What is as old as this is read anew before it is used. */
const FRESH_MS = 1000;

/**
 * People and roster as the registry last said. A registry that is away is not waited for: an emergency is told to those
 * who were there a moment ago.
 */
export class PeopleKeeper {
  #known: People | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly registry: Pick<Registry, 'contacts' | 'rosters'>) {}

  /**
   * `anew`: also what was changed a moment ago.
   * @throws RegistryUnavailableError where it is away and nothing is known yet
   */
  async now(anew = false): Promise<People> {
    if (!anew && this.#known && performance.now() - this.#readAt < FRESH_MS) return this.#known;
    try {
      const [people, roster] = await Promise.all([this.registry.contacts.reachable(), this.registry.rosters.get()]);
      this.#known = {
        persons: new Map(people.map((person) => [person.id, person])),
        roster,
        watchAt: (at) => onDuty(roster, at),
      };
      this.#readAt = performance.now();
    } catch (error) {
      if (!this.#known) throw error;
    }
    return this.#known;
  }
}
