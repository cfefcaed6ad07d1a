import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { IsNull, Not } from 'typeorm';
import { CredentialRow } from '../entities/credential.entity.js';

export interface SecretChange {
  /** How long the secret before stays valid beside the new one, milliseconds; absent or 0: not at all. */
  overlapMs?: number;
}

/** A new secret for an account: 256 random bits, told this once; its SHA-256 is kept. */
export async function issueSecret(
  manager: EntityManager,
  account: string,
  now: number,
  { overlapMs = 0 }: SecretChange = {},
): Promise<string> {
  if (overlapMs > 0) {
    // of those that were replaced before, none is left: at most two are valid at once
    await manager.delete(CredentialRow, { account, revoked: Not(IsNull()) });
    await manager.update(CredentialRow, { account }, { revoked: now + overlapMs });
  } else await revokeSecrets(manager, account);
  const secret = randomBytes(32).toString('base64url');
  const secretHash = createHash('sha256').update(secret).digest('hex');
  await manager.insert(CredentialRow, { secretHash, account, created: now, revoked: null });
  return secret;
}

/** Deleted, not dated: on a machine whose clock falls back, a secret of before must not open anything again. */
export async function revokeSecrets(manager: EntityManager, account: string): Promise<void> {
  await manager.delete(CredentialRow, { account });
}
