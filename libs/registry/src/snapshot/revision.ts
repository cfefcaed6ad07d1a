import type { EntityManager } from 'typeorm';
import { RevisionRow } from '../entities/setting.entity.js';

const ROW = { id: 1 };

/** Said in the transaction of every change that the device directory must know of, whichever process makes it. */
export async function bumpRevision(manager: EntityManager): Promise<void> {
  await manager.increment(RevisionRow, ROW, 'number', 1);
}

export async function revisionOf(manager: EntityManager): Promise<number> {
  return (await manager.findOneByOrFail(RevisionRow, ROW)).number;
}
