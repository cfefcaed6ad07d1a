import type { IncomingMessage, RequestListener } from 'node:http';
import { wants } from './language.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const LOOPBACK_PEER = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Boxes sign in with a secret of their own there, which no page of a stranger knows. */
const OPEN = '/api/ingest/';

/** Why a request is not answered; undefined where it may go on. */
export type Denial = 'foreign-host' | 'foreign-origin';

type Asked = Pick<IncomingMessage, 'headers' | 'url' | 'method'> & { socket: { remoteAddress?: string | undefined } };

/**
 * What is looked at before anybody is asked who he is. A page of another site can make a browser send requests here, with
 * a cookie if that were allowed: so they must come from a page of ours. While nobody administers the hub it answers its
 * own machine alone, and by its own name: a page anywhere can point its name at 127.0.0.1 (DNS rebinding).
 */
export function denialOf({ headers, url, method, socket }: Asked, administered: boolean): Denial | undefined {
  if (url?.startsWith(OPEN)) return undefined;
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (!host) return 'foreign-host';
  if (!administered && !(LOOPBACK.has(nameOf(host)) && LOOPBACK_PEER.test(socket.remoteAddress ?? '')))
    return 'foreign-host';
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return 'foreign-origin';
  if (!READING.has(method ?? 'GET') && site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'foreign-origin';
  return undefined;
}

const nameOf = (host: string): string => host.replace(/:\d{1,5}$/, '').toLowerCase();

const WORDS: Record<Denial, Record<'vi' | 'en', string>> = {
  'foreign-host': {
    vi: 'Hub chưa có người quản trị nên chỉ trả lời trên chính máy này (http://127.0.0.1 hoặc http://localhost)',
    en: 'Nobody administers the hub yet, so it answers this machine alone (http://127.0.0.1 or http://localhost)',
  },
  'foreign-origin': {
    vi: 'Yêu cầu đến từ một trang khác; hãy mở trang của hub rồi làm lại',
    en: 'The request came from another site: open the hub’s own page and do it there',
  },
};

/** Express middleware in front of everything. */
export const sameOrigin =
  (administered: () => boolean) =>
  (request: Parameters<RequestListener>[0], response: Parameters<RequestListener>[1], next: () => void): void => {
    const denial = denialOf(request, administered());
    if (!denial) {
      next();
      return;
    }
    response.writeHead(403, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ error: denial, message: WORDS[denial][wants('en', request) ? 'en' : 'vi'] }));
  };
