import { createHash, timingSafeEqual } from 'node:crypto';
import type { RefusalReason } from '#hub/contracts';
import type { Account } from './directory.js';

export type SecretVerdict =
  | { is: 'valid'; account: Account; secretHash: string }
  | { is: Extract<RefusalReason, 'unknown-account' | 'wrong-secret' | 'revoked'> };

/** Compares without telling by its timing how much was right. Secrets are random, so that one SHA-256 is enough. */
export function verifySecret(account: Account | undefined, secret: Uint8Array | undefined): SecretVerdict {
  const digest = createHash('sha256')
    .update(secret ?? '')
    .digest();
  if (!account) return { is: 'unknown-account' };
  if (account.secretHashes.length === 0) return { is: 'revoked' };
  let valid: string | undefined;
  for (const hash of account.secretHashes) {
    const expected = Buffer.from(hash, 'hex');
    if (expected.length === digest.length && timingSafeEqual(expected, digest)) valid = hash;
  }
  return valid === undefined || secret === undefined
    ? { is: 'wrong-secret' }
    : { is: 'valid', account, secretHash: valid };
}
