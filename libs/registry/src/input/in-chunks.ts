import { setImmediate as nextTurn } from 'node:timers/promises';

/** Rows of one statement. SQLite works in this thread: a long list must not keep sockets waiting. */
const ROWS = 50;

/** Does the work for some rows after the other, and lets others have their turn in between. */
export async function inChunks<T>(rows: readonly T[], work: (some: T[]) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS) {
    if (i > 0) await nextTurn();
    await work(rows.slice(i, i + ROWS));
  }
}
