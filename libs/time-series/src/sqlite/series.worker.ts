import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { SeriesReader } from './series-reader.js';
import { SeriesWriter } from './series-writer.js';
import { serve, type ThreadData } from './thread.js';

const { role, dir } = workerData as ThreadData;
// alerts do not wait for charts. On Linux a priority is the thread's own, elsewhere the whole process's
if (role === 'reader' && process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
serve(parentPort!, role === 'writer' ? new SeriesWriter(dir) : new SeriesReader(dir));
