import { join } from 'node:path';
import type { Stream, StreamItems } from '#hub/contracts';
import { LmdbEventLog } from '#hub/event-log';
import { systemClock } from '#hub/service-kit';

/** Appends to the log of a hub that does not run: what another part of it would have written before it stopped. */
export async function appendToLog<S extends Stream>(
  dataDir: string,
  stream: S,
  items: StreamItems[S][],
): Promise<void> {
  const log = new LmdbEventLog({
    ...{ dir: join(dataDir, 'log'), clock: systemClock, commitMs: 0, groups: {} },
    onFatal: (error) => {
      throw error;
    },
  });
  await log.start();
  try {
    await log.append(stream, items);
  } finally {
    await log.stop();
  }
}

/** What a stopped hub's log keeps of a stream. */
export async function readLog<S extends Stream>(dataDir: string, stream: S): Promise<StreamItems[S][]> {
  const log = new LmdbEventLog({
    ...{ dir: join(dataDir, 'log'), clock: systemClock, commitMs: 0, groups: {} },
    onFatal: (error) => {
      throw error;
    },
  });
  await log.start();
  try {
    return [...log.scan(stream)].map(({ item }) => item);
  } finally {
    await log.stop();
  }
}
