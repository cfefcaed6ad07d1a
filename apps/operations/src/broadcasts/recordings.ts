import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { LONGEST_SECONDS, RECORDING_BYTES } from '#hub/contracts';
import { type Clock, replaceFile } from '#hub/service-kit';
import { ApiError, invalidInput } from '../http/errors.js';
import { mp3Length } from './mp3-length.js';

const NAME = /^[0-9a-f]{32}\.mp3$/;
/** So long a recording waits for a message that is made of it. */
const UNNAMED_MS = 86_400_000;
/** Some two hundred of the longest. */
const MOST_BYTES = 1024 ** 3;
export type Recording = { name: string; seconds: number };

export interface RecordingsDeps {
  dir: string;
  clock: Clock;
  /** Names of those that messages are made of. */
  named(): Promise<ReadonlySet<string>>;
  /** All of them together; absent: 1 GiB. */
  mostBytes?: number;
}

/** Recordings that loudspeakers play, each named by what is in it: nobody comes to one but who was given its name. */
export class Recordings {
  constructor(private readonly deps: RecordingsDeps) {}

  /** Resolves when it is on the disk. @throws ApiError 400, 413, 507 where there is no room for it */
  async add(base64: string): Promise<Recording> {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length > RECORDING_BYTES)
      throw new ApiError(413, { error: 'too-large', message: 'Bản ghi lớn hơn 5 MB' });
    const seconds = lengthOf(bytes);
    if (seconds === undefined) throw invalidInput([{ path: ['audio'], message: 'không phải tệp MP3' }]);
    if (seconds > LONGEST_SECONDS)
      throw invalidInput([{ path: ['audio'], message: `dài hơn ${LONGEST_SECONDS / 60} phút` }]);
    const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.mp3`;
    await this.#makeRoom(name, bytes.length);
    await replaceFile(this.#path(name), bytes);
    return { name, seconds };
  }

  /** One that a message is about to be made of. @throws ApiError 400 where there is none of that name */
  async known(name: string): Promise<Recording> {
    const bytes = await this.open(name);
    const seconds = bytes && lengthOf(bytes);
    if (seconds === undefined) throw invalidInput([{ path: ['recording'], message: 'không có bản ghi này' }]);
    const now = new Date(this.deps.clock.now());
    await utimes(this.#path(name), now, now);
    return { name, seconds };
  }

  async open(name: string): Promise<Buffer | undefined> {
    return NAME.test(name) ? readFile(this.#path(name)).catch(() => undefined) : undefined;
  }

  /** Lets go of what no message was made of within a day. */
  async #makeRoom(name: string, bytes: number): Promise<void> {
    const { clock, named, mostBytes = MOST_BYTES } = this.deps;
    const kept = await this.#kept();
    const old = kept.filter(({ at }) => at < clock.now() - UNNAMED_MS);
    const used = old.length > 0 ? await named() : new Set<string>();
    const gone = new Set(old.filter((one) => !used.has(one.name)).map((one) => one.name));
    for (const one of gone) await rm(this.#path(one), { force: true });
    const others = kept.filter((one) => !gone.has(one.name) && one.name !== name);
    if (others.reduce((sum, one) => sum + one.bytes, bytes) > mostBytes)
      throw new ApiError(507, { error: 'full', message: 'Hết chỗ cho bản ghi âm, hãy dùng chữ' });
  }

  async #kept(): Promise<{ name: string; bytes: number; at: number }[]> {
    const names = await readdir(this.deps.dir).catch(() => []);
    const kept = names
      .filter((name) => NAME.test(name))
      .map(async (name) => {
        const { size, mtimeMs } = await stat(this.#path(name));
        return { name, bytes: size, at: mtimeMs };
      });
    return Promise.all(kept);
  }

  #path(name: string): string {
    return join(this.deps.dir, name);
  }
}

/** In tenths of a second: sums of frames are never quite whole. */
function lengthOf(bytes: Buffer): number | undefined {
  const seconds = mp3Length(bytes);
  return seconds === undefined ? undefined : Math.round(seconds * 10) / 10;
}
