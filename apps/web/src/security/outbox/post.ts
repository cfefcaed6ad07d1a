import { deedPath, incidentPath } from '../../incidents/deed.js';
import type { DeedJob } from './deed-job.js';
import type { Answer, Post } from './send-deeds.js';

const LEAST_MS = 20_000;
/** What the slowest line that still counts as one carries, bytes in a millisecond. */
const SLOWEST = 3;
const DEFAULT_RETRY_S = 30;

type Body = Record<string, unknown> & { error?: string; message?: string; retryAfterS?: number };

/** The hub over HTTP. Runs in the page and in its service worker. */
export const hubPost: Post = {
  async whoIsIt() {
    const answer = await ask('/api/me', {}, LEAST_MS);
    if (answer?.status !== 200) return { kind: 'unreachable' };
    const { state, id } = answer.body;
    return state === 'signed-in' && typeof id === 'string' ? { person: id } : { kind: 'signed-out' };
  },

  now: () => Date.now(),

  async send(job, photo) {
    const { do: _, ...given } = job.deed;
    // the key is the same however often it is sent: an answer may be lost on its way back
    const body = JSON.stringify({ ...given, ...(photo && { photo }), doneAt: job.doneAt, key: job.key });
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(
      deedPath(job.incident, job.deed),
      { method: 'POST', headers, body },
      LEAST_MS + body.length / SLOWEST,
    );
    if (!answer) return { kind: 'unreachable' };
    if (answer.status === 409 && job.deed.do === 'acknowledge' && (await isMine(job))) return { kind: 'taken' };
    return answerOf(answer.status, answer.body);
  },
};

/** Whether it was this person after all who took it: the answer to an earlier try was lost. */
async function isMine(job: DeedJob): Promise<boolean> {
  const answer = await ask(incidentPath(job.incident), {}, LEAST_MS);
  const incident = answer?.body['incident'] as { acknowledgement?: { person?: string } } | undefined;
  return incident?.acknowledgement?.person === job.person;
}

async function ask(path: string, init: RequestInit, timeoutMs: number) {
  try {
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

/** What an answer means. Only a plain no of the hub itself puts a deed aside; all else is tried again. */
export function answerOf(status: number, body: Body): Answer {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 401) return { kind: 'signed-out' };
  if (status === 429) return { kind: 'later', retryInMs: (body.retryAfterS ?? DEFAULT_RETRY_S) * 1000 };
  // a page of something that stands between (a captive portal) is no answer either
  if (status < 400 || status >= 500 || !body.error) return { kind: 'unreachable' };
  return { kind: 'refused', message: body.message ?? '' };
}
