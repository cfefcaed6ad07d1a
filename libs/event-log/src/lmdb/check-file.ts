import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { PAGE_BYTES } from './record.codec.js';

/** The data file cannot be what the log wrote. The fault is the machine's; a backup helps, or starting without it. */
export class DataFileDamagedError extends Error {
  override readonly name = 'DataFileDamagedError';
}

const MAGIC = 0xbeefc0de;
const MAGIC_AT = 24;
/** Either of the two first pages may be the newer one. */
const META_PAGES = 2;

/**
 * Looks at what the engine looks at first, because the engine (lmdb 3.5.6) ends the process where it finds something
 * else. @throws DataFileDamagedError, or what the system says where the file may not be read and written
 */
export function checkFile(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r+');
  try {
    if (fstatSync(file).size === 0) return;
    const word = Buffer.alloc(4);
    for (let page = 0; page < META_PAGES; page++) {
      const read = readSync(file, word, 0, word.length, page * PAGE_BYTES + MAGIC_AT);
      if (read < word.length || word.readUInt32LE() !== MAGIC)
        throw new DataFileDamagedError(
          `Tệp nhật ký hỏng, hãy khôi phục từ bản sao lưu / the log's data file is damaged, restore a backup: ${path}`,
        );
    }
  } finally {
    closeSync(file);
  }
}
