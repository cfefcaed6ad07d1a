import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#hub/service-kit';
import { LmdbEventLog, type LmdbEventLogOptions } from '../lmdb/lmdb-event-log.js';

/** Folders and logs of one test, all of which `end` closes and removes. */
export class TestLogs {
  readonly #root = mkdtempSync(join(tmpdir(), 'event-log-'));
  #open: LmdbEventLog[] = [];
  #folders = 0;

  folder(): string {
    const dir = join(this.#root, String(this.#folders++));
    mkdirSync(dir);
    return dir;
  }

  /** Started; quick with its flushes, so that tests need not wait. */
  async open(options: Partial<LmdbEventLogOptions> = {}): Promise<LmdbEventLog> {
    const log = new LmdbEventLog({
      dir: options.dir ?? this.folder(),
      clock: systemClock,
      commitMs: 1,
      lazyMs: 5,
      reserveBytes: 1 << 16,
      ...options,
    });
    this.#open.push(log);
    await log.start();
    return log;
  }

  async stopAll(): Promise<void> {
    for (const log of this.#open.splice(0)) await log.stop();
  }
  async end(): Promise<void> {
    await this.stopAll();
    rmSync(this.#root, { recursive: true, force: true });
  }
}
