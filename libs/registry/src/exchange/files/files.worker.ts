import { parentPort } from 'node:worker_threads';
import type { FileAnswer, FileTask } from './file-thread.js';
import { type FileRows, UnreadableFile } from './file-rows.js';
import { readCsv } from './read-csv.js';
import { readGeoJson } from './read-geojson.js';
import { readXlsx } from './read-xlsx.js';
import { writeCsv, writeXlsx } from './write-sheet.js';

// one task, and the thread ends
parentPort!.once('message', (task: FileTask) => {
  void answerTo(task).then((answer) => parentPort!.postMessage(answer));
});

async function answerTo(task: FileTask): Promise<FileAnswer> {
  try {
    if (task.do === 'write') return { bytes: await (task.format === 'csv' ? writeCsv : writeXlsx)(task.sheet) };
    return { rows: await READERS[task.format](task.bytes) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error.message };
    throw error;
  }
}

const READERS: Record<FileTask['format'], (bytes: Uint8Array) => FileRows | Promise<FileRows>> = {
  csv: readCsv,
  xlsx: readXlsx,
  geojson: readGeoJson,
};
