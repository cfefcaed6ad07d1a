import { randomBytes } from 'node:crypto';
import { rmSync, statfsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const CHUNK_BYTES = 1 << 20;

/** A file that only takes room: given up when the disk is full, so that what was promised can still be written. */
export class DiskReserve {
  readonly #path: string;
  held = false;

  constructor(
    readonly dir: string,
    readonly bytes: number,
  ) {
    this.#path = join(dir, 'reserve');
  }

  /** True when the room is taken; false when the disk has none to spare. */
  async take(): Promise<boolean> {
    this.held ||= statSync(this.#path, { throwIfNoEntry: false })?.size === this.bytes;
    if (this.held) return true;
    try {
      const file = await open(this.#path, 'w');
      try {
        // not zeros: some file systems would store those as nothing
        const chunk = randomBytes(Math.min(CHUNK_BYTES, this.bytes));
        for (let left = this.bytes; left > 0; left -= chunk.length) await file.appendFile(chunk.subarray(0, left));
        await file.datasync();
      } finally {
        await file.close();
      }
      this.held = true;
    } catch {
      this.release();
    }
    return this.held;
  }

  /** Gives the room back. */
  release(): void {
    this.held = false;
    rmSync(this.#path, { force: true });
  }
}

export function diskSpace(dir: string): { total: number; free: number } {
  const { bsize, blocks, bavail } = statfsSync(dir);
  return { total: bsize * blocks, free: bsize * bavail };
}
