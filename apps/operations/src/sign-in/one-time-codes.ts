import { Secret, TOTP } from 'otpauth';
import type { WaysIn } from '#hub/registry';

const PERIOD_S = 30;
/** Steps to either side: clocks of phones are a little off. */
const WINDOW = 1;

/** A secret of 160 bits, base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator app reads from a QR code. */
export const uriOf = (secret: string, login: string, issuer: string): string =>
  totpOf(secret, login, issuer).toString();

/** Time step whose code this is, around `now`; undefined: none. RFC 6238. */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_S) + delta;
}

export const asksForCode = ({ totp, totpStep }: WaysIn): boolean => totp && totpStep !== null;

const totpOf = (secret: string, label = '', issuer = ''): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD_S, digits: 6, label, issuer });
