import { join } from 'node:path';
import { idSchema, isOlder } from '#hub/contracts';
import { type Clock, replaceFile } from '#hub/service-kit';
import { isJpeg, LARGEST_STILL } from '../decode/jpeg.js';

/** Keeps the newest picture of each camera. `ts` in milliseconds: an older picture never replaces a newer one. */
export interface Stills {
  save(camera: string, ts: number, jpeg: Uint8Array): Promise<void>;
}
export const STILLS = 'STILLS';

/** A picture that is none. The fault is the sender's. */
export class BadStillError extends Error {
  override readonly name = 'BadStillError';
}

/** One `<camera>.jpg` a camera; a reader sees the whole old one or the whole new one. Saves of a camera take turns. */
export class FileStills implements Stills {
  #newest = new Map<string, number>();
  #turns = new Map<string, Promise<void>>();

  constructor(
    readonly dir: string,
    private readonly clock: Clock,
  ) {}

  async save(camera: string, ts: number, jpeg: Uint8Array): Promise<void> {
    if (!idSchema.safeParse(camera).success) throw new BadStillError(`no camera id: ${JSON.stringify(camera)}`);
    if (jpeg.length > LARGEST_STILL || !isJpeg(jpeg)) throw new BadStillError(`no picture from ${camera}`);
    const newest = this.#newest.get(camera) ?? -Infinity;
    if (isOlder(ts, newest, this.clock.now())) return;
    this.#newest.set(camera, ts);
    const turn = (this.#turns.get(camera) ?? Promise.resolve()).then(() => this.#write(camera, ts, jpeg));
    const settled = turn.catch(() => {});
    this.#turns.set(camera, settled);
    void settled.then(() => this.#turns.get(camera) === settled && this.#turns.delete(camera));
    await turn;
  }

  async #write(camera: string, ts: number, jpeg: Uint8Array): Promise<void> {
    if (this.#newest.get(camera) !== ts) return;
    await replaceFile(join(this.dir, `${camera}.jpg`), jpeg);
  }
}
