import { constants, getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { SeriesReader } from './series-reader.js';
import { SeriesWriter } from './series-writer.js';
import { serve, type ThreadData } from './thread.js';

const { role, dir } = workerData as ThreadData;
// on Linux a priority is the thread's own, elsewhere the whole process's
if (role === 'reader' && process.platform === 'linux') standBehind();
serve(parentPort!, role === 'writer' ? new SeriesWriter(dir) : new SeriesReader(dir));

/** Alerts do not wait for charts. Nothing is lost where it may not. */
function standBehind(): void {
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  try {
    if (getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL);
  } catch {
    // a sandbox that forbids it
  }
}
