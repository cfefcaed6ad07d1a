import type { PushPayload } from '#hub/contracts';

/** Reads it; undefined for what no hub wrote. */
export function pushedIn(text: string | undefined): PushPayload | undefined {
  try {
    const read = JSON.parse(text ?? '') as Partial<PushPayload> | null;
    if (typeof read?.title !== 'string' || typeof read.token !== 'string') return undefined;
    const { title, token, body = '', tag = token, url = '/security', kind = 'page' } = read;
    const { urgent = false, silent = false, at = Date.now() } = read;
    return { title, token, body, tag, url, kind, urgent, silent, at };
  } catch {
    return undefined;
  }
}
