import { createHash } from 'node:crypto';
import { Photos } from './photos.js';

/** Pictures that people add to what they write, each named by what is in it: sent twice it is there once. */
export class NamedPhotos {
  readonly #photos: Photos;

  constructor(dir: string) {
    this.#photos = new Photos(dir);
  }

  /** Gives its name, once it is on the disk. @throws ApiError 400, 413 */
  async add(base64: string): Promise<string> {
    const picture = this.#photos.read(base64);
    const name = createHash('sha256').update(picture).digest('hex').slice(0, 32);
    if (!(await this.#photos.has(name))) await this.#photos.save(name, picture);
    return name;
  }

  /** Whether it is one that was added. Any text may be asked. */
  async has(name: string): Promise<boolean> {
    return NAME.test(name) && this.#photos.has(name);
  }

  /** The name must be known to be one. */
  open(name: string): ReturnType<Photos['open']> {
    return this.#photos.open(name);
  }
}
const NAME = /^[0-9a-f]{32}$/;
