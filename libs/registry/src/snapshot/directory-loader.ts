import type { Clock } from '#hub/service-kit';
import type { Database } from '../database/database.js';
import type { DeviceDirectory } from '../directory.js';
import { readSnapshot } from './read-snapshot.js';
import { revisionOf } from './revision.js';

interface Loaded {
  call: number;
  revision: number;
  until: number;
}

/** Fills device directories, and leaves them alone while nothing changed. */
export class DirectoryLoader {
  #loaded = new WeakMap<DeviceDirectory, Loaded>();
  #calls = 0;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async load(directory: DeviceDirectory): Promise<void> {
    const call = ++this.#calls;
    const now = this.clock.now();
    const before = this.#loaded.get(directory);
    const found = await this.db.read(async (m) => {
      const revision = await revisionOf(m);
      if (before?.revision === revision && now < before.until) return undefined;
      return { revision, snapshot: await readSnapshot(m, now) };
    });
    // reads may overtake each other: the one that began last has the last word
    if (!found || call < (this.#loaded.get(directory)?.call ?? 0)) return;
    const { revision, snapshot } = found;
    directory.replace(snapshot);
    this.#loaded.set(directory, { call, revision, until: snapshot.until });
  }
}
