import { setImmediate as nextTurn } from 'node:timers/promises';

/** Rows of one statement. SQLite works in this thread: a long list must not keep sockets waiting. */
const ROWS = 50;

/**
 * Where each row is several statements. A connection that wants to come in waits for a turn of the event loop, and each
 * turn lets in one: turns must be short while a thousand boxes come.
 */
export const FEW = 8;

/** Does the work for some rows after the other, and lets others have their turn in between. */
export async function inChunks<T>(
  rows: readonly T[],
  work: (some: T[]) => Promise<unknown>,
  atOnce = ROWS,
): Promise<void> {
  for (let i = 0; i < rows.length; i += atOnce) {
    if (i > 0) await nextTurn();
    await work(rows.slice(i, i + atOnce));
  }
}
