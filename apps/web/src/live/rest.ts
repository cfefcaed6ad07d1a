/** Where the fault lies when the server was asked in vain. */
export class RequestFailed extends Error {
  constructor(
    readonly reason: 'unreachable' | 'refused' | 'not-found',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const TIMEOUT_MS = 8000;

/** GETs JSON; throws RequestFailed. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await request(path, { signal })) as T;
}

/** POSTs JSON; throws RequestFailed. */
export const postJson = (path: string, body: unknown): Promise<unknown> =>
  request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function request(path: string, init: RequestInit): Promise<unknown> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  let response: Response;
  try {
    response = await fetch(path, { cache: 'no-store', ...init, signal });
  } catch (cause) {
    throw new RequestFailed('unreachable', `${path}: no answer`, { cause });
  }
  if (!response.ok)
    throw new RequestFailed(response.status === 404 ? 'not-found' : 'refused', `${path}: ${response.status}`);
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

/** Lists come bare or under their name. */
export const listIn = <T>(answer: unknown, name: string): T[] =>
  (Array.isArray(answer) ? answer : ((answer as Record<string, unknown> | undefined)?.[name] ?? [])) as T[];
