import type { EntityManager, EntityTarget, FindOptionsWhere } from 'typeorm';

/** A row whose id its sender made: the first that comes with it stays, and its body is what everybody is answered. */
export async function putOnce<R extends { id: string; body: unknown }>(
  m: EntityManager,
  entity: EntityTarget<R>,
  row: R,
): Promise<R['body']> {
  const known = await m.findOneBy(entity, { id: row.id } as FindOptionsWhere<R>);
  if (known) return known.body;
  await m.insert(entity, row as never);
  return row.body;
}
