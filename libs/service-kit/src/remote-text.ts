import { readFile, stat } from 'node:fs/promises';

export interface RemoteTextOptions<T> {
  /** Asked first; never said in a warning, for it may have a key in it. */
  url?: string | undefined;
  /** Read where the service is away, or none is named. */
  file?: string | undefined;
  /** How long what was read is good, milliseconds; after a failure it is asked again sooner. */
  everyMs: number;
  againMs: number;
  /** Makes sense of the text, which is of that time (milliseconds). Throws where there is none. */
  read(text: string, at: number): T;
  /** Told once, until it is another thing that is wrong. */
  warn(reason: string): void;
}

const PATIENCE_MS = 20_000;
/** Of an answer, at most so much is read. Bytes. */
const MOST_BYTES = 4 << 20;

/** A text that somebody else keeps: what was read last stays until there is something newer. */
export class RemoteText<T> {
  #known: T | undefined;
  #next = 0;
  #complained = '';

  constructor(private readonly options: RemoteTextOptions<T>) {}

  get known(): T | undefined {
    return this.#known;
  }

  /** The newest that there is, as of `now` (milliseconds). Never throws. */
  async now(now: number): Promise<T | undefined> {
    const { url, file, everyMs, againMs } = this.options;
    if (now < this.#next || (url === undefined && file === undefined)) return this.#known;
    this.#next = now + againMs;
    const answered = url === undefined ? undefined : await this.#try(() => fetched(url, now));
    if (answered !== undefined) this.#next = now + everyMs;
    const found = answered ?? (file === undefined ? undefined : await this.#try(() => written(file, now)));
    if (found !== undefined) this.#known = found;
    return this.#known;
  }

  async #try(get: () => Promise<{ text: string; at: number }>): Promise<T | undefined> {
    try {
      const { text, at } = await get();
      const read = this.options.read(text, at);
      this.#complained = '';
      return read;
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'không rõ';
      if (reason !== this.#complained) this.options.warn(reason);
      this.#complained = reason;
      return undefined;
    }
  }
}

async function fetched(url: string, at: number): Promise<{ text: string; at: number }> {
  // what fetch says of a failure may name the address
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' }).catch(() => {
    throw new Error('không tới được dịch vụ');
  });
  if (!answer.ok) throw new Error(`dịch vụ trả lời HTTP ${answer.status}`);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error('câu trả lời quá dài');
    parts.push(part);
  }
  return { text: Buffer.concat(parts).toString('utf8'), at };
}

/** A file that nobody writes any more grows old. */
async function written(file: string, at: number): Promise<{ text: string; at: number }> {
  const { mtimeMs, size } = await stat(file).catch(() => {
    throw new Error('không có tệp này');
  });
  if (size > MOST_BYTES) throw new Error('tệp quá dài');
  return { text: await readFile(file, 'utf8'), at: Math.min(at, mtimeMs) };
}
