import type { EntityManager } from 'typeorm';
import { RevisionRow } from '../entities/setting.entity.js';

const ROW = { id: 1 };

/**
 * Said in the transaction of every change of what is registered, whichever process makes it: the device directory, and
 * whoever reads land and waters as a whole, look again.
 */
export async function bumpRevision(manager: EntityManager): Promise<void> {
  await manager.increment(RevisionRow, ROW, 'number', 1);
}

export async function revisionOf(manager: EntityManager): Promise<number> {
  return (await manager.findOneByOrFail(RevisionRow, ROW)).number;
}
