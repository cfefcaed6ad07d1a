/** What the Authorization header says. */
export interface Credentials {
  /** Basic alone names who it is; empty where a box leaves it out. */
  user?: string;
  secret: Uint8Array;
}

const HEADER = /^(bearer|basic) +([\w+/=.~-]{1,2048}) *$/i;

/** `Bearer <secret>`, or Basic with the secret as password. Undefined where neither is there. */
export function readCredentials(header: string | undefined): Credentials | undefined {
  const parts = HEADER.exec(header ?? '');
  if (!parts) return undefined;
  if (parts[1]!.toLowerCase() === 'bearer') return { secret: Buffer.from(parts[2]!) };
  const pair = Buffer.from(parts[2]!, 'base64');
  const colon = pair.indexOf(0x3a);
  if (colon < 0) return undefined;
  return { user: pair.toString('utf8', 0, colon), secret: pair.subarray(colon + 1) };
}
