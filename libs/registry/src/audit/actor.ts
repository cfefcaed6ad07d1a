import { AsyncLocalStorage } from 'node:async_hooks';

/** On whose behalf something is written. */
export interface Actor {
  /** Id of a person, wall or program; or the part of the hub itself. */
  by: string;
  /** Household that `by` acts for. */
  actingFor?: string | undefined;
  /** Where it came from, as the network says. */
  address?: string | undefined;
}

const actors = new AsyncLocalStorage<Actor>();
const HUB: Actor = { by: 'hub' };

/** Whatever is written while `work` runs is its. The actor may still learn who it is: a request is read before its sender is known. */
export const asActor = <T>(actor: Actor, work: () => T): T => actors.run(actor, work);

export const actorNow = (): Actor => actors.getStore() ?? HUB;
