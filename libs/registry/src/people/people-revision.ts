import type { EntityManager } from 'typeorm';
import { RevisionRow } from '../entities/setting.entity.js';

const ROW = { id: 2 };

/** Said in the transaction of every change after which a signed-in session may be worth something else. */
export async function bumpPeople(m: EntityManager): Promise<void> {
  await m.increment(RevisionRow, ROW, 'number', 1);
}

export async function peopleRevision(m: EntityManager): Promise<number> {
  return (await m.findOneByOrFail(RevisionRow, ROW)).number;
}
