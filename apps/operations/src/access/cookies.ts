import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';

/** The session; and what tells a browser that signed in before from one that never did. */
export type CookieName = 'hub_session' | 'hub_device';

const YEAR_MS = 365 * 86_400_000;

/** Over HTTPS the name itself makes browsers refuse it from anywhere else and without encryption. */
const nameOver = (name: CookieName, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** Value of a cookie; over either kind of line, for a browser may come by both. */
export function cookieOf(request: Pick<IncomingMessage, 'headers'>, name: CookieName): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  for (const secure of [true, false]) {
    const start = `${nameOver(name, secure)}=`;
    const found = pairs.find((pair) => pair.startsWith(start));
    if (found) return found.slice(start.length);
  }
  return undefined;
}

/** Read by the hub alone, sent to no other site and with no request that another site began. */
export function setCookie(request: Request, response: Response, name: CookieName, value: string): void {
  const { secure } = request;
  response.cookie(nameOver(name, secure), value, {
    ...{ httpOnly: true, sameSite: 'strict', path: '/', secure },
    maxAge: YEAR_MS,
    encode: String,
  });
}

export function dropCookie(request: Request, response: Response, name: CookieName): void {
  for (const secure of new Set([request.secure, false]))
    response.clearCookie(nameOver(name, secure), { httpOnly: true, sameSite: 'strict', path: '/', secure });
}
