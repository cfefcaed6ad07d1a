import type { Answer } from './send-deeds.js';

const LEAST_MS = 20_000;
/** What the slowest line that still counts as one carries, bytes in a millisecond. */
const SLOWEST = 3;
const DEFAULT_RETRY_S = 30;

export type Body = Record<string, unknown> & { error?: string; message?: string; retryAfterS?: number };
/** What the hub said; undefined: nothing. */
export type Asked = { status: number; body: Body } | undefined;

/** Asks the hub, in the page as in its service worker. `headers` go with it, e.g. for whom it is asked. */
export async function ask(path: string, init: RequestInit = {}, timeoutMs = LEAST_MS): Promise<Asked> {
  try {
    // also sends while no page is open that could be asked for its language; most refusals have words of the page's own
    const headers = { 'accept-language': 'vi', ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(path, {
      ...{ cache: 'no-store', ...init },
      ...{ headers, signal: AbortSignal.timeout(timeoutMs) },
    });
    const body: unknown = await response.json().catch(() => undefined);
    return { status: response.status, body: (typeof body === 'object' && body !== null ? body : {}) as Body };
  } catch {
    return undefined;
  }
}

/** Posts JSON; a photo in it has the time that a slow line needs. */
export function post(path: string, what: unknown, more: Record<string, string> = {}): Promise<Asked> {
  const body = JSON.stringify(what);
  const headers = { 'content-type': 'application/json', ...more };
  return ask(path, { method: 'POST', headers, body }, LEAST_MS + body.length / SLOWEST);
}

/** Who is signed in, asked before anything is sent in somebody's name. */
export async function whoIsIt(
  headers: Record<string, string> = {},
): Promise<{ person: string } | { kind: 'unreachable' } | { kind: 'signed-out' }> {
  const answer = await ask('/api/me', { headers });
  if (answer?.status !== 200) return { kind: 'unreachable' };
  const { state, id } = answer.body;
  return state === 'signed-in' && typeof id === 'string' ? { person: id } : { kind: 'signed-out' };
}

/** What an answer means. Only a plain no of the hub itself puts a deed aside; all else is tried again. */
export function answerOf(asked: Asked): Answer {
  if (!asked) return { kind: 'unreachable' };
  const { status, body } = asked;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 401) return { kind: 'signed-out' };
  if (status === 429) return { kind: 'later', retryInMs: (body.retryAfterS ?? DEFAULT_RETRY_S) * 1000 };
  // a page of something that stands between (a captive portal) is no answer either
  if (status < 400 || status >= 500 || !body.error) return { kind: 'unreachable' };
  return { kind: 'refused', message: body.message ?? '' };
}
