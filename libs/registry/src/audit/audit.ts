import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { AuditRow } from '../entities/audit.entity.js';
import { actorNow } from './actor.js';

/** What was done, to what. Never a secret; people by their ids, so that a name can be forgotten without breaking the chain. */
export interface AuditNote {
  /** "<thing>.<what>", e.g. `device.update`, `people.read`. */
  action: string;
  /** Id of what it was done to. */
  target?: string;
  detail?: Readonly<Record<string, unknown>>;
}

/** Hash of the entry before the first. */
export const GENESIS = '0'.repeat(64);

/**
 * Writes a line of the audit log in the caller's transaction: both are there or neither. Each line carries the hash of
 * the one before, so none can be changed, taken out or put in between without all that follow saying so.
 */
export async function note(m: EntityManager, { action, target, detail }: AuditNote, now: number): Promise<void> {
  const [last] = await m.find(AuditRow, { order: { seq: 'DESC' }, take: 1 });
  const { by, actingFor, address } = actorNow();
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: now,
    by,
    actingFor: actingFor ?? null,
    address: address ?? null,
    action,
    target: target ?? null,
    detail: detail ? JSON.stringify(detail) : null,
    previous: last?.hash ?? GENESIS,
  };
  await m.insert(AuditRow, { ...row, hash: hashOf(row) });
}

/** SHA-256 of the line with the hash before it, hex. The order of the fields is part of the format. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, by, actingFor, address, action, target, detail, previous } = row;
  return createHash('sha256')
    .update(JSON.stringify([seq, at, by, actingFor, address, action, target, detail, previous]))
    .digest('hex');
}
