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

/** No connection was made: whatever was to be sent did not leave. */
const NOT_REACHED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
  ...['UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);
const LONGEST = 65_536;

/** Asks a provider. An outcome where nothing came back. Redirects are not followed: a message goes where it was meant to. */
export async function ask({ url, ...init }: Asked, signal: AbortSignal): Promise<Answered | Outcome> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, body: init.body ?? null, redirect: 'manual', signal });
  } catch (error) {
    const code = codeOf(error);
    if (NOT_REACHED.has(code)) return { outcome: 'retry', reason: `không nối được (${code})` };
    const reason = signal.aborted ? 'nhà cung cấp không trả lời' : `mất kết nối (${code})`;
    return { outcome: 'uncertain', reason };
  }
  const text = (await response.text().catch(() => '')).slice(0, LONGEST);
  const afterMs = retryAfter(response.headers.get('retry-after'));
  return { status: response.status, text, ...(afterMs !== undefined && { afterMs }) };
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
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : undefined;
}

function codeOf(error: unknown): string {
  const { cause, name } = error as { cause?: { code?: string }; name?: string };
  return cause?.code ?? name ?? 'lạ';
}
