import { type ClientRequest, type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Outcome } from './channel.js';

export interface Asked {
  url: string;
  method: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}
export interface Answered {
  status: number;
  text: string;
  /** From Retry-After, milliseconds. */
  afterMs?: number;
}

const LONGEST = 65_536;
/** A provider that is not reached within this is not there; most of what a send may take is left for another way. */
const CONNECT_MS = 8000;

/**
 * Asks a provider over a connection of its own, so that it is known whether anything was handed over. An outcome where
 * nothing came back: `retry` before the connection stood, `uncertain` from then on. Redirects are not followed: a message
 * goes where it was meant to.
 */
export function ask({ url, method, headers = {}, body = '' }: Asked, signal: AbortSignal): Promise<Answered | Outcome> {
  return new Promise((resolve) => {
    const length = body.length > 0 || method !== 'GET' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const options = { method, headers: { ...headers, ...length }, agent: false as const, signal };
    const request = url.startsWith('https:') ? secure(url, options) : plain(url, options);
    const connected = whenConnected(request, () => request.end(body));
    request.on('response', (response) => {
      void textOf(response).then((text) => {
        const afterMs = retryAfter(response.headers['retry-after']);
        resolve({ status: response.statusCode!, text, ...(afterMs !== undefined && { afterMs }) });
        request.destroy();
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.name;
      if (!connected()) resolve({ outcome: 'retry', reason: `không nối được (${code})` });
      else if (signal.aborted) resolve({ outcome: 'uncertain', reason: 'nhà cung cấp không trả lời' });
      else resolve({ outcome: 'uncertain', reason: `mất kết nối (${code})` });
    });
  });
}

/** Nothing is written before the line stands, and is who it says. Gives whether it does. */
function whenConnected(request: ClientRequest, stands: () => void): () => boolean {
  let connected = false;
  request.once('socket', (socket) => {
    const late = () => request.destroy(Object.assign(new Error('not reached'), { code: 'ETIMEDOUT' }));
    const timer = setTimeout(late, CONNECT_MS);
    socket.once('close', () => clearTimeout(timer));
    socket.once((socket as TLSSocket).encrypted ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      connected = true;
      stands();
    });
  });
  return () => connected;
}

/** What came before the line broke is enough: the status stands. */
async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      text += chunk as string;
      if (text.length >= LONGEST) break;
    }
  } catch {
    // the line broke
  }
  return text.slice(0, LONGEST);
}

/** What a status means where 2xx is success. `twice`: a second try of the same does no harm. */
export function outcomeOf({ status, afterMs }: Answered, twice: boolean): Outcome {
  const reason = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (status === 429 || status === 503 || status === 408)
    return { outcome: 'retry', reason, ...(afterMs !== undefined && { afterMs }) };
  if (status < 500) return { outcome: 'refused', reason };
  return twice ? { outcome: 'retry', reason } : { outcome: 'uncertain', reason };
}

export const isOutcome = (answer: Answered | Outcome): answer is Outcome => 'outcome' in answer;

/** Seconds, or a date. At most an hour. */
function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : undefined;
}
