/** What the hub pushes to a phone: no names and no numbers. */
export interface Pushed {
  title: string;
  body: string;
  /** One that is shown already is replaced by one of the same tag. */
  tag: string;
  /** Path of the page that it opens. */
  url: string;
  kind: string;
  urgent: boolean;
  silent: boolean;
  /** Tells the hub which one was shown. */
  token: string;
  at: number;
}

/** Reads it; undefined for what no hub wrote. */
export function pushedIn(text: string | undefined): Pushed | undefined {
  try {
    const read = JSON.parse(text ?? '') as Partial<Pushed> | null;
    if (typeof read?.title !== 'string' || typeof read.token !== 'string') return undefined;
    const { title, token, body = '', tag = token, url = '/security', kind = 'page' } = read;
    const { urgent = false, silent = false, at = Date.now() } = read;
    return { title, token, body, tag, url, kind, urgent, silent, at };
  } catch {
    return undefined;
  }
}
