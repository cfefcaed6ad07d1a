import type { Thing, ThingKind } from '#hub/contracts';
import { type EntityManager, IsNull } from 'typeorm';
import { ThingRow } from '../entities/thing.entity.js';

/** One that was not taken out; or undefined. */
export async function thingOf<K extends ThingKind>(
  m: EntityManager,
  kind: K,
  id: string,
): Promise<Thing<K> | undefined> {
  const row = await m.findOneBy(ThingRow, { kind, id, removed: IsNull() });
  return row ? (row.body as Thing<K>) : undefined;
}
