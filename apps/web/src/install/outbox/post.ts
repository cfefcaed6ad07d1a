import { base64Of } from '../../phone/picture/data-url.js';
import type { Problem } from './job.js';
import type { Answer, Post } from './send-jobs.js';

const LEAST_MS = 20_000;
/** What the slowest line that still counts as one carries, bytes in a millisecond. */
const SLOWEST = 3;
const DEFAULT_RETRY_S = 30;

type Body = { error?: string; message?: string; by?: string; at?: number; own?: boolean; device?: unknown } & {
  fields?: Problem['fields'];
  retryAfterS?: number;
};

/** The hub over HTTP. Runs in the page and in its service worker. */
export const hubPost: Post = {
  async whoIsIt() {
    const response = await ask('/api/me', { method: 'GET' }, LEAST_MS);
    if (!response?.ok) return { kind: 'unreachable' };
    const me = (await bodyOf(response)) as { state?: string; id?: string };
    return me.state === 'signed-in' && me.id ? { person: me.id } : { kind: 'signed-out' };
  },

  async register(job, photo) {
    const body = JSON.stringify({ ...job.registration, ...(photo && { photo: base64Of(photo) }) });
    const headers = { 'content-type': 'application/json' };
    const response = await ask(
      '/api/installations',
      { method: 'POST', headers, body },
      LEAST_MS + body.length / SLOWEST,
    );
    return response ? answerOf(response.status, await bodyOf(response), response.headers) : { kind: 'unreachable' };
  },

  now: () => Date.now(),
};

async function ask(path: string, init: RequestInit, timeoutMs: number): Promise<Response | undefined> {
  try {
    // also sends while no page is open that could be asked for its language; most refusals have words of the page's own
    const headers = { 'accept-language': 'vi', ...(init.headers as Record<string, string> | undefined) };
    return await fetch(path, { cache: 'no-store', ...init, headers, signal: AbortSignal.timeout(timeoutMs) });
  } catch {
    return undefined;
  }
}

async function bodyOf(response: Response): Promise<Body> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Body) : {};
  } catch {
    return {};
  }
}

/** What an answer means. Only a plain no of the hub itself puts a box aside; all else is tried again. */
export function answerOf(status: number, body: Body, headers: Pick<Headers, 'get'>): Answer {
  const device = (body.device as { id?: string } | undefined)?.id;
  if ((status === 201 || status === 200) && device) return { kind: 'taken', device };
  if (status === 401) return { kind: 'signed-out' };
  if (status === 429) {
    const seconds = Number(headers.get('retry-after')) || body.retryAfterS || DEFAULT_RETRY_S;
    return { kind: 'later', retryInMs: seconds * 1000 };
  }
  if (status === 413) return { kind: 'refused', problem: { code: 'too-large', message: body.message ?? '' } };
  // a page of something that stands between (a captive portal) is no answer either
  if (status < 400 || status >= 500 || !body.error) return { kind: 'unreachable' };
  return {
    kind: 'refused',
    problem: {
      code: body.error,
      message: body.message ?? '',
      ...(body.by && { by: body.by }),
      ...(body.own && { own: true }),
      ...(body.at !== undefined && { claimedAt: body.at }),
      ...(typeof body.device === 'string' && { device: body.device }),
      ...(body.fields && { fields: body.fields }),
    },
  };
}
