import { lang } from '../i18n/chosen-lang.js';

/** Where the fault lies when the server was asked in vain. */
export type Failure =
  /** No answer: no network, or the hub is away. */
  | 'unreachable'
  /** The session is over, or never was. */
  | 'signed-out'
  /** Not with these rights. */
  | 'forbidden'
  | 'not-found'
  /** Somebody else was faster; `answer.current` may say how things are now. */
  | 'conflict'
  | 'refused';

/** What the hub says when it says no. */
export interface Refusal {
  error?: string;
  /** In the language of the page, for people. */
  message?: string;
  fields?: { field: string; problem: string }[];
  retryAfterS?: number;
  [more: string]: unknown;
}

export class RequestFailed extends Error {
  constructor(
    readonly reason: Failure,
    message: string,
    readonly answer: Refusal = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The hub's own name for it, e.g. `wrong-credentials`. */
  get code(): string | undefined {
    return this.answer.error;
  }

  /** What is wrong with one field of what was sent. */
  problemWith(field: string): string | undefined {
    return this.answer.fields?.find((f) => f.field === field)?.problem;
  }
}

const TIMEOUT_MS = 8000;

/** GETs JSON; throws RequestFailed. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await request(path, { signal })) as T;
}

/** Sends JSON and answers what came back; throws RequestFailed. */
export const sendJson = async <T = unknown>(method: Method, path: string, body?: unknown): Promise<T> =>
  (await request(path, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })) as T;
type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export const postJson = <T = unknown>(path: string, body: unknown): Promise<T> => sendJson<T>('POST', path, body);

/** A file of a thousand rows takes the hub longer than a question does. */
const FILE_TIMEOUT_MS = 120_000;
/** POSTs a file as it is and answers what came back; throws RequestFailed. */
export const sendFile = async <T>(path: string, file: Blob, type: string): Promise<T> =>
  (await request(path, { method: 'POST', headers: { 'content-type': type }, body: file }, FILE_TIMEOUT_MS)) as T;

/** Hears that the hub no longer knows who this is. One page has one listener: its session. */
let onSignedOut = () => {};
export const whenSignedOut = (listener: () => void): void => {
  onSignedOut = listener;
};

/** Headers that go with every request, e.g. for whom it is made. */
let standing: Record<string, string> = {};
export const sendAlways = (headers: Record<string, string>): void => {
  standing = headers;
};
export const standingHeaders = (): Record<string, string> => standing;

/** A 401 that answers what was typed in, and says nothing of the session. */
const ABOUT_INPUT = new Set(['wrong-credentials', 'code-needed', 'wrong-code', 'wrong-password']);

async function request(path: string, init: RequestInit, timeoutMs = TIMEOUT_MS): Promise<unknown> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  let response: Response;
  let text: string;
  try {
    // answers are in the language of the page, whatever the browser's own is
    const headers = {
      'accept-language': lang.get(),
      ...standing,
      ...(init.headers as Record<string, string> | undefined),
    };
    response = await fetch(path, { cache: 'no-store', ...init, headers, signal });
    text = await response.text();
  } catch (cause) {
    throw new RequestFailed('unreachable', `${path}: no answer`, {}, { cause });
  }
  if (response.ok) return text ? JSON.parse(text) : undefined;
  const answer = refusalIn(text);
  const reason = failureOf(response.status);
  if (reason === 'signed-out' && !ABOUT_INPUT.has(answer.error ?? '')) onSignedOut();
  const after = Number(response.headers.get('retry-after'));
  if (after > 0) answer.retryAfterS ??= after;
  throw new RequestFailed(reason, `${path}: ${response.status}`, answer);
}

function failureOf(status: number): Failure {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 409 || status === 412) return 'conflict';
  // what stands before the hub answers for it while it is away
  return status === 502 || status === 504 ? 'unreachable' : 'refused';
}

function refusalIn(text: string): Refusal {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? (answer as Refusal) : {};
  } catch {
    return {};
  }
}

/** Lists come bare or under their name. */
export const listIn = <T>(answer: unknown, name: string): T[] =>
  (Array.isArray(answer) ? answer : ((answer as Record<string, unknown> | undefined)?.[name] ?? [])) as T[];
