import { setTimeout as delay } from 'node:timers/promises';

const AT_MOST_EVERY_MS = 1000;

/**
 * Reads the registry again when somebody comes whom the directory does not know: the command line may just have added
 * it in another process. However many ask, it is read at most once a second and by one at a time; who asks in between
 * waits for the next.
 */
export function directoryRefresher(refresh: () => Promise<void>): () => Promise<void> {
  let next: Promise<void> | undefined;
  let last = -Infinity;
  let reading = Promise.resolve();
  const run = async () => {
    await reading;
    const wait = last + AT_MOST_EVERY_MS - performance.now();
    if (wait > 0) await delay(wait, undefined, { ref: false });
    // whoever asks from here on may ask about something newer than this read
    next = undefined;
    last = performance.now();
    // when the registry is away the directory stays as it is, and so does the answer
    reading = refresh().catch(() => undefined);
    await reading;
  };
  return () => (next ??= run());
}
