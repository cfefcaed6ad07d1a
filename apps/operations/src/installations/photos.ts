import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadStream } from 'node:fs';
import { PHOTO_BYTES } from '#hub/contracts';
import { replaceFile } from '#hub/service-kit';
import { ApiError } from '../http/errors.js';
import { strippedJpeg } from './strip-jpeg.js';

/** Pictures of devices where they were put up: one `<device>.jpg` each, the whole one or none. */
export class Photos {
  constructor(readonly dir: string) {}

  /** The picture of an installation, without what a phone writes into it. @throws ApiError 400, 413 */
  read(base64: string): Buffer {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length > PHOTO_BYTES) throw new ApiError(413, { error: 'too-large', message: 'Ảnh lớn hơn 300 kB' });
    const picture = strippedJpeg(bytes);
    if (picture) return picture;
    const problem = 'không phải ảnh JPEG';
    throw new ApiError(400, {
      ...{ error: 'invalid-input', message: `Thông tin chưa đúng: photo: ${problem}` },
      fields: [{ field: 'photo', problem }],
    });
  }

  async has(device: string): Promise<boolean> {
    return stat(this.#path(device)).then(
      () => true,
      () => false,
    );
  }

  async save(device: string, picture: Uint8Array): Promise<void> {
    await replaceFile(this.#path(device), picture);
  }

  /** Undefined where there is none. The device's id must be known to be one. */
  async open(device: string): Promise<{ stream: ReadStream; length: number } | undefined> {
    const found = await stat(this.#path(device)).catch(() => undefined);
    return found && { stream: createReadStream(this.#path(device)), length: found.size };
  }

  #path(device: string): string {
    return join(this.dir, `${device}.jpg`);
  }
}
