import { readFile, stat } from 'node:fs/promises';
import { type Forecast, type ForecastMapping, type IrrigationTable, readForecast } from '#hub/irrigation';
import type { Clock } from '#hub/service-kit';

export interface ForecastOptions {
  url?: string | undefined;
  file?: string | undefined;
  mapping: ForecastMapping;
  table: Pick<IrrigationTable, 'forecast'>;
  clock: Clock;
  warn(message: string): void;
}

/** A service is asked no more often than this, and given up on after that. */
const EVERY_MS = 3 * 3_600_000;
const AGAIN_MS = 15 * 60_000;
const PATIENCE_MS = 20_000;
/** Of an answer, at most so much is read. Bytes. */
const MOST_BYTES = 4 << 20;

/** The newest forecast that there is: the service's, else the file's. What cannot be read leaves the one before in place. */
export class ForecastSource {
  #known: Forecast | undefined;
  #next = 0;
  #complained = '';

  constructor(private readonly options: ForecastOptions) {}

  async now(): Promise<Forecast | undefined> {
    const { clock, url, file } = this.options;
    const at = clock.now();
    if (at < this.#next || (url === undefined && file === undefined)) return this.#known;
    this.#next = at + AGAIN_MS;
    const found = (url && (await this.#try(() => this.#fromService(url, at)))) || undefined;
    if (found) this.#next = at + EVERY_MS;
    const other = found ?? (file && (await this.#try(() => this.#fromFile(file, at)))) ?? undefined;
    if (other) this.#known = other;
    return this.#known;
  }

  async #fromService(url: string, at: number): Promise<Forecast | undefined> {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const text = await limitedText(answer);
    return this.#read(JSON.parse(text) as unknown, at);
  }

  async #fromFile(file: string, at: number): Promise<Forecast | undefined> {
    const { mtimeMs } = await stat(file);
    // a file that nobody writes any more grows old
    return this.#read(JSON.parse(await readFile(file, 'utf8')) as unknown, Math.min(at, mtimeMs));
  }

  #read(json: unknown, at: number): Forecast | undefined {
    const { forecast, problems } = readForecast(json, this.options.mapping, at, this.options.table);
    if (!forecast) throw new Error(problems.map(({ key, in: where }) => `${key} (${String(where)})`).join(', '));
    return forecast;
  }

  /** Says what is wrong when it is another thing than last time. Never the address: it may have a key in it. */
  async #try(read: () => Promise<Forecast | undefined>): Promise<Forecast | undefined> {
    try {
      const found = await read();
      this.#complained = '';
      return found;
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'không rõ';
      if (reason !== this.#complained) this.options.warn(`dự báo thời tiết không đọc được: ${reason}`);
      this.#complained = reason;
      return undefined;
    }
  }
}

async function limitedText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += (part as Uint8Array).length;
    if (bytes > MOST_BYTES) throw new Error('câu trả lời quá dài');
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString('utf8');
}
