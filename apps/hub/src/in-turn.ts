import { setTimeout as delay } from 'node:timers/promises';

/** So much rest after it, in times of how long it took; and never longer. */
const REST = 3;
const LONGEST_REST_MS = 250;

/**
 * One at a time: whoever asks while it is done shares the next time with all who ask meanwhile. Asked again and again it
 * rests in between, so that a thousand changes do not keep the process from its work.
 */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let restUntil = 0;
  const run = async (before: Promise<void>): Promise<void> => {
    await before.catch(() => undefined);
    const rest = restUntil - performance.now();
    if (rest > 0) await delay(rest, undefined, { ref: false });
    // what was changed before the asking is in the answer; from here on it may not be
    next = undefined;
    const started = performance.now();
    try {
      await work();
    } finally {
      const took = performance.now() - started;
      restUntil = performance.now() + Math.min(REST * took, LONGEST_REST_MS);
    }
  };
  return () => {
    if (next) return next;
    running = next = run(running);
    return running;
  };
}
