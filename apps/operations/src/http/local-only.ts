import type { IncomingMessage, ServerResponse } from 'node:http';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Boxes sign in with a secret of their own there, which no page of a stranger knows. */
const OPEN = '/api/ingest/';

/** Why a request is not answered; undefined where it may go on. */
export type Denial = 'foreign-host' | 'foreign-origin';

/**
 * Until people sign in, the hub answers its own machine alone. Listening on 127.0.0.1 is not enough: a page anywhere can
 * point its own name at 127.0.0.1 (DNS rebinding), so the name that was asked for must be the machine's.
 */
export function denialOf(request: Pick<IncomingMessage, 'headers' | 'url'>): Denial | undefined {
  if (request.url?.startsWith(OPEN)) return undefined;
  const { host, origin } = request.headers;
  if (!host || !LOOPBACK.has(nameOf(host))) return 'foreign-host';
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return 'foreign-origin';
  return undefined;
}

const nameOf = (host: string): string => host.replace(/:\d{1,5}$/, '').toLowerCase();

const WORDS: Record<Denial, string> = {
  'foreign-host': 'Hub chỉ trả lời trên chính máy này (http://127.0.0.1 hoặc http://localhost)',
  'foreign-origin': 'Yêu cầu đến từ một trang khác',
};

/** Express middleware in front of everything. */
export function localOnly(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const denial = denialOf(request);
  if (!denial) {
    next();
    return;
  }
  response.writeHead(403, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ error: denial, message: WORDS[denial] }));
}
