import { parentPort, workerData } from 'node:worker_threads';
import { SeriesReader } from './series-reader.js';
import { SeriesWriter } from './series-writer.js';
import { serve, type ThreadData } from './thread.js';

const { role, dir } = workerData as ThreadData;
serve(parentPort!, role === 'writer' ? new SeriesWriter(dir) : new SeriesReader(dir));
