import { statfsSync, statSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PAGE_BYTES } from './record.codec.js';

/** A disk with less than this is full. */
const SPARE_BYTES = 1 << 20;
/** The file grows by this much at least. */
const STEP_BYTES = 4 << 20;

/**
 * Room that the data file has taken before it is needed: the file is longer than what is in it. The engine must not meet
 * a full disk itself (docs/decisions/0001): it is given only what fits into room that is there already, and what was
 * promised can still be written when others have filled the disk.
 */
export class FileRoom {
  #length = 0;

  constructor(
    private readonly path: string,
    /** Kept beyond what a flush needs, bytes. */
    private readonly reserve: number,
    /** Where the engine's pages end, bytes. */
    private readonly used: () => number,
  ) {}

  open(): void {
    const { size, blocks } = statSync(this.path);
    // a file with holes (a copy, a backup played back) only looks as if it had room at its end
    this.#length = blocks * 512 < size ? this.used() : size;
  }

  has(bytes: number): boolean {
    return this.#length - this.used() >= bytes;
  }

  /**
   * Makes room for so much and the reserve. False where the disk has none to spare, also when the file would last for a
   * while: what else the hub keeps is full by then. Not while the engine writes.
   */
  async extend(bytes: number): Promise<boolean> {
    const wanted = bytes + this.reserve;
    if (diskSpace(this.path).free < SPARE_BYTES) return false;
    if (this.has(wanted)) return true;
    try {
      const file = await open(this.path, 'r+');
      try {
        await this.#grow(file, this.used() + wanted);
      } finally {
        await file.close();
      }
    } catch {
      // what is left of the disk is not enough
    }
    return this.has(wanted);
  }

  async #grow(file: FileHandle, length: number): Promise<void> {
    // page by page: what Linux 6 has in memory as a larger piece it writes as such, whichever part of it changes later,
    // and a flush would cost many times its bytes; at once, since a page takes a microsecond and a turn thirty
    const page = Buffer.alloc(PAGE_BYTES);
    const end = Math.ceil(length / STEP_BYTES) * STEP_BYTES;
    try {
      while (this.#length < end) this.#length += writeSync(file.fd, page, 0, page.length, this.#length);
    } finally {
      // taken on the disk, and not only promised by the file system
      await file.datasync();
    }
  }
}

/** Of the disk that holds the path, bytes. */
export function diskSpace(path: string): { total: number; free: number } {
  const { bsize, blocks, bavail } = statfsSync(path);
  return { total: bsize * blocks, free: bsize * bavail };
}
