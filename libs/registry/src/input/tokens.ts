import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, told once. */
export const newToken = (): string => randomBytes(32).toString('base64url');
/** What is kept of a token: it is random, so that one SHA-256 is enough. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
/** An id that nobody chose: 80 random bits in small letters and digits. */
export const newId = (prefix: string): string =>
  `${prefix}-${BigInt(`0x${randomBytes(10).toString('hex')}`).toString(36)}`;
