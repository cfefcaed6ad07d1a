import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Another hub has this data directory open. The fault is the administrator's. */
export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';
}

export interface DirLock {
  release(): void;
}

/**
 * Takes the directory for this process. SQLite holds the lock through the operating system, so it ends with the
 * process, kill -9 included, and holds between containers that share a volume.
 */
export function lockDir(dir: string): DirLock {
  mkdirSync(dir, { recursive: true });
  const db = new Database(join(dir, 'hub.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    throw new DataDirInUseError(`Một hub khác đang dùng thư mục dữ liệu / another hub uses the data folder: ${dir}`, {
      cause,
    });
  }
  return { release: () => db.close() };
}
