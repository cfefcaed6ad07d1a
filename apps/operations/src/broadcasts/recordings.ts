import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LONGEST_SECONDS, RECORDING_BYTES } from '#hub/contracts';
import { replaceFile } from '#hub/service-kit';
import { ApiError, invalidInput } from '../http/errors.js';
import { mp3Length } from './mp3-length.js';

const NAME = /^[0-9a-f]{32}\.mp3$/;
export type Recording = { name: string; seconds: number };

/** Recordings that loudspeakers play, each named by what is in it: nobody comes to one but who was given its name. */
export class Recordings {
  constructor(private readonly dir: string) {}

  /** Resolves when it is on the disk. @throws ApiError 400, 413 */
  async add(base64: string): Promise<Recording> {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length > RECORDING_BYTES)
      throw new ApiError(413, { error: 'too-large', message: 'Bản ghi lớn hơn 5 MB' });
    const seconds = lengthOf(bytes);
    if (seconds === undefined) throw invalidInput([{ path: ['audio'], message: 'không phải tệp MP3' }]);
    if (seconds > LONGEST_SECONDS)
      throw invalidInput([{ path: ['audio'], message: `dài hơn ${LONGEST_SECONDS / 60} phút` }]);
    const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.mp3`;
    await replaceFile(join(this.dir, name), bytes);
    return { name, seconds };
  }

  /** @throws ApiError 400 where there is none of that name */
  async known(name: string): Promise<Recording> {
    const bytes = await this.open(name);
    const seconds = bytes && lengthOf(bytes);
    if (seconds === undefined) throw invalidInput([{ path: ['recording'], message: 'không có bản ghi này' }]);
    return { name, seconds };
  }

  async open(name: string): Promise<Buffer | undefined> {
    return NAME.test(name) ? readFile(join(this.dir, name)).catch(() => undefined) : undefined;
  }
}

/** In tenths of a second: sums of frames are never quite whole. */
function lengthOf(bytes: Buffer): number | undefined {
  const seconds = mp3Length(bytes);
  return seconds === undefined ? undefined : Math.round(seconds * 10) / 10;
}
