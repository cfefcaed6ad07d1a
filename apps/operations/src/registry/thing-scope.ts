import type { Permission, Scope, Thing, ThingKind } from '#hub/contracts';
import { placeOfThing, type Registry } from '#hub/registry';
import type { Caller } from '../access/caller.js';
import { notFound } from '../http/errors.js';

/** Scopes in which somebody may do this; undefined: everywhere. */
export function scopesOf(who: Caller, permission: Permission): Scope[] | undefined {
  if (who.canEverywhere(permission)) return undefined;
  return who.granted.filter(({ permissions }) => permissions.includes(permission)).map(({ scope }) => scope);
}

/** The thing, where it is the caller's; of all others nobody learns that they are there. @throws ApiError 404 */
export async function thingFor<K extends ThingKind>(
  registry: Registry,
  who: Caller,
  permission: Permission,
  kind: K,
  id: string,
): Promise<Thing<K>> {
  const thing = await registry.things.get(kind, id);
  if (!who.can(permission, placeOfThing(kind, thing))) throw notFound(`Không có mã "${id}"`);
  return thing;
}
