import { createHash, randomBytes } from 'node:crypto';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { CredentialRow } from '../entities/credential.entity.js';
import { FEW, inChunks } from '../input/in-chunks.js';

export interface SecretChange {
  /** How long the secret before stays valid beside the new one, milliseconds; absent or 0: not at all. */
  overlapMs?: number;
  /** The secret before ends already when the new one is used. Not for accounts that several boxes share. */
  untilUsed?: boolean;
}

/** 256 random bits: with so many, one round of SHA-256 is enough to keep them by. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const secretHashOf = (secret: string | Uint8Array): string => createHash('sha256').update(secret).digest('hex');

/** A new secret for an account: told this once; its SHA-256 is kept. */
export async function issueSecret(
  manager: EntityManager,
  account: string,
  now: number,
  { overlapMs = 0, untilUsed = false }: SecretChange = {},
): Promise<string> {
  if (overlapMs > 0) {
    // of those that were replaced before, none is left: at most two are valid at once
    await manager.delete(CredentialRow, { account, revoked: Not(IsNull()) });
    await manager.update(CredentialRow, { account }, { revoked: now + overlapMs });
  } else await revokeSecrets(manager, account);
  return insertSecret(manager, account, now, overlapMs > 0 && untilUsed ? now : null);
}

/**
 * A new secret beside the one in use, which it ends when it is used: a box may never hear of it, and asks again. What
 * was offered last stays valid as well, for it may be on its way yet; what was offered before that does not.
 */
export async function offerSecret(manager: EntityManager, account: string, now: number): Promise<string> {
  const where = { account, offered: Not(IsNull()) };
  const offered = await manager.find(CredentialRow, { where, order: { offered: 'DESC' } });
  const older = offered.slice(1).map(({ secretHash }) => secretHash);
  if (older.length > 0) await manager.delete(CredentialRow, { secretHash: In(older) });
  // the order of telling, also where the clock was set back or nothing has passed
  return insertSecret(manager, account, now, Math.max(now, (offered[0]?.offered ?? 0) + 1));
}

async function insertSecret(
  manager: EntityManager,
  account: string,
  now: number,
  offered: number | null,
): Promise<string> {
  const secret = newSecret();
  const secretHash = secretHashOf(secret);
  await manager.insert(CredentialRow, { secretHash, account, created: now, revoked: null, offered });
  return secret;
}

/**
 * These were signed in with, in this order: whatever else their accounts had ends, also what was used a moment later.
 * Gives the accounts of those that were new.
 */
export async function useSecrets(manager: EntityManager, hashes: readonly string[]): Promise<string[]> {
  const accounts: string[] = [];
  await inChunks(
    hashes,
    async (some) => {
      const rows = await manager.findBy(CredentialRow, { secretHash: In(some), offered: Not(IsNull()) });
      const known = new Map(rows.map((row) => [row.secretHash, row.account]));
      for (const secretHash of some) {
        const account = known.get(secretHash);
        if (account === undefined || accounts.includes(account)) continue;
        await manager.delete(CredentialRow, { account, secretHash: Not(secretHash) });
        await manager.update(CredentialRow, { secretHash }, { offered: null, revoked: null });
        accounts.push(account);
      }
    },
    FEW,
  );
  return accounts;
}

/** Deleted, not dated: on a machine whose clock falls back, a secret of before must not open anything again. */
export async function revokeSecrets(manager: EntityManager, account: string): Promise<void> {
  await manager.delete(CredentialRow, { account });
}
