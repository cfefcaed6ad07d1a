import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Photos } from '../installations/photos.js';

/** Pictures that people add to incidents, each named by what is in it: sent twice it is there once. */
export class IncidentPhotos {
  readonly #photos: Photos;

  /** `dir` is that of all pictures. */
  constructor(dir: string) {
    this.#photos = new Photos(join(dir, 'incidents'));
  }

  /** Gives its name, once it is on the disk. @throws ApiError 400, 413 */
  async add(base64: string): Promise<string> {
    const picture = this.#photos.read(base64);
    const name = createHash('sha256').update(picture).digest('hex').slice(0, 32);
    if (!(await this.#photos.has(name))) await this.#photos.save(name, picture);
    return name;
  }

  /** The name must be known to be one. */
  open(name: string): ReturnType<Photos['open']> {
    return this.#photos.open(name);
  }
}
