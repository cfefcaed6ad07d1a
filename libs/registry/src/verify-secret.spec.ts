import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Account } from './directory.js';
import { verifySecret } from './verify-secret.js';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const account = (secretHashes: string[]): Account => ({ id: 'air-1', commune: '26734', secretHashes });

describe('a secret', () => {
  it.each([
    ['right', account([hashOf('s')]), 's', 'valid'],
    ['right, the second of two', account([hashOf('r'), hashOf('s')]), 's', 'valid'],
    ['wrong', account([hashOf('s')]), 'S', 'wrong-secret'],
    ['the hash itself', account([hashOf('s')]), hashOf('s'), 'wrong-secret'],
    ['absent', account([hashOf('')]), undefined, 'wrong-secret'],
    ['of nobody', undefined, 's', 'unknown-account'],
    ['revoked', account([]), 's', 'revoked'],
    ['against a broken hash', account(['zz', '']), 's', 'wrong-secret'],
  ])('%s', (_what, who, secret, is) => {
    expect(verifySecret(who, secret === undefined ? undefined : Buffer.from(secret)).is).toBe(is);
  });

  it('says which hash it met, so that its session ends with it', () => {
    expect(verifySecret(account([hashOf('r'), hashOf('s')]), Buffer.from('s'))).toMatchObject({
      secretHash: hashOf('s'),
    });
  });
});
